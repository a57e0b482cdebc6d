"""`keys`: made, listed and revoked by the operator."""

from __future__ import annotations

import json

from tests.cli.conftest import Run


def test_a_key_is_made_listed_without_its_secret_and_revoked(run: Run) -> None:
    assert run("keys").stderr.startswith("There are no keys yet.")
    secret = run("keys", "add", "website").stdout.strip()
    made = json.loads(run("keys", "add", "mirror", "--scope", "changes", "--json").stdout)
    assert (made["name"], made["scopes"]) == ("mirror", ["changes"])
    listed = run("keys").stdout
    assert [line.split("\t")[:2] for line in listed.splitlines()] == [
        ["mirror", "changes"],
        ["website", "ask, read, verify"],
    ]
    kept = run("keys", "list", "--json").stdout
    assert secret.startswith("briefing_")
    assert not any(each in listed + kept for each in (secret, made["secret"]))
    assert run("keys", "revoke", "website").exit_code == 0
    assert run("keys", "revoke", "website").exit_code == 1
    assert run("keys").stdout.startswith("mirror")


def test_wrong_usage_says_what_is_right(run: Run) -> None:
    for arguments, told in (
        (("keys", "make"), "list, add and revoke"),
        (("keys", "add"), "keys add NAME"),
        (("keys", "add", "website", "--scope", "everything"), "verify"),
    ):
        done = run(*arguments)
        assert done.exit_code == 2
        assert told in done.stderr
    assert "cannot be the name of a key" in run("keys", "add", "My Site").stderr
