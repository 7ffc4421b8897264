"""Templates compiled in an earlier run, kept beside the project.

Compiling takes longer than all else in a first draft. What is kept is Python's own compiled
code, as in ``__pycache__``, and as safe: whoever can write here can write there. The file
stands under a digest of the code that compiles and of the versions of Python and Jinja, and
behind a checksum; one that is damaged, cut short or made by others is ignored and made anew.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType

import jinja2

from samverkan import sealed

CACHE = Path(".cache/mallar.bin")
_MOST = 2_000
"""Templates kept; beyond that only those of the last run are."""
_HERE = Path(__file__).resolve().parent


class Compiled:
    """Compiled templates by source; empty until :meth:`remembered` opens a file."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}
        self._used: dict[str, bytes] = {}

    def code(self, source: str, compiler: Callable[[str], CodeType]) -> CodeType:
        """Return the code of a template, compiled now or in an earlier run."""
        if source in self._kept:
            kept = self._used[source] = self._kept[source]
            code: CodeType = marshal.loads(kept)  # noqa: S302 (behind the seal; see above)
        else:
            code = compiler(source)
            self._used[source] = marshal.dumps(code)
        return code

    @contextmanager
    def remembered(self, path: Path) -> Iterator[None]:
        """Use what is kept in ``path``, and keep there what is compiled meanwhile."""
        maker = _maker()
        self._kept = _read(path, maker)
        yield
        if not self._used.keys() <= self._kept.keys():
            both = {**self._kept, **self._used}
            kept = both if len(both) <= _MOST else self._used
            sealed.write(path, maker, marshal.dumps(kept))


def _maker() -> bytes:
    digest = hashlib.sha256(f"{sys.version} {jinja2.__version__}".encode())
    for name in ("compiled.py", "templating.py"):
        digest.update((_HERE / name).read_bytes())
    return digest.digest()


def _read(path: Path, maker: bytes) -> dict[str, bytes]:
    body = sealed.read(path, maker)
    found = marshal.loads(body) if body else {}  # noqa: S302 (behind the seal; see above)
    return found if isinstance(found, dict) else {}
