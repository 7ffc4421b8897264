"""Merges three texts, unit by unit: as drafted, as it is now, as it would be drafted today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from samverkan.drafting.redline.align import align
from samverkan.drafting.refresh.unit import Unit

Source = Literal["now", "anew"]
_LIKE = 0.5

BOTH = (
    "Krock: stycket har ändrats både här och i biblioteket. Lydelsen här står kvar; bibliotekets "
    "följer efter som spårad ändring. Behåll en av dem."
)
TAKEN_AWAY = (
    "Krock: stycket har tagits bort här, men biblioteket har en ny lydelse. Den står som spårad "
    "ändring; avvisa den om stycket ska vara borta."
)
LEFT_BEHIND = (
    "Krock: biblioteket har inte längre stycket, men det har ändrats här och står därför kvar."
)
REMARKED = (
    "Krock: biblioteket har inte längre stycket, men det har en kommentar eller fotnot här och "
    "står därför kvar."
)


@dataclass(frozen=True)
class Choice:
    """A unit of the merged text, from the file or from the new draft."""

    unit: Unit
    source: Source
    conflict: str | None = None
    """The comment to put on it, when the two do not agree."""
    replaces: Unit | None = None
    """The unit of the file whose place it takes."""


@dataclass(frozen=True)
class Conflict:
    """A paragraph on which file and library do not agree; None where one of them has none."""

    here: str | None
    library: str | None


def conflicts(choices: Sequence[Choice]) -> tuple[Conflict, ...]:
    """Return both wordings of each conflict."""
    found = []
    for index, choice in enumerate(choices):
        shown = " ".join(choice.unit.shown)
        if choice.conflict == BOTH:
            found.append(Conflict(shown, " ".join(choices[index + 1].unit.shown)))
        elif choice.conflict and choice.source == "now":
            found.append(Conflict(shown, None))
        elif choice.conflict:
            found.append(Conflict(None, shown))
    return tuple(found)


def merged(drafted: Sequence[Unit], now: Sequence[Unit], anew: Sequence[Unit]) -> list[Choice]:
    """Return the merged text.

    Nothing that the lawyer wrote is left out, and nothing that he took away comes back
    without a comment.

    Args:
        drafted: the draft as it was.
        now: the file as it is.
        anew: a draft of today.
    """
    ours, own = _matched(drafted, now)
    theirs, fresh = _matched(drafted, anew)
    known = {(unit.clause, unit.key) for unit in now}
    found: list[Choice] = []
    for index in range(len(drafted) + 1):
        found += (Choice(unit, "now") for unit in own[index])
        new = (unit for unit in fresh[index] if (unit.clause, unit.key) not in known)
        found += (Choice(unit, "anew") for unit in new)
        if index < len(drafted):
            found += _settled(drafted[index], ours[index], theirs[index])
    return found


def _matched(
    drafted: Sequence[Unit], other: Sequence[Unit]
) -> tuple[list[Unit | None], list[list[Unit]]]:
    """Return for each drafted unit its match, and the units that stand before it without one."""
    matches: list[Unit | None] = []
    alone: list[list[Unit]] = [[]]
    for one, unit in align(drafted, other, lambda each: each.key, _likeness):
        if one is None:
            alone[-1].append(unit)
        else:
            matches.append(unit)
            alone.append([])
    return matches, alone


def _likeness(one: Unit, other: Unit) -> float:
    if one.working or other.working or one.clause != other.clause:
        return 0.0
    if (len(one.said) > 1) != (len(other.said) > 1):
        return 0.0
    texts = ("\n".join(one.said), "\n".join(other.said))
    return float(fuzz.ratio(*texts, score_cutoff=100 * _LIKE)) / 100


def _settled(drafted: Unit, now: Unit | None, anew: Unit | None) -> Iterator[Choice]:
    if now is None or anew is None:
        yield from _one_sided(drafted, now, anew)
    elif drafted.working:
        yield _working(drafted, now, anew)
    elif now.key == drafted.key:
        # The same text in the file's own paragraph keeps its formatting.
        same = anew.said == now.shown
        yield Choice(now, "now") if same else Choice(anew, "anew", replaces=now)
    elif anew.key in (drafted.key, now.key):
        yield Choice(now, "now")
    else:
        yield Choice(now, "now", BOTH)
        yield Choice(anew, "anew")


def _one_sided(drafted: Unit, now: Unit | None, anew: Unit | None) -> Iterator[Choice]:
    if now is not None and drafted.working is None and now.key != drafted.key:
        yield Choice(now, "now", LEFT_BEHIND)
    elif now is not None and drafted.working is None and now.remarked:
        yield Choice(now, "now", REMARKED)
    elif anew is not None and drafted.working is None and anew.key != drafted.key:
        yield Choice(anew, "anew", TAKEN_AWAY)


def _working(drafted: Unit, now: Unit, anew: Unit) -> Choice:
    """Return a working part anew, unless the contents have been brought up to date by Word."""
    kept = drafted.working == "innehall" and now.said != drafted.said
    if kept or now.said == anew.said:
        return Choice(now, "now")
    return Choice(anew, "anew", replaces=now)
