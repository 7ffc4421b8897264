"""The bank as JSON, one file per kind, for those who want the data and not the pages."""

from __future__ import annotations

import json
from pathlib import Path

from samverkan.site.address import FOLDERS
from samverkan.site.usage import plain
from samverkan.site.view import Stock


def write_export(stock: Stock, site: Path) -> None:
    """Write ``api/<kind>.json`` and ``api/index.json`` below ``site``.

    The records look as they do in YAML; ``url`` is relative to the root of the site.
    """
    folder = site / "api"
    folder.mkdir(parents=True, exist_ok=True)
    index = []
    for kind in FOLDERS:
        records = stock.bank.records.get(kind, {}).values()
        data = [{**_dict(plain(record)), "url": stock.atlas.find(record)} for record in records]
        (folder / f"{kind}.json").write_text(_json(data), encoding="utf-8")
        index.append({"kind": kind, "records": len(data), "url": f"api/{kind}.json"})
    (folder / "index.json").write_text(_json(index), encoding="utf-8")


def _dict(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
