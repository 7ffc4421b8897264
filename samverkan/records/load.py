"""Reads kb/ and agreements/ into a Bank, collecting every fault on the way.

Nothing stops at the first fault: broken files, unknown keys, wrong values and dead
references are all reported in one run, and one fault does not breed another (a reference
to a record whose own file is broken is not called dead).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath

from pydantic import ValidationError

from samverkan.records.bank import Bank, Key
from samverkan.records.checks import record_faults
from samverkan.records.entry import Entry
from samverkan.records.fault import Fault, FaultsError
from samverkan.records.linking import Directory, reference_faults
from samverkan.records.messages import did_you_mean, shown
from samverkan.records.model import KNOWLEDGE, LIBRARY, AgreementType, NameList, Record, Source
from samverkan.records.model.base import SLUG
from samverkan.records.personnames import NameRules
from samverkan.records.readings import ABSENT, CACHE, Readings
from samverkan.records.repeats import repeated_ids
from samverkan.records.unread import Unread
from samverkan.records.validation import validation_faults
from samverkan.records.yamlsource import Path, YamlData, parse_yaml

KB = "kb"
AGREEMENTS = "agreements"


@dataclass
class Loaded:
    """What was read: the bank (of the records that are right) and every fault."""

    bank: Bank
    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]
    files: int = 0

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults that make the bank unusable."""
        return tuple(fault for fault in self.faults if fault.level == "fel")


def load(root: FilePath, extra: Iterable[Entry] = ()) -> Loaded:
    """Read every record below ``root``.

    Args:
        root: the project folder, holding ``kb/`` and ``agreements/``.
        extra: records that are not in any file yet, read as if they were.

    Returns:
        The bank and all faults, sorted by file and line. The bank holds the records
        that are valid by themselves.
    """
    faults: list[Fault] = []
    entries: list[Entry] = []
    unread: dict[tuple[str, str], str] = {}
    files = 0
    found = [(path, model, path.read_bytes()) for path, model in _files(root, faults)]
    lists = [content for _, model, content in found if model is NameList]
    rules = NameRules.read(lists)
    readings = Readings(root / CACHE, lists)
    for path, model, content in found:
        files += 1
        file = path.relative_to(root).as_posix()
        record_id = path.parent.name if model is AgreementType else path.stem
        data, wrong = _read(content, file, model, readings, rules)
        faults += wrong
        read = [] if data is None else list(_entries(model, record_id, file, data, faults))
        entries += read
        if data is None or len(read) < (len(data.value) if isinstance(data.value, list) else 1):
            unread[model.kind, file] = _named_text(record_id, content)
    readings.save()
    entries = _unique([*entries, *extra], faults)
    for entry in entries:
        _build(entry, faults)
        if entry.record is None:
            content = entry.yaml.content or repr(entry.raw).encode()
            unread[entry.model.kind, entry.file] = _named_text(entry.id, content)
    bank = _bank(entries, unread)
    faults += repeated_ids(entries)
    directory = Directory(bank)
    for entry in entries:
        faults += reference_faults(
            entry.model, entry.raw, directory, entry.yaml, entry.prefix, entry.file
        )
        if entry.record is not None:
            faults += record_faults(entry.record, entry.yaml, entry.prefix, entry.file)
    return Loaded(bank, tuple(entries), tuple(sorted(faults)), files)


def _named_text(record_id: str, content: bytes) -> str:
    """Return what a file that could not be read may be searched for; see :class:`Unread`."""
    return f"{record_id}\n{content.decode('utf-8', errors='replace')}"


def _read(
    content: bytes, file: str, model: type[Record], readings: Readings, rules: NameRules
) -> tuple[YamlData | None, list[Fault]]:
    """Read one file, or recall how it was read."""
    key = readings.key(content, model.kind)
    if (value := readings.find(key)) is not ABSENT:
        return YamlData(value, content), []
    data, faults = parse_yaml(content, file)
    # Who the authors are is not known of a source that cannot be read; names are for kb/names.
    if model is not NameList and (data is not None or model is not Source):
        faults += rules.faults(content, file, _authors(model, data))
    if data is not None and not faults:
        readings.keep(key, data.value)
    return data, faults


def _authors(model: type[Record], data: YamlData | None) -> tuple[str, ...]:
    """Return the names that may stand: those of the authors of a source."""
    if model is not Source or data is None or not isinstance(data.value, dict):
        return ()
    authors = data.value.get("authors")
    return tuple(str(author) for author in authors) if isinstance(authors, list) else ()


def load_bank(root: FilePath) -> Bank:
    """Read every record below ``root`` and insist that all is right.

    Raises:
        FaultsError: with every error, when there is one.
    """
    loaded = load(root)
    if loaded.errors:
        raise FaultsError(loaded.errors)
    return loaded.bank


def record_files(root: FilePath) -> Iterator[tuple[FilePath, type[Record]]]:
    """Yield every file below ``root`` that may hold records, and their model."""
    yield from _files(root, [])


