"""What one draft gathers while it is written: ids, bookmarks, lists and comments."""

from __future__ import annotations

from itertools import count

from samverkan.drafting.document import Document, Note
from samverkan.drafting.outline import Outline
from samverkan.drafting.word.bookmark import bookmark_name
from samverkan.drafting.word.element import EMPTY, Xml, join, paragraph, run, w
from samverkan.drafting.word.properties import AUTHOR, INITIALS, moment
from samverkan.drafting.word.template import Template


class Story:
    """The state of one draft under way. Ids are counted, so they are the same every time."""

    def __init__(self, document: Document, template: Template, outline: Outline, *,
                 notes: bool) -> None:  # fmt: skip
        self.document, self.template, self.outline = document, template, outline
        self.comments: list[Xml] = []
        self.restarts: list[int] = []
        """For each list that begins anew: the definition it follows."""
        self._notes = notes
        self._controls = count(1)
        self._bookmarks = count(1)

    def bookmark(self, key: str, content: Xml) -> Xml:
        """Return ``content`` inside the bookmark of ``key`` (§17.13.6)."""
        number = next(self._bookmarks)
        start = w("bookmarkStart", id=number, name=bookmark_name(key))
        return join((start, content, w("bookmarkEnd", id=number)))

    def control(self, content: Xml, *properties: Xml, alias: str, tag: str) -> Xml:
        """Return a content control (§17.5.2).

        ``tag`` is what a program finds it by; Word takes at most 64 characters of either.
        """
        names = (w("alias", val=alias[:64]), w("tag", val=tag[:64]))
        number = w("id", val=next(self._controls))
        return w("sdt", w("sdtPr", *names, number, *properties), w("sdtContent", content))

    def restart(self, style: str) -> Xml:
        """Return the ``w:numPr`` of a new list in ``style`` that begins at its first number."""
        self.restarts.append(self.template.lists[style])
        return w("numPr", w("ilvl", val=0),
                 w("numId", val=self.template.last_num + len(self.restarts)))  # fmt: skip

    def comment(self, note: Note | None, content: Xml) -> Xml:
        """Return ``content`` with ``note`` as a comment on it (§17.13.4), if notes are kept."""
        if not self._notes or note is None or not any(note.paragraphs):
            return content
        number = len(self.comments)
        reference = w("r", w("rPr", w("rStyle", val="CommentReference")),
                      w("commentReference", id=number))  # fmt: skip
        start, end = w("commentRangeStart", id=number), w("commentRangeEnd", id=number)
        self.comments.append(self._comment(number, note))
        return join((start, content, end, reference))

    def _comment(self, number: int, note: Note) -> Xml:
        mark = w("r", w("rPr", w("rStyle", val="CommentReference")), w("annotationRef"))
        lines = [line for line in note.paragraphs if line]
        body = [
            paragraph("CommentText", join((EMPTY if index else mark, run(line))))
            for index, line in enumerate(lines)
        ]
        when = moment(self.document.law_date)
        return w("comment", *body, id=number, author=AUTHOR, date=when, initials=INITIALS)
