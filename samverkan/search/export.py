"""The index as small static files, for the search on the published site.

The browser looks up and adds up what the command line does. It gets the same numbers
(postings, weights), the same language (stems and parts of every word the index knows, and
the rules for words it does not) and the same settings, all from here: nothing that decides
a rank is written twice. ``docs/assets/sok/`` holds the script; ``tests/search`` proves that
the two read and rank alike.

Files, below one folder:

- ``index.json``: everything needed to rank, and every title, so that hits can be read when
  no line is left to fetch more. Numbers stand as characters, which compress best, in order
  as gaps; what the browser can work out is not sent.
- ``text/<n>.json``: summaries of :data:`SHARD` documents each, fetched for the hits shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from samverkan.records.bank import Bank
from samverkan.search import compounds, irregular, lexicon, query, snippet, stem, synonyms, tokens
from samverkan.search.analysis import FOLDED, MOST_SAID, ROOT_ENDINGS, SAID, SHORT_VERB
from samverkan.search.documents import KIND_LABELS, KINDS, day
from samverkan.search.index import Index
from samverkan.search.ranking import DEFAULT, KIND_WORTH, Ranking
from samverkan.search.shelf import NOTHING, Postings
from samverkan.search.terms import CONCEPT_MARK, SCALE, TITLE_PART

SHARD = 8
FIRST_CHARACTER = 35
"""The character that stands for 0 in a run; ``!`` (33) and the quotation mark come before."""
_PAIRS, _PAIRED = 0xD800, 0x800
"""Where Unicode keeps the halves of pairs, which are no characters, and how many there are."""
FACETS = {
    "area": "Sakområde",
    "form": "Form",
    "stage": "Skede",
    "county": "Län",
    "source": "Källa",
    "year": "År",
    "host": "Värd",
}
"""Filters that the search page offers besides kind, in their order there."""


def write_search(index: Index, bank: Bank, folder: Path) -> None:
    """Write the files of the site's search to ``folder``.

    Raises:
        OSError: if they cannot be written.
    """
    texts = folder / "text"
    texts.mkdir(parents=True, exist_ok=True)
    _write(folder / "index.json", site_index(index, bank))
    summaries = [entry.summary for entry in index.entries]
    for number, start in enumerate(range(0, len(summaries), SHARD)):
        _write(texts / f"{number}.json", summaries[start : start + SHARD])


def site_index(index: Index, bank: Bank) -> dict[str, Any]:
    """Return what ``index.json`` holds."""
    entries = index.entries
    table = {field: index.table(field) for field in ("words", "pairs", "concepts", "title")}
    phrases = list(index.thesaurus.phrases())
    stems = {stem.stem(word) for word in index.counts}
    keys = {*stems, *table["words"]}
    keys.update(half for pair in table["pairs"] for half in pair.split(" "))
    keys.update(key for name, _ in phrases for key in name)
    place = {key: number for number, key in enumerate(sorted(keys))}
    concept = {key: number for number, key in enumerate(table["concepts"])}
    titles = table["title"]
    steps = sorted({0, *(weight for found in titles.values() for weight in found.weights)})
    of_concepts = {
        name: titles[CONCEPT_MARK + name] for name in concept if CONCEPT_MARK + name in titles
    }
    return {
        "date": day(index.today),
        "settings": {**_settings(), "in_title": steps},
        "rules": _rules(),
        "words": _words(index),
        "other_keys": " ".join(sorted(keys - stems)),
        "names": _names(phrases, place, concept),
        "fields": {
            "words": _postings(table["words"], titles, steps, place),
            "pairs": _postings(table["pairs"], {}, steps, place),
            "concepts": _postings(table["concepts"], of_concepts, steps, concept),
        },
        "entries": {
            "id": [entry.id for entry in entries],
            "kind": [KINDS.index(entry.kind) for entry in entries],
            "title": [entry.title for entry in entries],
            "url": [_tail(entry.url, entry.id) for entry in entries],
            "merit": Ranking(index).merits,
            "length": [entry.length for entry in entries],
            "title_length": [entry.title_length for entry in entries],
        },
        "facets": [
            _facet(index, name, label, _labels(bank, name)) for name, label in FACETS.items()
        ],
    }


def _settings() -> dict[str, Any]:
    return {
        "kinds": KINDS,
        "kind_labels": list(KIND_LABELS.values()),
        "worth": [KIND_WORTH[kind] for kind in KINDS],
        "scale": SCALE,
        "shard": SHARD,
        "first": FIRST_CHARACTER,
        "title_part": TITLE_PART,
        "ranking": asdict(DEFAULT),
        "query": asdict(query.FACTORS),
        "spelling": asdict(lexicon.SPELLING),
        "in_compound": synonyms.IN_COMPOUND,
        "snippet": snippet.LONGEST,
    }


def _rules() -> dict[str, Any]:
    """The rules of the language; patterns in the writing that JavaScript shares."""
    return {
        "letter": tokens.LETTER,
        "token": tokens.TOKEN.replace("(?P<", "(?<"),
        "short_form": tokens.SHORT_FORM,
        "case_ending": tokens.CASE_ENDING,
        "unified": tokens.UNIFIED,
        "stop": " ".join(sorted(tokens.STOP_WORDS)),
        "asking": " ".join(sorted(tokens.ASKING)),
        "particles": " ".join(sorted(tokens.PARTICLES)),
        "said": SAID,
        "short_verb": SHORT_VERB.pattern,
        "most_said": MOST_SAID,
        "folded": FOLDED,
        "roots": ROOT_ENDINGS,
        "sentence": snippet.SENTENCE,
        "family": dict(irregular.FAMILY),
        "irregular": irregular.ENDINGS,
        "stem": [[pattern, replacement.replace("\\", "$")] for pattern, replacement in stem.RULES],
        "not_first": " ".join(sorted(compounds.NOT_FIRST)),
        "not_last": " ".join(sorted(compounds.NOT_LAST)),
        "whole": " ".join(sorted(compounds.WHOLE)),
        "generic": " ".join(sorted(compounds.GENERIC_LAST)),
        "short": " ".join(sorted(compounds.SHORT_PARTS)),
    }


def _words(index: Index) -> dict[str, Any]:
    """Every word of the index in order, how often it occurs and its stem; each stem's parts."""
    words = list(index.counts)
    stems = dict.fromkeys(map(stem.stem, words))
    return {
        "text": " ".join(_shortened(words)),
        "counts": characters(index.counts.values()),
        "stems": " ".join(_change(word, stem.stem(word)) for word in words),
        "parts": "|".join(" ".join(_parts(index, key)) for key in stems),
    }


