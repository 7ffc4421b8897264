#!/usr/bin/env python3
"""The one entry: ``python build.py [command]``. See README.md."""

import atexit
import gc
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

try:
    from samverkan.cli import main
except ModuleNotFoundError as missing:
    sys.exit(
        f"Paketet {missing.name} saknas. Kör först: bash .ci/build\n"
        "(det installerar allt i .venv; sedan: .venv/bin/python build.py)"
    )

if __name__ == "__main__":
    # As it ends Python looks for cycles in all that is loaded, which takes as long as a draft.
    atexit.register(gc.freeze)
    main(ROOT)
