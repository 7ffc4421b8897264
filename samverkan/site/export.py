"""The bank as JSON, one file per kind, for those who want the data and not the pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from samverkan.records.address import FOLDERS
from samverkan.site.usage import plain
from samverkan.site.view import Stock


def write_export(stock: Stock, site: Path) -> None:
    """Write ``api/<kind>.json``, ``api/participation.json`` and ``api/index.json``.

    The records look as they do in YAML; ``url`` is relative to the root of the site.
    Participation is computed: each body in each cooperation with its role, networks expanded.
    """
    folder = site / "api"
    folder.mkdir(parents=True, exist_ok=True)
    index = []
    for kind in FOLDERS:
        records = stock.bank.records.get(kind, {}).values()
        data = [{**_dict(plain(record)), "url": stock.atlas.find(record)} for record in records]
        (folder / f"{kind}.json").write_text(_json(data), encoding="utf-8")
        index.append({"kind": kind, "records": len(data), "url": f"api/{kind}.json"})
    parts = list(_participation(stock))
    (folder / "participation.json").write_text(_json(parts), encoding="utf-8")
    index.append({"kind": "participation", "records": len(parts), "url": "api/participation.json"})
    (folder / "index.json").write_text(_json(index), encoding="utf-8")


def _participation(stock: Stock) -> Iterator[dict[str, object]]:
    for body_id, parts in sorted(stock.parts.items()):
        for part in parts:
            yield {
                "body": body_id,
                "kind": part.record.kind,
                "record": part.record.id,
                "role": part.role,
                "member": stock.bank.is_member(part.role),
                "through": part.through.id if part.through else None,
            }


def _dict(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
