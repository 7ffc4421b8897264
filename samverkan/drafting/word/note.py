"""Drafting notes: comments in the margin, or footnotes (ISO/IEC 29500-1 §17.11, §17.13.4)."""

from __future__ import annotations

from collections.abc import Sequence

from samverkan.drafting.document import Note, Notes
from samverkan.drafting.word.element import EMPTY, Xml, join, paragraph, run, story, w
from samverkan.drafting.word.properties import AUTHOR, INITIALS, moment

COMMENTS = "word/comments.xml"
FOOTNOTES = "word/footnotes.xml"
SEPARATORS = (("separator", -1), ("continuationSeparator", 0))
"""The lines above the footnotes; every file that has footnotes must define them."""

_COMMENT_MARK = w("rPr", w("rStyle", val="CommentReference"))
_FOOTNOTE_MARK = w("rPr", w("rStyle", val="FootnoteReference"))


class Annotations:
    """The notes of one draft under way, in the form that was asked for."""

    def __init__(self, form: Notes, law_date: str) -> None:
        self.form, self._when = form, moment(law_date)
        self.comments: list[Xml] = []
        self.footnotes: list[Xml] = []

    def on(self, content: Xml, note: Note | None) -> Xml:
        """Return ``content`` with ``note`` on it."""
        lines = [line for line in note.paragraphs if line] if note else []
        if not lines or self.form == "none":
            return content
        return self._comment(content, lines) if self.form == "comments" else self._footnote(
            content, lines)  # fmt: skip

    def _comment(self, content: Xml, lines: Sequence[str]) -> Xml:
        number = len(self.comments)
        mark = w("r", _COMMENT_MARK, w("annotationRef"))
        self.comments.append(
            w("comment", *_body("CommentText", mark, lines), id=number, author=AUTHOR,
              date=self._when, initials=INITIALS)
        )  # fmt: skip
        start, end = w("commentRangeStart", id=number), w("commentRangeEnd", id=number)
        reference = w("r", _COMMENT_MARK, w("commentReference", id=number))
        return join((start, content, end, reference))

    def _footnote(self, content: Xml, lines: Sequence[str]) -> Xml:
        number = len(self.footnotes) + 1
        mark = join((w("r", _FOOTNOTE_MARK, w("footnoteRef")), run(" ")))
        self.footnotes.append(w("footnote", *_body("FootnoteText", mark, lines), id=number))
        return join((content, w("r", _FOOTNOTE_MARK, w("footnoteReference", id=number))))


def _body(style: str, mark: Xml, lines: Sequence[str]) -> list[Xml]:
    """Return the paragraphs of a note; its mark stands first."""
    return [
        paragraph(style, join((EMPTY if index else mark, run(line))))
        for index, line in enumerate(lines)
    ]


def separators() -> bytes:
    """Return the footnotes part of the template, which holds only the lines above them."""
    return story("footnotes", *(
        w("footnote", paragraph("FootnoteText", w("r", w(kind))), type=kind, id=number)
        for kind, number in SEPARATORS
    ))  # fmt: skip
