"""Whatever is answered to whatever question: exactly that in the file, or one clear fault."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from samverkan.drafting.answers import read_answers, type_answers
from samverkan.drafting.assemble import assemble
from samverkan.drafting.html import write_html
from samverkan.drafting.profile import read_profile
from samverkan.drafting.text import write_text
from samverkan.drafting.word import write
from samverkan.records.fault import FaultsError
from samverkan.records.names import BodyKind
from tests.drafting import samples
from tests.drafting.pictures import png
from tests.drafting.test_gates import BANK, CASES, ONE_OF_EACH
from tests.drafting.test_html import Reader
from tests.drafting.wordreading import Word

HARD = {
    "markup": "& <b> < > ]]> &amp; <w:t> </w:document>",
    "template": "{{ 7 * 7 }} {% raw %} {# #}",
    "signs": "😀👩🏽‍⚖️ \u202eabc\u202c \u200fא | ** __ ` [a](b) §",
    "long": "lång " * 999 + "slut",
}
CONTROL = "\x07"
DAY = date(2026, 11, 25)
TYPES = tuple(name for name in ONE_OF_EACH if name != "beslutsunderlag")
WORDS = {"text", "prosa", "lista", "tabell", "parter"}
"""Types of questions that are answered with words; the others are answered with something else."""
_KEY = re.compile(r"Q\d+Z", re.IGNORECASE)  # a sentence may begin with it, or have it inside
Put = Callable[[str], str]


def answered(type_id: str, put: Put, kind: str) -> dict[str, Any]:
    """Return the answers of a worked case with ``put`` of a key wherever words are answered.

    There is one party more, a body of ``kind`` with a name of its own.
    """
    case = CASES[ONE_OF_EACH[type_id]]
    agreement = BANK.agreements[type_id]
    answers, _ = read_answers(case.path.read_bytes(), case.name, agreement, BANK)
    raw = dict(answers.raw)
    for page in BANK.interview(agreement):
        for name in page.questions:
            question = BANK.questions[name]
            if question.type == "text":
                raw[name] = put(name)
            elif question.type == "prosa":
                raw[name] = f"{put(name)}\n\n{put(f'{name}-2')}"
            elif question.type == "lista":
                raw[name] = [put(f"{name}-1"), put(f"{name}-2")]
            elif question.type == "tabell" and isinstance(raw.get(name), list):
                columns = [each.id for each in question.columns if each.type == "text"]
                raw[name] = [
                    {**row, **{column: put(f"{name}-{index}-{column}") for column in columns}}
                    for index, row in enumerate(raw[name])
                ]
            elif question.type == "parter":
                raw[name] = [*(raw.get(name) or ["kommun-nora"]), {
                    key: put(f"part-{key}") for key in ("namn", "kort", "genitiv", "kallas")
                } | {"slag": kind}]  # fmt: skip
    return {key: value for key, value in raw.items() if value is not None}


def key_of(name: str) -> str:
    """Return a word that says which answer it is."""
    return f"Q{sum(map(ord, name)) * 1000 + len(name)}Z"


def drafted(type_id: str, raw: dict[str, Any]) -> Any:
    """Return the draft; questions whose answers break a rule of theirs are left out."""
    answers, faults = type_answers(raw, BANK.agreements[type_id], BANK)
    assert faults == [], [str(fault) for fault in faults][:3]
    return assemble(BANK, type_id, answers, DAY)


def usable(type_id: str) -> dict[str, Any]:
    """Return answers with words in them that the draft can be made of."""
    told: list[str] = []
    for kind in get_args(BodyKind):
        raw = answered(type_id, key_of, kind)
        for _ in range(3):
            answers, faults = type_answers(raw, BANK.agreements[type_id], BANK)
            try:
                if not faults:
                    assemble(BANK, type_id, answers, DAY)
                    return raw
            except FaultsError as error:
                faults = list(error.faults)
            told = [str(fault) for fault in faults]
            # A question that wants more than words, such as a place in the text, is left out.
            wrong = {name for name in raw for fault in told if f" {name} (" in fault}
            if not wrong or "parter" in wrong:
                break
            raw = {name: value for name, value in raw.items() if name not in wrong}
    raise AssertionError(told)


def filled(raw: Any, hard: str) -> Any:
    """Return answers with ``hard`` after every key."""
    if isinstance(raw, dict):
        return {key: filled(value, hard) for key, value in raw.items()}
    if isinstance(raw, list):
        return [filled(value, hard) for value in raw]
    return _KEY.sub(lambda key: f"{key[0]}{hard}", raw) if isinstance(raw, str) else raw


@pytest.mark.parametrize("type_id", TYPES)
def test_words_stand_as_they_were_written(type_id: str) -> None:
    """In Word every line is what it is with harmless words, and has the hard ones instead.

    In HTML no element is more or less, and both HTML and text hold the words.
    """
    raw = usable(type_id)
    document = drafted(type_id, raw)
    plain = [(line.style, line.number, line.text) for line in Word(write(document)).lines()]
    keys = {key for _, _, text in plain for key in _KEY.findall(text)}
    assert len(keys) > 5
    tags = [tag for tag, _ in Reader(write_html(document)).tags]
    for name, hard in HARD.items():
        found = drafted(type_id, filled(raw, hard))
        lines = [(line.style, line.number, line.text) for line in Word(write(found)).lines()]
        wanted = [(style, number, filled(text, hard)) for style, number, text in plain]
        assert [_plain(each) for each in lines] == [_plain(each) for each in wanted], name
        page = Reader(write_html(found))
        assert [tag for tag, _ in page.tags] == tags
        spoken = "".join("".join(text for _, text in page.texts).split())
        written = "".join(write_text(found).split())
        squeezed = "".join(hard.split())
        assert spoken.count(squeezed) >= len(keys), name
        assert written.count(squeezed) >= len(keys), name


def _plain(line: tuple[str, str | None, str]) -> tuple[str, str | None, str]:
    """Return a line with one kind of hyphen: in the title none is broken at."""
    return line[0], line[1], line[2].replace("\u2011", "-")


@pytest.mark.parametrize("type_id", TYPES)
def test_what_a_file_cannot_hold_is_one_fault_at_each_place(type_id: str) -> None:
    """A control character, in any of the answers: each is told, by its name."""
    raw = usable(type_id)
    places = len(_KEY.findall(str(raw)))
    _, faults = type_answers(filled(raw, CONTROL), BANK.agreements[type_id], BANK)
    told = [fault for fault in faults if "U+0007" in fault.message]
    prose = sum(BANK.questions[name].type == "prosa" for name in raw)
    assert len(told) == places - prose  # an answer of two paragraphs has one fault


ASKED = sorted({question.type for question in BANK.questions.values()})


@pytest.mark.parametrize("kind", [kind for kind in ASKED if kind not in WORDS])
@pytest.mark.parametrize("hard", [*HARD.values(), CONTROL], ids=[*HARD, "control"])
def test_what_is_no_answer_of_its_kind_is_one_fault(kind: str, hard: str) -> None:
    """A number, a date, a choice, a party: none of them is made of hostile text."""
    agreement, name = next(
        (agreement, name)
        for agreement in BANK.agreements.values()
        for page in BANK.interview(agreement)
        for name in page.questions
        if BANK.questions[name].type == kind
    )
    given = [hard] if kind == "flerval" else hard
    parties = {"parter": ["kommun-nora", "kommun-lindesberg"]}
    _, faults = type_answers({**parties, name: given}, agreement, BANK)
    assert len(faults) == 1
    assert len(str(faults[0])) < 500
    assert CONTROL not in str(faults[0])


@pytest.mark.parametrize("name", [*HARD, "control"])
def test_a_profile_holds_exactly_the_words_or_is_refused(name: str, tmp_path: Path) -> None:
    """The text of the logo; a font is a name, and a colour a colour, or the profile is refused."""
    hard = HARD.get(name, CONTROL)
    (tmp_path / "vapen.png").write_bytes(png(6, 4))
    quoted = "'" + f"Vapen {hard}".replace("'", "''") + "'"
    file = tmp_path / "p.yaml"
    file.write_text(f"logo: {{file: vapen.png, alt: {quoted}}}\n")
    if name == "control":
        with pytest.raises(FaultsError):
            read_profile(file)
    else:
        word = Word(write(samples.avtal(), profile=read_profile(file)))
        header = word.docx.sections[0].first_page_header._element
        assert set(header.xpath(".//@descr")) == {f"Vapen {hard}"}
    for wrong in (f"fonts: {{body: {quoted}}}\n", f"colours: {{links: {quoted}}}\n"):
        file.write_text(wrong)
        with pytest.raises(FaultsError):
            read_profile(file)
