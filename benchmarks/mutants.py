"""Measures whether the tests bite: draws small faults in two rooms' code, counts those that tests notice.

    python -m benchmarks.mutants [--draw 100] [--seed 15] [--show]

Every mutant changes one place: a comparison turned round, `and` for `or`, a `not` dropped, a condition
turned, a number one more, a sign changed, a statement left out. All possible ones of `bot/attribution` and
`bot/ingest` are listed, `--draw` of them taken at random, and the tests of these rooms run on a copy of the
project that has just this fault (DeMillo, Lipton and Sayward 1978). What survives is printed. Nothing
changes in the project itself.
"""

from __future__ import annotations

import argparse
import ast
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

TESTS = {"bot/attribution": "tests/attribution", "bot/ingest": "tests/ingest"}
"""The tests of each room."""
# What a copy of the project needs for these tests to run.
NEEDED = ("bot", "tests", "training", "benchmarks", "pyproject.toml", "README.md", "docs")
# A mutant that takes longer than this, in seconds, loops for ever: noticed.
PATIENCE = 180

_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_SIGNS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult
}  # fmt: skip


class Mutant(NamedTuple):
    """One fault: characters `start` to `end` of a file become `text`."""

    path: Path
    line: int
    start: int
    end: int
    text: str

    def apply(self, source: str) -> str:
        return source[: self.start] + self.text + source[self.end :]


def mutants(path: Path) -> list[Mutant]:
    """All mutants of a file, in its order."""
    source = path.read_text("utf-8")
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line.encode()))
    found = []
    for node in ast.walk(ast.parse(source)):
        for text in _changes(node):
            assert isinstance(node, ast.expr | ast.stmt)
            ends = (starts[node.lineno - 1] + node.col_offset, _end(starts, node))
            start, end = (len(source.encode()[:at].decode()) for at in ends)
            found.append(Mutant(path, node.lineno, start, end, text))
    return sorted(found)


def _end(starts: Sequence[int], node: ast.expr | ast.stmt) -> int:
    return starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)


def _changes(node: ast.AST) -> Iterator[str]:
    """What may stand in the place of the node."""
    match node:
        case ast.Compare(left, ops, comparators) if type(ops[0]) in _TURNED:
            yield _written(ast.Compare(left, [_TURNED[type(ops[0])](), *ops[1:]], comparators))
        case ast.BoolOp(op, values):
            yield _written(ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values))
        case ast.UnaryOp(ast.Not(), operand):
            yield _written(operand)
        case ast.BinOp(left, op, right) if type(op) in _SIGNS:
            yield _written(ast.BinOp(left, _SIGNS[type(op)](), right))
        case ast.Constant(bool() as value):
            yield str(not value)
        case ast.Constant(int() as value):
            yield str(value + 1)
        case ast.IfExp(test, body, orelse):
            yield _written(ast.IfExp(ast.UnaryOp(ast.Not(), test), body, orelse))
        case ast.Continue() | ast.Break() | ast.AugAssign() | ast.Expr(ast.Call()):
            yield "pass"


def _written(node: ast.expr) -> str:
    return f"({ast.unparse(ast.fix_missing_locations(node))})"


def draw(root: Path, count: int, seed: int) -> list[Mutant]:
    """So many of all mutants of the rooms."""
    files = sorted(path for room in TESTS for path in (root / room).rglob("*.py"))
    everything = [mutant for path in files for mutant in mutants(path)]
    return random.Random(seed).sample(everything, min(count, len(everything)))


def noticed(mutant: Mutant, root: Path, copy: Path) -> bool:
    """Whether a test fails on the copy once the mutant is in it; those of its own room are run first."""
    place = copy / mutant.path.relative_to(root)
    tests = sorted(TESTS.values(), key=lambda each: TESTS[_room(mutant, root)] != each)
    whole = mutant.path.read_text("utf-8")
    place.write_text(mutant.apply(whole), "utf-8")
    try:
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-p", "no:cacheprovider", *tests],
            cwd=copy, capture_output=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        return run.returncode != 0
    except subprocess.TimeoutExpired:
        return True
    finally:
        place.write_text(whole, "utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw mutants, run the tests on each, print what survives and the count of the rest."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--draw", type=int, default=100, metavar="N")
    parser.add_argument("--seed", type=int, default=15)
    parser.add_argument("--skip", type=int, default=0, metavar="N", help="leave out the first N of the draw")
    parser.add_argument("--show", action="store_true", help="print every mutant drawn and run nothing")
    args = parser.parse_args(arguments)
    root = Path(__file__).resolve().parents[1]
    drawn = draw(root, args.draw, args.seed)[args.skip :]
    if args.show:
        for mutant in drawn:
            print(_told(mutant, root))
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in NEEDED:
            whole = root / name
            (shutil.copytree if whole.is_dir() else shutil.copy)(whole, copy / name)
        killed = 0
        for count, mutant in enumerate(drawn, start=1):
            bitten = noticed(mutant, root, copy)
            killed += bitten
            if not bitten:
                print(f"{killed} of {count}; survives: {_told(mutant, root)}", flush=True)
    print(f"{killed} of {len(drawn)} mutants are noticed (seed {args.seed})")


def _room(mutant: Mutant, root: Path) -> str:
    return "/".join(mutant.path.relative_to(root).parts[:2])


def _told(mutant: Mutant, root: Path) -> str:
    before = mutant.path.read_text("utf-8")[mutant.start : mutant.end]
    return f"{mutant.path.relative_to(root)}:{mutant.line}: {' '.join(before.split())} -> {mutant.text}"


if __name__ == "__main__":
    main()