def _files(root: FilePath, faults: list[Fault]) -> Iterator[tuple[FilePath, type[Record]]]:
    """Yield every record file and its model; complain of files that fit nowhere."""
    models = {model.folder: model for model in KNOWLEDGE}
    for path in _walk(root / KB):
        relative = path.relative_to(root)
        folder = relative.parts[1] if len(relative.parts) > 2 else ""
        if folder in models:
            yield from _named(root, path, models[folder], faults)
        else:
            hint = did_you_mean(folder, models) or f"Mapparna är {', '.join(sorted(models))}."
            _complain(
                faults, root, path, "okand-mapp", f"mappen {folder or KB} rymmer inga poster.", hint
            )
    library = {model.folder: model for model in LIBRARY if model is not AgreementType}
    for path in _walk(root / AGREEMENTS):
        relative = path.relative_to(root / AGREEMENTS)
        if relative.parts[0] in library and len(relative.parts) == 2:
            yield from _named(root, path, library[relative.parts[0]], faults)
        elif relative.name == "type.yaml" and len(relative.parts) == 2:
            yield path, AgreementType
        elif len(relative.parts) != 3 or relative.parts[1] != "cases":
            _complain(
                faults,
                root,
                path,
                "okand-fil",
                "filen hör inte hemma här.",
                "I agreements/ står <typ>/type.yaml, <typ>/cases/*.yaml, annexes/, questions/ "
                "och demands/.",
            )


def _walk(folder: FilePath) -> Iterator[FilePath]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith((".", "_")):
            yield path


def _named(
    root: FilePath, path: FilePath, model: type[Record], faults: list[Fault]
) -> Iterator[tuple[FilePath, type[Record]]]:
    if path.suffix != ".yaml":
        hint = "Filer i banken heter något.yaml."
        _complain(faults, root, path, "filnamn", f"{path.name} läses inte.", hint)
    elif not SLUG.match(path.stem):
        _complain(
            faults,
            root,
            path,
            "filnamn",
            f"filnamnet {path.name} duger inte som id.",
            "Använd små bokstäver a–z, siffror och bindestreck.",
        )
    else:
        yield path, model


def _complain(
    faults: list[Fault], root: FilePath, path: FilePath, code: str, message: str, hint: str
) -> None:
    faults.append(Fault(path.relative_to(root).as_posix(), 1, 1, "fel", code, message, hint))


def _entries(
    model: type[Record], record_id: str, file: str, data: YamlData, faults: list[Fault]
) -> Iterable[Entry]:
    if isinstance(data.value, list):
        for index, raw in enumerate(data.value):
            if isinstance(raw, dict) and isinstance(raw.get("id"), str):
                yield Entry(model, raw["id"], file, (index,), data, raw)
            else:
                line, column = data.position((index,))
                message = "varje post i en lista ska ha ett id."
                faults.append(Fault(file, line, column, "fel", "id-saknas", message, None))
        return
    if not isinstance(data.value, dict):
        message = "filen ska innehålla nycklar och värden, en per rad."
        faults.append(Fault(file, 1, 1, "fel", "fel-typ", message, None))
        return
    if data.value.get("id", record_id) != record_id:
        line, column = data.position(("id",))
        faults.append(
            Fault(
                file,
                line,
                column,
                "fel",
                "id-avviker",
                f"id är {shown(data.value['id'])} men filen heter {record_id}.yaml.",
                "Ta bort raden; filnamnet är postens id.",
            )
        )
    yield Entry(model, record_id, file, (), data, data.value)


def _unique(entries: list[Entry], faults: list[Fault]) -> list[Entry]:
    first: dict[Key, Entry] = {}
    for entry in entries:
        if (other := first.setdefault(entry.key, entry)) is not entry:
            line, column = entry.yaml.position((*entry.prefix, "id") if entry.prefix else ())
            faults.append(
                Fault(
                    entry.file,
                    line,
                    column,
                    "fel",
                    "dubbelt-id",
                    f"id {entry.id} finns redan i {other.file}.",
                    "Byt namn på den ena.",
                )
            )
    return list(first.values())


def _build(entry: Entry, faults: list[Fault]) -> None:
    if not isinstance(entry.raw, dict):
        return
    try:
        entry.record = entry.model.model_validate({**entry.raw, "id": entry.id})
    except ValidationError as error:
        faults += validation_faults(error, entry.model, entry.yaml, entry.prefix, entry.file)


def _bank(entries: list[Entry], unread: Mapping[tuple[str, str], str]) -> Bank:
    records: dict[str, dict[str, Record]] = {}
    files: dict[Key, str] = {}
    places: dict[Key, tuple[YamlData, Path]] = {}
    texts: dict[str, list[str]] = {}
    for (kind, _), text in unread.items():
        texts.setdefault(kind, []).append(text)
    for entry in sorted(entries, key=lambda e: e.key):
        if entry.record is not None:
            records.setdefault(entry.model.kind, {})[entry.id] = entry.record
            files[entry.key] = entry.file
            places[entry.key] = (entry.yaml, entry.prefix)
    known = Unread({kind: tuple(found) for kind, found in texts.items()})
    return Bank(records, files, places, known)
