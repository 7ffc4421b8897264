"""One model: schemas, settings of the editor, templates and field names agree with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from samverkan.records.bank import Bank
from samverkan.records.fields import fields_of
from samverkan.records.load import load
from samverkan.records.model import KNOWLEDGE, LIBRARY, Example, Record
from samverkan.records.model.base import Model
from samverkan.records.references import inner_models
from samverkan.records.schema import DIALECT, FOLDER, files_of, record_schema, write_schemas
from samverkan.records.writing import template
from samverkan.records.yamlsource import parse_yaml

KINDS = (*KNOWLEDGE, *LIBRARY)


def _models(model: type[Model], seen: set[type[Model]]) -> Iterator[type[Model]]:
    if model not in seen:
        seen.add(model)
        yield model
        for info in model.model_fields.values():
            for inner in inner_models(info.annotation):
                yield from _models(inner, seen)


def test_every_field_has_a_swedish_name_and_description() -> None:
    """A maintainer never meets a field that nobody has explained."""
    seen: set[type[Model]] = set()
    for kind in KINDS:
        for model in _models(kind, seen):
            for name, info in model.model_fields.items():
                assert info.title, f"{model.__name__}.{name}"
                assert info.description, f"{model.__name__}.{name}"
                assert info.description.endswith((".", "…", ":plats")), f"{model.__name__}.{name}"


def test_two_fields_of_a_group_never_share_a_name() -> None:
    """A column or an option names one field and no other."""
    seen: set[type[Model]] = set()
    for kind in KINDS:
        for model in _models(kind, seen):
            names = [n for f in fields_of(model) for n in {f.name.casefold(), f.label.casefold()}]
            assert len(names) == len(set(names)), model.__name__


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.kind)
def test_schema_accepts_every_record_of_the_bank(
    root: Path, bank: Bank, model: type[Record]
) -> None:
    """The editor complains of nothing that ``check`` accepts."""
    schema = record_schema(model, bank)
    assert schema["$schema"] == DIALECT
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    files = sorted(root.glob(files_of(model)))
    for path in files:
        data, _ = parse_yaml(path.read_bytes(), path.name)
        assert data is not None
        assert [error.message for error in validator.iter_errors(data.value)] == [], path


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"stag": "drift"}, "stag"),
        ({"stage": "drfit"}, "drfit"),
        ({"title": ""}, "non-empty"),
        ({"areas": "personal"}, "array"),
        ({"sources": [{"place": "utan plats", "supports": ["title"]}]}, "match"),
        ({"reviewed": 2026}, "date"),
    ],
)
def test_schema_refuses_what_check_refuses(
    mini_bank: Bank, mini: Path, change: dict[str, Any], words: str
) -> None:
    """Unknown keys, unknown terms, empty text, wrong forms: seen while one types."""
    path = mini / "kb/examples/lonenamnd.yaml"
    data, _ = parse_yaml(path.read_bytes(), path.name)
    assert data is not None
    validator = jsonschema.Draft202012Validator(record_schema(Example, mini_bank))
    assert validator.is_valid(data.value)
    (error,) = validator.iter_errors({**data.value, **change})
    assert words in f"{error.message} {json.dumps(error.schema)}"


def test_schema_speaks_swedish_and_knows_the_terms(mini_bank: Bank, tmp_path: Path) -> None:
    """Hover shows our words, never a class name; completion shows the terms' labels."""
    write_schemas(mini_bank, tmp_path)
    assert {path.stem for path in tmp_path.iterdir()} == {model.kind for model in KINDS}
    schema = json.loads((tmp_path / "example.json").read_bytes())
    assert schema["title"] == "exempel"
    stage = schema["$defs"]["term-skede"]
    assert stage["enum"] == list(mini_bank.terms("skede"))
    assert "Somebody" not in json.dumps(schema)
    for name, part in schema["$defs"].items():
        assert "description" not in part, name


def test_vscode_settings_point_at_the_schemas(root: Path) -> None:
    """From a fresh clone, ``schema`` is all that is needed."""
    settings = json.loads((root / ".vscode/settings.json").read_bytes())
    assert settings["yaml.schemas"] == {
        f"./{FOLDER.as_posix()}/{model.kind}.json": files_of(model) for model in KINDS
    }


def test_file_patterns_are_those_that_the_loader_reads(root: Path) -> None:
    """Every record's file is one that its kind's pattern matches."""
    for entry in load(root).entries:
        assert Path(entry.file).match(files_of(entry.model)), entry.file


@pytest.mark.parametrize("model", KNOWLEDGE, ids=lambda model: model.kind)
def test_template_names_every_field_of_the_model(bank: Bank, model: type[Record]) -> None:
    """The template of a kind is the model in another form: all fields, in order, no others."""
    text = template(model, bank)
    data, _ = parse_yaml(text.encode(), "mall.yaml")
    assert data is not None
    # With the comment marks of the optional fields taken away, it has all fields.
    lines = [line.removeprefix("# ") for line in text.splitlines() if _is_yaml(line)]
    whole, faults = parse_yaml("\n".join(lines).encode(), "mall.yaml")
    assert faults == []
    assert whole is not None
    wanted = [name for name in model.file_order() if name != "id"]
    assert list(whole.value) == wanted
    # A group must have something in it, so it is a comment until someone has filled it in.
    plain = [field.name for field in fields_of(model) if field.value.form != "grupp"]
    assert list(data.value) == [n for n in plain if model.model_fields[n].is_required()]
    for name in wanted:
        for inner in inner_models(model.model_fields[name].annotation):
            value = whole.value[name]
            group = value[0] if isinstance(value, list) else value
            assert list(group) == list(inner.file_order())


def _is_yaml(line: str) -> bool:
    """Whether a line of a template is YAML, perhaps behind a comment mark."""
    body = line.removeprefix("# ")
    key = body.strip().removeprefix("- ").partition(":")[0]
    return (
        ":" in body
        and key.isidentifier()
        and key.islower()
        and (body.rstrip().endswith(":") or "  # " in body or body.startswith(" "))
    )


def test_every_question_says_how_to_answer_and_why_it_is_asked(bank: Bank) -> None:
    """A lawyer who hesitates finds help beside the question."""
    wordless = [q.id for q in bank.questions.values() if not q.help or not q.why]
    assert wordless == []
