"""The bank as it was last read, kept from one command to the next.

Reading and checking all records takes ten times as long as drafting from them, and loads
libraries that drafting does not need. What is kept is found again by the content of every file
that it was made from, of the code that read them and by the versions of Python and the
libraries; any other content is read anew. Only a bank without errors is kept, so that errors
are told every time.

What is kept is a pickle, behind a seal, that can hold nothing but the classes named here: to
read it runs no code of its own.
"""

from __future__ import annotations

import io
import marshal
import pickle
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from samverkan import sealed
from samverkan.fingerprint import fingerprint
from samverkan.records.bank import Bank, Key
from samverkan.records.place import Place
from samverkan.records.yamlsource import Path as DataPath
from samverkan.records.yamlsource import YamlData, parse_yaml

CACHE = Path(".cache/bank.bin")
_ROOMS = ("kb", "agreements")
_HERE = Path(__file__).resolve().parent


class Kept:
    """A record, or a part of one: every field and property of its model, with its value.

    To a reader it is the model, but it needs neither the models nor pydantic.
    """

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.__dict__.update(values)


_CLASSES = {(each.__module__, each.__qualname__): each for each in (Kept, Place, date)}


def state(root: Path) -> bytes:
    """Return a digest of all that the bank of the project in ``root`` is made from.

    Worked cases are answers to draft from; they are no part of the bank.
    """
    versions = f"{sys.version} yaml {yaml.__version__}\n".encode() + _version_of_pydantic()
    folders = (_HERE, *(root / room for room in _ROOMS))
    return fingerprint(folders, versions, lambda name: not _is_case(name))


def _is_case(name: str) -> bool:
    return name.startswith("agreements/") and name.split("/")[2:-1] == ["cases"]


def _version_of_pydantic() -> bytes:
    """Return the file that tells pydantic's version; to import it takes longer than a draft."""
    spec = find_spec("pydantic")
    assert spec is not None  # noqa: S101 (what reads the records needs it)
    assert spec.origin is not None  # noqa: S101
    return Path(spec.origin).with_name("version.py").read_bytes()


def recall(root: Path, known: bytes) -> Bank | None:
    """Return the bank of the project in ``root`` as it was kept in the state ``known``.

    None when it was not, or when it was kept on a later day than this: what then lay in the
    past may now lie in the future, which is an error.
    """
    body = sealed.read(root / CACHE, known)
    if body is None:
        return None
    day, records, places = marshal.loads(body)  # noqa: S302 (behind the seal)
    if date.today().isoformat() < day:
        return None
    return Bank(
        {kind: _Records(frozen) for kind, frozen in records.items()},
        {key: file for key, (file, _) in places.items()},
        _Places(root, places),
    )


def keep(root: Path, known: bytes, bank: Bank) -> None:
    """Keep ``bank``, read without errors from the state ``known`` of the project in ``root``.

    Nothing is kept when a file has been changed meanwhile.
    """
    if state(root) != known:
        return
    records = {
        kind: {name: pickle.dumps(_frozen(record)) for name, record in found.items()}
        for kind, found in bank.records.items()
    }
    places = {key: (bank.files[key], prefix) for key, (_, prefix) in bank.places.items()}
    day = date.today().isoformat()
    sealed.write(root / CACHE, known, marshal.dumps((day, records, places)))


class _Records(Mapping[str, Any]):
    """Records of one kind by id, each thawed when it is asked for: a draft needs few of them."""

    def __init__(self, frozen: Mapping[str, bytes]) -> None:
        self._frozen = frozen
        self._thawed: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._thawed:
            self._thawed[name] = _thawed(self._frozen[name])
        return self._thawed[name]

    def __contains__(self, name: object) -> bool:
        return name in self._frozen

    def __iter__(self) -> Iterator[str]:
        return iter(self._frozen)

    def __len__(self) -> int:
        return len(self._frozen)


class _Places(Mapping[Key, tuple[YamlData, DataPath]]):
    """Where each record stands; its file is read when a fault is to be told there."""

    def __init__(self, root: Path, places: Mapping[Key, tuple[str, DataPath]]) -> None:
        self._root, self._places = root, places

    def __getitem__(self, key: Key) -> tuple[YamlData, DataPath]:
        file, prefix = self._places[key]
        data, _ = parse_yaml((self._root / file).read_bytes(), file)
        return data or YamlData({}), prefix

    def __iter__(self) -> Iterator[Key]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _frozen(value: Any) -> Any:
    """Return ``value`` with a :class:`Kept` in place of every model."""
    from pydantic import BaseModel  # noqa: PLC0415 (what is thawed needs no models)

    if isinstance(value, BaseModel):
        model = type(value)
        computed = (
            name
            for each in reversed(model.__mro__[: -len(BaseModel.__mro__)])
            for name, attribute in vars(each).items()
            if isinstance(attribute, property)
        )
        return Kept(
            {name: _frozen(getattr(value, name)) for name in (*model.model_fields, *computed)}
        )
    if isinstance(value, tuple):
        return tuple(_frozen(inner) for inner in value)
    if isinstance(value, dict):
        return {key: _frozen(inner) for key, inner in value.items()}
    return value


class _Thawer(pickle.Unpickler):
    def find_class(self, module_name: str, global_name: str) -> Any:
        if (module_name, global_name) not in _CLASSES:
            raise pickle.UnpicklingError(f"{module_name}.{global_name}")
        return _CLASSES[module_name, global_name]


def _thawed(frozen: bytes) -> Any:
    return _Thawer(io.BytesIO(frozen)).load()
