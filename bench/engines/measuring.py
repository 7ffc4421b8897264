"""What an engine is measured by: a document once warm, a hundred, and the most memory."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable
from typing import Any

RUNS = 30


def seconds(work: Callable[[], Any]) -> float:
    """Return the processor time of ``work``: other work on the machine does not count."""
    started = time.process_time()
    work()
    return time.process_time() - started


def median(work: Callable[[], Any], runs: int = RUNS) -> float:
    """Return the median of ``runs`` times, after one that does not count."""
    work()
    return statistics.median(seconds(work) for _ in range(runs))


def memory() -> float:
    """Return the most memory that the process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(work: Callable[[], Any]) -> dict[str, float]:
    """Return seconds for one document and for a hundred, and megabytes."""
    warm = median(work)
    hundred = seconds(lambda: [work() for _ in range(100)])
    return {"warm": warm, "hundred": hundred, "memory": memory()}
