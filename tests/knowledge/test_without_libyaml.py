"""PyYAML without its C library reads the knowledge files the same."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bot.knowledge.strict import documents, plain

ROOT = Path(__file__).parents[2]

READ = """
import json, pathlib, sys

sys.modules["yaml._yaml"] = None  # as if it had not been built
import yaml
from bot.knowledge.strict import documents, plain

assert not yaml.__with_libyaml__
paths = sys.argv[1:]
print(json.dumps([[plain(root) for root in documents(pathlib.Path(path).read_bytes())] for path in paths]))
"""


def test_knowledge_files_are_read_the_same() -> None:
    paths = sorted((ROOT / "tests" / "data" / "newsroom").glob("*.yaml")) + sorted(
        (ROOT / "knowledge").glob("*.yaml")
    )
    done = subprocess.run(
        [sys.executable, "-c", READ, *map(str, paths)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == [
        [plain(root) for root in documents(path.read_bytes())] for path in paths
    ]
