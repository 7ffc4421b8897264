"""What ``check`` says of a project: as it said before, or by looking at everything.

The module loads no model: most checks in a day of work are of a bank that is right.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from samverkan.verdict import Verdict, remembered

CACHE = Path(".cache/kontroll.bin")


def judge(root: Path, *, stale: bool = False, unused: bool = False) -> Verdict:
    """Check everything below ``root``, or say again what was said of the very same files.

    Args:
        root: the project folder.
        stale: also tell of records that nobody has reviewed for long.
        unused: also tell of terms that no record uses.
    """

    def looked_at() -> Verdict:
        from samverkan.inspection import inspect  # noqa: PLC0415 (the models take long to load)

        return inspect(root, stale=stale, unused=unused)

    return remembered(root, CACHE, f"{date.today()} {stale} {unused}", looked_at)