def _shortened(words: Iterable[str]) -> Iterator[str]:
    """Each word as how many letters it shares with the one before, and the rest."""
    before = ""
    for word in words:
        shared = _shared(before, word)
        yield f"{chr(FIRST_CHARACTER + shared)}{word[shared:]}"
        before = word


def _shared(one: str, other: str) -> int:
    """How many letters two words have in common from the beginning."""
    letters = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(letters) if a != b), min(len(one), len(other)))


def _change(word: str, key: str) -> str:
    """How ``key`` is made of ``word``: ``3`` drops three letters, ``2el`` adds two after."""
    kept = _shared(word, key)
    return f"{len(word) - kept}{key[kept:]}"


def _parts(index: Index, key: str) -> Iterator[str]:
    """Each part as where in ``key`` it begins, for how many letters, and the rest."""
    for part in index.analysis.parts_of(key):
        kept = next(part[:end] for end in range(len(part), -1, -1) if part[:end] in key)
        yield characters((key.index(kept), len(kept))) + part[len(kept) :]


def _names(
    phrases: Iterable[tuple[tuple[str, ...], Mapping[str, float]]],
    place: Mapping[str, int],
    concept: Mapping[str, int],
) -> dict[str, Any]:
    """Names as keys, each with its concepts (by number) and how surely it means them."""
    names = {
        tuple(place[key] for key in keys): [
            (concept[name], weight) for name, weight in meanings.items() if name in concept
        ]
        for keys, meanings in phrases
    }
    meanings = [names[keys] for keys in sorted(names)]
    weights = sorted({weight for each in meanings for _, weight in each})
    return {
        "keys": _keys(names),
        "concepts": "!".join(characters(number for number, _ in each) for each in meanings),
        "weights": "".join(characters(weights.index(w) for _, w in each) for each in meanings),
        "scale": weights,
    }


