"""Reads kb/ and agreements/ into a Bank, collecting every fault on the way.

Nothing stops at the first fault: broken files, unknown keys, wrong values and dead
references are all reported in one run, and one fault does not breed another (a reference
to a record whose own file is broken is not called dead).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath

from samverkan.records.bank import Bank, Key
from samverkan.records.checks import own_faults
from samverkan.records.entry import Entry
from samverkan.records.fault import Fault, FaultsError
from samverkan.records.linking import Directory, reference_faults
from samverkan.records.messages import did_you_mean
from samverkan.records.model import (
    KNOWLEDGE,
    LIBRARY,
    AgreementType,
    Concepts,
    DemandList,
    NameList,
    QuestionGroup,
    Record,
    Vocabulary,
)
from samverkan.records.model.base import SLUG
from samverkan.records.personnames import NameRules
from samverkan.records.reading import RecordFile, read_file
from samverkan.records.readings import CACHE, Readings
from samverkan.records.repeats import SHARING, repeated_ids
from samverkan.records.unread import Unread
from samverkan.records.yamlsource import Path, YamlData

KB = "kb"
AGREEMENTS = "agreements"
HOLDERS = (Concepts, DemandList, QuestionGroup, Vocabulary)
"""Kinds whose records hold what others point at: words, demands, questions and terms."""


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
    files = [
        RecordFile(
            path.relative_to(root).as_posix(),
            path.parent.name if model is AgreementType else path.stem,
            model,
            path.read_bytes(),
        )
        for path, model in _files(root, faults)
    ]
    lists = [file.content for file in files if file.model is NameList]
    names = NameRules.read(lists)
    readings = Readings(root / CACHE, lists)
    entries: list[Entry] = []
    unread: dict[tuple[str, str], str] = {}
    for file in files:
        reading = readings.find(file)
        if reading is None:
            reading = readings.keep(file, read_file(file, names))
        entries += reading.entries
        faults += reading.faults
        if not reading.whole:
            held = file.content
            if reading.named and file.model not in HOLDERS:
                held = "\n".join(entry.id for entry in reading.entries).encode()
            unread[file.model.kind, file.name] = _named_text(file.record_id, held)
    readings.save()
    for entry in extra:
        entries.append(entry)
        faults += own_faults(entry)
        if entry.outline is None:
            content = repr(entry.raw).encode()
            unread[entry.model.kind, entry.file] = _named_text(entry.id, content)
    entries = _unique(entries, faults)
    bank = _bank(entries, unread)
    faults += repeated_ids(entry for entry in entries if entry.model in SHARING)
    directory = Directory(bank)
    for entry in entries:
        faults += reference_faults(entry, directory)
    return Loaded(bank, tuple(entries), tuple(sorted(_once(faults))), len(files))


def _once(faults: list[Fault]) -> Iterator[Fault]:
    """Leave out that a value has the wrong form where it is also told to lead nowhere."""
    dead = {(f.file, f.line, f.column) for f in faults if f.code == "dod-hanvisning"}
    for fault in faults:
        if fault.code != "fel-form" or (fault.file, fault.line, fault.column) not in dead:
            yield fault


def _named_text(record_id: str, content: bytes) -> str:
    """Return what a file that could not be read may be searched for; see :class:`Unread`."""
    return f"{record_id}\n{content.decode('utf-8', errors='replace')}"


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
                "I agreements/ står <typ>/type.yaml, <typ>/cases/*.yaml, annexes/, questions/, "
                "demands/ och concepts/.",
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


class _Records(Mapping[str, Record]):
    """Records of one kind by id, each built when it is asked for."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}

    def __getitem__(self, name: str) -> Record:
        record = self.entries[name].record
        assert record is not None  # noqa: S101 (it has an outline, and so fits its model)
        return record

    def __contains__(self, name: object) -> bool:
        return name in self.entries

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


def _bank(entries: list[Entry], unread: Mapping[tuple[str, str], str]) -> Bank:
    records: defaultdict[str, _Records] = defaultdict(_Records)
    files: dict[Key, str] = {}
    places: dict[Key, tuple[YamlData, Path]] = {}
    texts: dict[str, list[str]] = {}
    for (kind, _), text in unread.items():
        texts.setdefault(kind, []).append(text)
    for entry in sorted(entries, key=lambda e: e.key):
        if entry.outline is not None:
            records[entry.model.kind].entries[entry.id] = entry
            files[entry.key] = entry.file
            places[entry.key] = (entry.yaml, entry.prefix)
    known = Unread({kind: tuple(found) for kind, found in texts.items()})
    return Bank(dict(records), files, places, known)
