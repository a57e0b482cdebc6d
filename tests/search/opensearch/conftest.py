"""The node that all tests of this folder share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.search.opensearch import node as nodes


@pytest.fixture(scope="session")
def classes(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The class path of a node; the tests that need one are not run where it cannot be had."""
    if lacks := nodes.lacking():
        pytest.skip(f"not run: {lacks}")
    try:
        return nodes.jars(tmp_path_factory.mktemp("jars"))
    except nodes.NotFetchedError as error:
        pytest.skip(f"not run: the jars could not be fetched: {error}")


@pytest.fixture(scope="session")
def node(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a node: that of OPENSEARCH, for whoever has one running, or one started here."""
    if address := os.environ.get("OPENSEARCH"):
        yield address
        return
    classes: str = request.getfixturevalue("classes")
    data: Path = tmp_path_factory.mktemp("node")
    with nodes.running(classes, data, nodes.free_port()) as address:
        yield address
