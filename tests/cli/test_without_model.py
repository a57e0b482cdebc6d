"""The program installed without its model, as a package that was not unpacked whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import bot

PACKAGE = Path(bot.__file__).parent


def test_a_missing_model_is_told_in_a_sentence(shipped: Path, tmp_path: Path) -> None:
    incomplete = shutil.ignore_patterns("model.onnx", "__pycache__")
    shutil.copytree(PACKAGE, tmp_path / "bot", ignore=incomplete)
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "-k", str(shipped), "what did Hegseth say?"],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "model.onnx: the file is missing" in done.stderr
    assert "install it again" in done.stderr
    assert "Traceback" not in done.stderr
