"""One measurement in a process of its own, under any interpreter; prints a line of JSON for each figure.

    PYTHON -I benchmarks/worker.py TASK ARGUMENT...

It measures the program that PYTHON has installed. Run by its path and isolated (`-I`), it finds the
benchmarks beside itself and the program nowhere but there. The lines are {"figure", "unit", "value"}; of two
versions the lower value is the better one.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType

TASKS = {
    "build": "benchmarks.ours",
    "fill": "benchmarks.ours",
    "start": "benchmarks.ours",
    "serve": "benchmarks.ours",
    "discord": "benchmarks.discord",
    "records": "benchmarks.records",
    "verify": "benchmarks.verify",
}
"""Each task, and the module that has its `task_TASK`, which takes the arguments and yields figures."""


def main() -> None:
    package = ModuleType("benchmarks")
    package.__path__ = [str(Path(__file__).resolve().parent)]
    sys.modules["benchmarks"] = package
    task, *arguments = sys.argv[1:]
    measure = getattr(importlib.import_module(TASKS[task]), f"task_{task}")
    for figure in measure(*arguments):
        print(json.dumps(figure._asdict()), flush=True)


if __name__ == "__main__":
    main()
