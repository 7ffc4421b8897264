"""Running text: what stands inside a paragraph."""

from __future__ import annotations

from samverkan.drafting.document import Inline, Inlines, Placeholder, Reference, Strong
from samverkan.drafting.word.element import Xml, join, run, w
from samverkan.drafting.word.field import reference
from samverkan.drafting.word.story import Story

_STRONG = w("rStyle", val="Strong")
_PLACEHOLDER = (w("rStyle", val="PlaceholderText"), w("highlight", val="yellow"))
_TYPED_OVER = w("showingPlcHdr")
_PLAIN = w("text")


def inlines(story: Story, content: Inlines) -> Xml:
    """Return ``content`` as runs, fields and content controls."""
    return join(_inline(story, inline) for inline in content)


def _inline(story: Story, inline: Inline) -> Xml:
    if isinstance(inline, Strong):
        return run(inline.text, _STRONG)
    if isinstance(inline, Placeholder):
        return placeholder(story, inline)
    if isinstance(inline, Reference):
        return reference(story.outline, inline)
    return run(inline.text)


def placeholder(story: Story, gap: Placeholder) -> Xml:
    """Return a gap as a content control: a click selects it, typing replaces it.

    It is of the plain kind (``w:text``, §17.5.2.44), in which Word's Tab goes on to the next one
    and writes no tab. It holds a single run, as the standard demands of that kind. Its highlight
    is the run's, so that it shows as long as the placeholder does: what is typed instead has the
    paragraph's own look (§17.5.2.27), as the control's own properties give no other.
    """
    content = run(gap.text, *_PLACEHOLDER)
    return story.control(content, _TYPED_OVER, _PLAIN, alias=gap.label, tag=gap.question)
