"""Makes a new record: from options, or from answers to questions in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from samverkan.files import write_atomically
from samverkan.records.bank import Bank
from samverkan.records.checks import OWN_LINKS
from samverkan.records.fault import Fault, FaultsError
from samverkan.records.fields import FieldInfo, fields_of
from samverkan.records.filling import FillingError, UnknownFieldError, field_at, put, read_value
from samverkan.records.linking import KIND_NAMES, Directory
from samverkan.records.messages import did_you_mean
from samverkan.records.model import Cooperation, LawRef, PlaceRef, Record, Ref, Statute, TermRef
from samverkan.records.model.base import SLUG, LegalRef, Model, PlaceField, When
from samverkan.records.names import statute_id
from samverkan.records.validation import DAY
from samverkan.records.writing import FEW, explanation, record_text, slug

Ask = Callable[[str], str]
"""Puts a question, with its explanation, and returns what was answered."""
Say = Callable[[str], None]
"""Tells the one who answers something."""

YES = ("j", "ja")
_TYPES: dict[str, tuple[type, ...]] = {"heltal": (int,), "tal": (int, float), "ja-nej": (bool,)}
_WRITTEN: dict[str, TypeAdapter[Any]] = {
    "datum": TypeAdapter(date),
    "tidpunkt": TypeAdapter(When),
    "plats": TypeAdapter(PlaceField),
    "lagrum": TypeAdapter(LegalRef),
}
_MARKERS: dict[str, PlaceRef | LawRef] = {"plats": PlaceRef(), "lagrum": LawRef()}
_NAMED_BY = ("title", "name", "short_title")


def filled(
    model: type[Record], settings: Mapping[str, str], bank: Bank, today: date
) -> dict[str, Any]:
    """Return the raw data of a record from texts by field name.

    Raises:
        FillingError: with a line for every name that is no field, and every value that is
            no term or record of those the field takes.
    """
    data: dict[str, Any] = {"reviewed": today.isoformat()}
    problems = []
    for name, text in settings.items():
        try:
            path, field = field_at(model, name)
        except UnknownFieldError as error:
            problems.append(str(error))
        else:
            value = read_value(text, field, bank)
            problems += [f"{name}: {problem}" for problem in _problems(value, field, bank)]
            put(data, path, value)
    if problems:
        raise FillingError("\n".join(problems))
    return data


def support(model: type[Record], data: dict[str, Any], places: tuple[str, ...]) -> None:
    """Let ``places`` support every plain fact of a cooperation that no source supports yet."""
    if not places or not issubclass(model, Cooperation):
        return
    sources = data.setdefault("sources", [])
    done = {name for entry in sources for name in entry.get("supports", ())}
    plain = [
        field.name
        for field in fields_of(model)
        if field.name in data
        and field.value.model is None
        and field.name not in OWN_LINKS
        and field.name not in done
    ]
    sources += [{"place": place, "supports": plain} for place in places]


def identity(model: type[Record], data: Mapping[str, Any], wanted: str | None) -> str:
    """Return the id of a new record: the one wanted, or its name as a slug.

    Raises:
        FaultsError: if there is nothing to make an id of.
    """
    if wanted is None and model is Statute and isinstance(data.get("number"), str):
        wanted = statute_id(data["number"])
    name = next((data[key] for key in _NAMED_BY if isinstance(data.get(key), str)), "")
    found = wanted or slug(name)
    if SLUG.match(found) and len(found) <= 80:
        return found
    message = f"{found!r} duger inte som id." if found else "posten har inget namn att göra id av."
    hint = "Ange --title, eller --id med små bokstäver a–z, siffror och bindestreck."
    raise FaultsError([Fault(f"kb/{model.folder}", 0, 0, "fel", "id", message, hint)])


def create(
    root: Path,
    model: type[Record],
    record_id: str,
    data: Mapping[str, Any],
    bank: Bank,
    *,
    explained: bool,
) -> str:
    """Write a new record; return the name of its file, relative to ``root``.

    Raises:
        FaultsError: if the record or the file exists; nothing is then written.
    """
    file = f"kb/{model.folder}/{record_id}.yaml"
    present = record_id in bank.records.get(model.kind, {})
    if present or (root / file).exists():
        there = bank.files.get((model.kind, record_id), file)
        message = f"{KIND_NAMES[model.kind]} {record_id} finns redan i {there}."
        hint = "Ändra i den, eller välj ett annat id med --id."
        raise FaultsError([Fault(file, 0, 0, "fel", "finns-redan", message, hint)])
    text = record_text(model, data, bank, explained=explained)
    write_atomically(root / file, text.encode())
    return file


def interview(model: type[Record], given: dict[str, Any], bank: Bank, ask: Ask, say: Say) -> None:
    """Ask for every field that is not ``given`` and put the answers there.

    An empty answer leaves a field out; of groups there can be as many as one likes. The
    sources of a cooperation are not asked for: :func:`support` writes them.
    """
    for field in fields_of(model):
        if field.name in given or (field.name == "sources" and issubclass(model, Cooperation)):
            continue
        if field.value.model is None:
            _ask_plain(field, given, bank, ask, say)
        else:
            _ask_groups(field, field.value.model, given, bank, ask, say)


def _ask_plain(field: FieldInfo, data: dict[str, Any], bank: Bank, ask: Ask, say: Say) -> None:
    needed = " (måste finnas)" if field.required else ""
    terms = bank.terms(field.value.facet) if field.value.facet else {}
    listed = " Skriv ? för listan." if len(terms) > FEW else ""
    say(f"{field.label}{needed}: {explanation(field, bank)}{listed}")
    while text := ask(field.label).strip():
        if text == "?" and terms:
            for key, term in terms.items():
                say(f"    {key}: {term.label}")
            continue
        value = read_value(text, field, bank)
        problems = list(_problems(value, field, bank))
        if not problems:
            data[field.name] = value
            return
        for problem in problems:
            say(problem)


def _ask_groups(
    field: FieldInfo, model: type[Model], data: dict[str, Any], bank: Bank, ask: Ask, say: Say
) -> None:
    say(f"{field.label}: {explanation(field, bank)}")
    groups: list[dict[str, Any]] = []
    while ask("En till? (ja/nej)" if groups else "Fylla i? (ja/nej)").strip().lower() in YES:
        group: dict[str, Any] = {}
        for inner in fields_of(model):
            if inner.value.model is None and inner.value.form != "ordbok":
                _ask_plain(inner, group, bank, ask, say)
        if group:
            groups.append(group)
        if not field.value.many:
            break
    if groups:
        data[field.name] = groups if field.value.many else groups[0]


def _problems(value: Any, field: FieldInfo, bank: Bank) -> Iterator[str]:
    """Say what is wrong with an answer while it is easy to give another."""
    expected, directory = _TYPES.get(field.value.form), Directory(bank)
    for item in value if isinstance(value, list) else [value]:
        if expected and not isinstance(item, expected):
            yield f"{item!r} går inte: här ska stå {field.takes}."
        elif not expected:
            yield from _wrong(str(item), field, directory)
    joined = isinstance(value, list) and len(value) == 1 and "," in str(value[0])
    if joined and field.value.form in ("term", "id", "val"):
        yield "Skilj flera värden med semikolon."


def _wrong(item: str, field: FieldInfo, directory: Directory) -> Iterator[str]:
    """Say that ``item`` is written in another form than the field's, or leads nowhere."""
    takes = field.value
    if takes.form in _WRITTEN:
        try:
            _WRITTEN[takes.form].validate_python(item)
        except ValidationError:
            day = takes.form in ("datum", "tidpunkt") and DAY.match(item)
            unreal = "datumet finns inte i kalendern" if day else f"här ska stå {field.takes}"
            yield f"{item!r} går inte: {unreal}."
            return
    problem = None
    if takes.form in _MARKERS:
        problem = directory.problem(_MARKERS[takes.form], item)
    elif takes.form == "term" and takes.facet:
        problem = directory.problem(TermRef(takes.facet), item)
    elif takes.form == "id":
        problem = directory.problem(Ref(takes.kinds), item)
    elif takes.form == "val" and item not in takes.choices:
        hint = did_you_mean(item, takes.choices)
        hint = hint or f"Giltiga värden: {', '.join(takes.choices)}."
        problem = "fel-varde", f"{item!r} finns inte.", hint
    if problem:
        _, message, hint = problem
        yield f"{message} {hint}" if hint else message
