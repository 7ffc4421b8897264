"""The JSON writer: the whole tree, for programs."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any

from samverkan.drafting.document import Document


def write_json(document: Document) -> str:
    """Return ``document`` as JSON; each node carries its kind in ``node``."""
    return json.dumps(_plain(document), ensure_ascii=False, indent=1, default=str) + "\n"


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        node = type(value).__name__
        return {"node": node, **{f.name: _plain(getattr(value, f.name)) for f in fields(value)}}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
