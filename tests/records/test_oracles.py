"""No oracle is passed over in silence: each has a test, or a reason why it has none."""

from __future__ import annotations

import importlib
import re

from tests.records.oracle import ORACLES

MODULES = ("lst", "lst_figures", "brg", "dal", "sou", "vml_x")


def test_each_oracle_has_a_test_or_a_reason() -> None:
    """168 exact statements; the records carry most of them."""
    tests = {
        name.removeprefix("test_").replace("_", "-")
        for module in MODULES
        for name in vars(importlib.import_module(f"tests.records.test_oracles_{module}"))
        if re.fullmatch(r"test_[a-z]+_\d+", name)
    }
    left_out = {key for key, oracle in ORACLES.items() if "left_out" in oracle}
    assert len(ORACLES) == 168
    assert tests | left_out == set(ORACLES)
    assert tests & left_out == set()
    assert all(len(ORACLES[key]["left_out"]) > 20 for key in left_out)
