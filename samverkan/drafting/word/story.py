"""What one draft gathers while it is written: ids, bookmarks, lists and notes."""

from __future__ import annotations

from itertools import count

from samverkan.drafting.document import Document, Notes
from samverkan.drafting.outline import Outline
from samverkan.drafting.word.bookmark import bookmark_name
from samverkan.drafting.word.element import Xml, join, w
from samverkan.drafting.word.note import Annotations
from samverkan.drafting.word.template import Template


class Story:
    """The state of one draft under way. Ids are counted, so they are the same every time."""

    def __init__(self, document: Document, template: Template, outline: Outline, *,
                 notes: Notes) -> None:  # fmt: skip
        self.document, self.template, self.outline = document, template, outline
        self.restarts: list[int] = []
        """For each list that begins anew: the definition it follows."""
        self.annotations = Annotations(notes, document.law_date)
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
