"""``check`` on many records: from cold, unchanged and after one change.

Usage: python bench/check.py [--records 10000]

Every figure is taken in a process of its own, start of Python included, on the same
generated project: the repository's own vocabularies, bodies, sources, statutes and
agreements, and as many examples as are needed. Beside them, on the same files: a plain load
with ruamel.yaml, and a load with PyYAML's C parser followed by validation with jsonschema.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from samverkan.records.bank import Bank  # noqa: E402
from samverkan.records.load import load_bank  # noqa: E402
from samverkan.records.model import Example  # noqa: E402
from samverkan.records.schema import record_schema  # noqa: E402

PRELUDE = "import resource, sys, time; from pathlib import Path; sys.path.insert(0, sys.argv[1])\n"
ENDING = """
used = resource.getrusage(resource.RUSAGE_SELF)
print("used", used.ru_utime + used.ru_stime, used.ru_maxrss, file=sys.stderr)
"""
CHECK = """
from samverkan.cli import main
try:
    main(Path(sys.argv[2]), ["check"])
except SystemExit as done:
    assert done.code == 0, done.code
"""
RUAMEL = """
from ruamel.yaml import YAML
yaml = YAML()
for path in sorted(Path(sys.argv[2]).glob("kb/*/*.yaml")):
    yaml.load(path)
"""
JSONSCHEMA = """
import json, jsonschema, yaml
schema = json.loads(Path(sys.argv[2], "schema.json").read_text())
validator = jsonschema.Draft202012Validator(schema)
class Loader(yaml.CSafeLoader):
    yaml_implicit_resolvers = {}  # as text, like our own reader; dates are strings in JSON
for path in sorted(Path(sys.argv[2]).glob("kb/*/*.yaml")):
    data = yaml.load(path.read_bytes(), Loader)
    if path.parent.name == "examples":
        for error in validator.iter_errors(data):
            pass
"""


def generate(target: Path, records: int) -> int:
    """Make a project with ``records`` records in ``target``; return how many examples it has."""
    for name in ("kb", "agreements"):
        shutil.copytree(ROOT / name, target / name)
    bank = load_bank(ROOT)
    others = sum(1 for _ in bank.all())
    chance = random.Random(1)  # noqa: S311 (the same project every time)
    words = _words(bank)
    for number in range(max(0, records - others)):
        text = _example(number, bank, words, chance)
        (target / f"kb/examples/bench-{number:05}.yaml").write_text(text, "utf-8")
    schema = json.dumps(record_schema(Example, bank))
    (target / "schema.json").write_text(schema, "utf-8")
    return max(0, records - others)


def _words(bank: Bank) -> list[str]:
    text = " ".join(example.summary for example in bank.examples.values())
    return sorted({word.strip(".,;:()").lower() for word in text.split() if word.isalpha()})


def _example(number: int, bank: Bank, words: list[str], chance: random.Random) -> str:
    kommuner = [key for key in bank.bodies if key.startswith("kommun-")]
    areas = chance.sample(sorted(bank.terms("omrade")), 2)
    prose = " ".join(chance.choices(words, k=80))
    line = chance.randrange(1, 200)
    parties = "".join(
        f'  - {{body: {body}, role: {role}, source: "lst-2006:{line}"}}\n'
        for body, role in zip(
            chance.sample(kommuner, 4), ("vard", "part", "part", "part"), strict=True
        )
    )
    return f"""\
title: Samverkan {number} om {" ".join(chance.choices(words, k=4))}
record_type: exempel
summary: >-
  {prose}
stage: drift
stage_when: 2015
form: gemensam-namnd
areas: [{", ".join(areas)}]
parties:
{parties}party_list: komplett
motives:
  - {{motive: stordrift, text: {" ".join(chance.choices(words, k=8))}, source: "lst-2006:{line}"}}
timeline:
  - {{when: 2012, event: avtal, source: "lst-2006:{line}"}}
sources:
  - place: "lst-2006:{line}"
    supports: [title, summary, record_type, stage, form, areas, party_list]
reviewed: 2026-11-25
"""


def measure(script: str, project: Path) -> tuple[float, float, float]:
    """Run ``script`` in a process of its own.

    Returns:
        Seconds by the clock, seconds of processor time and peak memory in MB (never less than
        this process's own, which the system counts in).
    """
    started = time.perf_counter()
    run = subprocess.run(  # noqa: S603 (our own script)
        [sys.executable, "-c", PRELUDE + script + ENDING, str(ROOT), str(project)],
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - started
    if run.returncode:
        sys.exit(run.stdout[-2000:] + run.stderr[-2000:])
    processor, peak = run.stderr.rsplit("used", 1)[1].split()
    return seconds, float(processor), int(peak) / 1024


def main() -> None:
    """Generate, measure and print a table; the ratios are of processor time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    records = parser.parse_args().records
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        generate(project, records)
        rows = [("check, cold", *measure(CHECK, project))]
        rows.append(("check, unchanged", *measure(CHECK, project)))
        changed = project / "kb/examples/bench-00000.yaml"
        changed.write_text(
            changed.read_text("utf-8").replace("stage: drift", "stage: avslutad"), "utf-8"
        )
        rows.append(("check, one file changed", *measure(CHECK, project)))
        rows.append(("PyYAML C load + jsonschema", *measure(JSONSCHEMA, project)))
        rows.append(("ruamel.yaml load", *measure(RUAMEL, project)))
    cold = rows[0][2]
    print(f"{records} records")
    for name, seconds, processor, memory in rows:
        print(
            f"{name:<28}{seconds:8.2f} s{processor:8.2f} s processor{memory:6.0f} MB"
            f"{processor / cold:7.2f} × cold"
        )


if __name__ == "__main__":
    main()
