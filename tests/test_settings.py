"""Settings: read from the environment and .env, told by name when wrong, and all in .env.example."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import settings
from bot.text import ServerAddress

EXAMPLE = Path(__file__).parents[1] / ".env.example"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in os.environ:
        if variable.startswith(settings.PREFIX) or variable == "DISCORD_TOKEN":
            monkeypatch.delenv(variable)
    monkeypatch.chdir(tmp_path)


def example() -> dict[str, tuple[str, str]]:
    """Variable -> (value, help) of .env.example."""
    found, words = {}, []
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            words.append(line.removeprefix("#").strip())
        elif "=" in line:
            name, _, value = line.partition("=")
            found[name] = (value, " ".join(words))
            words = []
        else:
            words = []
    return found


def test_the_example_names_every_setting_with_its_help_and_no_other() -> None:
    shown = example()
    assert sorted(shown) == sorted(settings.names().values())
    for field, variable in settings.names().items():
        assert shown[variable][1] == settings.Settings.model_fields[field].description, variable


def test_the_example_as_env_file_gives_the_defaults() -> None:
    Path(".env").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    from_example = settings.load()
    Path(".env").unlink()
    assert from_example == settings.load()


def test_the_token_is_read_by_either_name_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISCORD_TOKEN", "BRIEFING_TOKEN"):
        monkeypatch.setenv(name, "very.secret.token")
        loaded = settings.load()
        assert loaded.token is not None
        assert loaded.token.get_secret_value() == "very.secret.token"
        assert "secret.token" not in repr(loaded) + str(loaded) + loaded.model_dump_json()
        monkeypatch.delenv(name)


def test_ids_are_separated_by_commas_or_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_ADMIN_ROLES", "123, 456 789")
    assert settings.load().admin_roles == (123, 456, 789)


def test_the_environment_wins_over_the_file_and_what_is_given_over_both(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path(".env").write_text("BRIEFING_KNOWLEDGE=from-file\nBRIEFING_LOG_LEVEL=debug\n", encoding="utf-8")
    assert settings.load().knowledge == Path("from-file")
    monkeypatch.setenv("BRIEFING_KNOWLEDGE", "from-environment")
    assert settings.load().knowledge == Path("from-environment")
    assert settings.load(knowledge=Path("given")).knowledge == Path("given")
    assert settings.load().log_level == "DEBUG"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("BRIEFING_HOME_GUILD", "my server"),
        ("BRIEFING_HOME_GUILD", "-3"),
        ("BRIEFING_ADMIN_ROLES", "12, editors"),
        ("BRIEFING_LISTEN_CHANNELS", "#news"),
        ("BRIEFING_LOG_LEVEL", "loud"),
        ("BRIEFING_TIME_ZONE", "Europe/Gull Island"),
        ("BRIEFING_RECORDS", "mysql://localhost/records"),
        ("BRIEFING_RECORDS", "postgresql://bot:se/cret@localhost/records"),
        ("BRIEFING_RECORDS", "postgresql://bot:se#cret@localhost/records"),
    ],
)
def test_a_wrong_value_is_told_in_one_line_with_its_name(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(settings.SettingsError) as told:
        settings.load()
    message = str(told.value)
    assert message.startswith(f"{variable}: ")
    assert "\n" not in message
    assert "cret" not in message


def test_the_password_in_the_address_of_a_database_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    address = (
        "postgresql+asyncpg://bot:very%20secret@db.example:5433/briefing?sslmode=require&sslpassword=secret"
    )
    monkeypatch.setenv("BRIEFING_RECORDS", address)
    loaded = settings.load()
    hidden = "postgresql+asyncpg://bot:***@db.example:5433/briefing?sslmode=require&sslpassword=***"
    assert str(loaded.records) == hidden
    shown = (repr(loaded), str(loaded), loaded.model_dump_json(), str(loaded.model_dump()))
    assert all("secret" not in each and "bot:***@db.example" in each for each in shown)
    assert isinstance(loaded.records, ServerAddress)
    assert loaded.records.passwords == {"very secret", "very%20secret", "secret"}


def test_a_wrong_token_is_not_repeated_in_the_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "very.secret.token")
    monkeypatch.setenv("BRIEFING_LOG_LEVEL", "loud")
    with pytest.raises(settings.SettingsError) as told:
        settings.load()
    assert "secret" not in str(told.value)


def test_a_mistyped_setting_is_told_with_the_one_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_KNOWLEGDE", "x")
    monkeypatch.setenv("BRIEFING_TOKEN", "x")
    Path(".env").write_text("BRIEFING_SOMETHING_ELSE=1\nOTHER=2\n", encoding="utf-8")
    assert settings.unknown() == [
        "BRIEFING_KNOWLEGDE is no setting. Did you mean BRIEFING_KNOWLEDGE?",
        "BRIEFING_SOMETHING_ELSE is no setting.",
    ]


def test_a_time_zone_is_the_operators_or_the_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings.load().zone() is None
    monkeypatch.setenv("BRIEFING_TIME_ZONE", "Asia/Tokyo")
    zone = settings.load().zone()
    assert zone
    assert zone.utcoffset(datetime(2031, 3, 4, tzinfo=UTC)) == timedelta(hours=9)


def test_a_mistyped_time_zone_is_told_with_the_one_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_TIME_ZONE", "europe/berln")
    with pytest.raises(settings.SettingsError, match=r"did you mean Europe/Berlin\?"):
        settings.load()