def _postings(
    lists: Mapping[str, Postings],
    titles: Mapping[str, Postings],
    steps: Sequence[int],
    place: Mapping[str, int],
) -> dict[str, Any]:
    """Postings by key: gaps between documents, and weights that tell of the title too.

    A weight and the place in ``steps`` of what the key counts in the document's title are one
    number: a word of the title has a posting anyhow, and another list would say it twice.
    """
    numbered = {tuple(place[half] for half in key.split(" ")): key for key in lists}
    ordered = [(lists[key], titles.get(key, NOTHING)) for _, key in sorted(numbered.items())]
    return {
        "keys": _keys(numbered),
        "documents": "!".join(characters(_gaps(found.documents)) for found, _ in ordered),
        "weights": "".join(characters(_weights(*both, steps)) for both in ordered),
    }


def _weights(found: Postings, titled: Postings, steps: Sequence[int]) -> Iterator[int]:
    in_title = dict(zip(titled.documents, titled.weights, strict=True))
    for document, weight in zip(found.documents, found.weights, strict=True):
        yield weight * len(steps) + steps.index(in_title.get(document, 0))


def _keys(keys: Iterable[tuple[int, ...]]) -> dict[str, str]:
    """Keys in order, each one number or several: gaps between the first, and the others."""
    ordered = sorted(keys)
    return {
        "first": characters(_gaps(first for first, *_ in ordered)),
        "more": "!".join(characters(more) for _, *more in ordered),
    }


def characters(numbers: Iterable[int]) -> str:
    """Return ``numbers`` (0 to a million) as a character each, past the halves of pairs."""
    codes = (FIRST_CHARACTER + number for number in numbers)
    return "".join(chr(code + _PAIRED if code >= _PAIRS else code) for code in codes)


def _tail(url: str, record_id: str) -> str:
    """The address, with ``*`` for the id that most of them end with; ``#`` for one that is
    a place on a page.
    """
    for mark, tail in (("*", f"{record_id}/"), ("#", record_id.replace("/", "/#"))):
        if url.endswith(f"/{tail}"):
            return url.removesuffix(tail) + mark
    return url


def _facet(index: Index, name: str, label: str, labels: Mapping[str, str]) -> dict[str, Any]:
    """A filter: its values with label and the documents (as gaps) that have each."""
    holders: dict[str, list[int]] = {value: [] for value in index.filters.get(name, ())}
    for number, entry in enumerate(index.entries):
        for value in entry.filters.get(name, ()):
            holders[value].append(number)
    return {
        "name": name,
        "label": label,
        "values": [[value, labels.get(value, value), _gaps(holders[value])] for value in holders],
    }


def _gaps(numbers: Iterable[int]) -> list[int]:
    gaps, before = [], 0
    for number in numbers:
        gaps.append(number - before)
        before = number
    return gaps


def _labels(bank: Bank, name: str) -> dict[str, str]:
    """What a reader calls the values of a filter."""
    if name == "county":
        return {
            body.county_letter: body.name.removeprefix("Länsstyrelsen i ")
            for body in bank.bodies.values()
            if body.body_kind == "lansstyrelse" and body.county_letter
        }
    if name == "source":
        return {source.id: source.short_title for source in bank.sources.values()}
    if name == "host":
        return {body.id: body.name for body in bank.bodies.values()}
    facets: Sequence[str] = {"area": ("omrade",), "stage": ("skede",)}.get(
        name, ("formvariant", "form")
    )
    return {term.id: term.label for facet in facets for term in bank.terms(facet).values()}


def _write(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8")
