"""Settings: each wrong one is named in one sentence, and `.env.example` tells of each."""

import re
from pathlib import Path

import pytest

from bot import settings
from bot.settings import Settings, SettingsError

EXAMPLE = Path(__file__).parent.parent / ".env.example"
TOKEN = "1234567:made_up-Letters"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def loaded(monkeypatch: pytest.MonkeyPatch, **given: str) -> Settings:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return settings.load(env_file=None)


def test_everything_but_the_token_has_a_default() -> None:
    bare = settings.load(env_file=None)

    assert bare.bot_token is None
    assert bare.bot_api_url == "https://api.telegram.org"
    assert bare.database_url == "sqlite:///var/dozvon.db"
    assert bare.owner_id is None
    assert (bare.company_timezone, bare.company_country) == ("Europe/Moscow", "RU")
    assert (bare.company_name, bare.company_currency) == (None, "RUB")
    assert bare.default_language == "ru"
    assert (bare.log_format, bare.log_level) == ("text", "INFO")
    assert bare.clock_url is None


@pytest.mark.parametrize(
    ("name", "value", "understood"),
    [
        ("BOT_API_URL", "http://127.0.0.1:8081/", "http://127.0.0.1:8081"),
        ("BOT_API_URL", " https://bots.example.com/api ", "https://bots.example.com/api"),
        ("DATABASE_URL", "sqlite:////srv/dozvon/base.db", "sqlite:////srv/dozvon/base.db"),
        ("DATABASE_URL", "postgresql://anna:pw@db:5433/crm", "postgresql://anna:pw@db:5433/crm"),
        ("DATABASE_URL", "postgresql:///crm?host=/run/pg", "postgresql:///crm?host=/run/pg"),
        ("OWNER_ID", "1001", 1001),
        ("COMPANY_TIMEZONE", "asia/yekaterinburg", "Asia/Yekaterinburg"),
        ("COMPANY_COUNTRY", "kz", "KZ"),
        ("COMPANY_CURRENCY", "kzt", "KZT"),
        ("COMPANY_NAME", "Окна на Ленина", "Окна на Ленина"),
        ("DEFAULT_LANGUAGE", "en", "en"),
        ("LOG_FORMAT", "json", "json"),
        ("LOG_LEVEL", "WARNING", "WARNING"),
        ("WEBHOOK_URL", "https://crm.example.com/hook/", "https://crm.example.com/hook"),
        ("WEBHOOK_URL", "http://127.0.0.1:8443/hook", "http://127.0.0.1:8443/hook"),
        ("WEBHOOK_LISTEN", "0.0.0.0:80", "0.0.0.0:80"),
        ("PUBLIC_URL", "https://crm.example.com/", "https://crm.example.com"),
        ("PUBLIC_URL", "HTTPS://CRM.Example.com:8443/Dozvon/", "https://crm.example.com:8443/Dozvon"),
        ("PUBLIC_LISTEN", "[::1]:8444", "[::1]:8444"),
        ("WEBHOOK_LISTEN", "[::1]:8443", "[::1]:8443"),
        ("CLOCK_URL", "http://[::1]:8080/clock", "http://[::1]:8080/clock"),
        ("CLOCK_URL", "http://localhost:8080/clock", "http://localhost:8080/clock"),
        ("LOG_LEVEL", "", "INFO"),
        ("HEALTH_PORT", "9100", 9100),
        ("HEALTH_HOST", "0.0.0.0", "0.0.0.0"),  # noqa: S104,
    ],
)
def test_good_values(monkeypatch: pytest.MonkeyPatch, name: str, value: str, understood: object) -> None:
    assert getattr(loaded(monkeypatch, **{name: value}), name.lower()) == understood


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "just words"),
        ("BOT_TOKEN", "bot123:abc"),
        ("BOT_API_URL", "api.telegram.org"),
        ("BOT_API_URL", "https://api.telegram.org/bot1:secret"),
        ("BOT_API_URL", "https://api.telegram.org:port"),
        ("BOT_API_URL", "http://[oops"),
        ("DATABASE_URL", "mysql://anna:secret@db/crm"),
        ("DATABASE_URL", "postgresql+asyncpg://anna:secret@db/crm"),
        ("DATABASE_URL", "postgresql://anna:secret@db:lots/crm"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "var/dozvon.db"),
        ("WEBHOOK_URL", "bots.example.com"),
        ("WEBHOOK_URL", "http://bots.example.com/hook"),
        ("WEBHOOK_URL", "https://bots.example.com/hook?for=secret"),
        ("WEBHOOK_URL", "https://bots.example.com:port/hook"),
        ("WEBHOOK_LISTEN", "8443"),
        ("PUBLIC_URL", "http://crm.example.com"),
        ("PUBLIC_URL", "crm.example.com"),
        ("PUBLIC_URL", "https://"),
        ("PUBLIC_URL", "https://crm.example.com:0"),
        ("PUBLIC_URL", "https://crm.exa mple.com"),
        ("PUBLIC_URL", "https://crm.example.com/a b"),
        ("PUBLIC_URL", "https://crm.example.com\\calendar"),
        ("PUBLIC_URL", "https://crm.example.com/%zz"),
        ("PUBLIC_URL", "https://crm.example.com/../calendar"),
        ("PUBLIC_URL", "https://crm.example.com/?for=all"),
        ("PUBLIC_URL", "https://црм.рф"),
        ("PUBLIC_URL", "https://anna:sesame@crm.example.com"),
        ("PUBLIC_LISTEN", "8444"),
        ("WEBHOOK_LISTEN", "localhost:8443"),
        ("WEBHOOK_LISTEN", "127.0.0.1:0"),
        ("WEBHOOK_LISTEN", "127.0.0.1:65536"),
        ("WEBHOOK_LISTEN", "127.0.0.1"),
        ("WEBHOOK_SECRET", "a secret"),
        ("WEBHOOK_SECRET", "secret" * 43),
        ("OWNER_ID", "anna"),
        ("OWNER_ID", "0"),
        ("OWNER_ID", "9" * 30),
        ("COMPANY_TIMEZONE", "Moscow"),
        ("COMPANY_TIMEZONE", "../../etc/passwd"),
        ("COMPANY_TIMEZONE", "Москва"),
        ("COMPANY_COUNTRY", "RUS"),
        ("COMPANY_COUNTRY", "XX"),
        ("COMPANY_CURRENCY", "руб"),
        ("COMPANY_CURRENCY", "RUR7"),
        ("COMPANY_NAME", "x" * 121),
        ("DEFAULT_LANGUAGE", "de"),
        ("LOG_FORMAT", "xml"),
        ("LOG_LEVEL", "LOUD"),
        ("HEALTH_PORT", "0"),
        ("HEALTH_PORT", "65536"),
        ("HEALTH_HOST", "localhost"),
        ("HEARTBEAT_URL", "http://watch.example.com/secret"),
        ("HEARTBEAT_URL", "watch.example.com/secret"),
        ("HEARTBEAT_URL", "https:///secret"),
        ("CLOCK_URL", "http://clock.example.com/clock"),
        ("CLOCK_URL", "http://0.0.0.0/clock"),
        ("CLOCK_URL", "127.0.0.1"),
    ],
)
def test_a_wrong_value_is_named_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    with pytest.raises(SettingsError) as refusal:
        loaded(monkeypatch, **{name: value})

    text = str(refusal.value)
    assert text.startswith(f"{name} must be ")
    assert text.endswith(".")
    assert "\n" not in text
    assert "secret" not in text


def test_the_first_of_several_wrong_settings_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError) as refusal:
        loaded(monkeypatch, LOG_FORMAT="xml", OWNER_ID="anna")

    assert str(refusal.value) == "OWNER_ID must be a Telegram user id, a positive whole number, not 'anna'."


def test_secrets_are_in_no_repr(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = repr(
        loaded(
            monkeypatch,
            BOT_TOKEN=TOKEN,
            DATABASE_URL="postgresql://anna:pass-word@db/crm",
            HEARTBEAT_URL="https://watch.example.com/ping-me",
            WEBHOOK_URL="https://crm.example.com/hidden-path",
            WEBHOOK_SECRET="open-sesame",
        )
    )

    assert "made_up" not in shown
    assert "pass-word" not in shown
    assert "ping-me" not in shown
    assert "hidden-path" not in shown
    assert "open-sesame" not in shown


def test_the_log_is_told_what_to_hide(monkeypatch: pytest.MonkeyPatch) -> None:
    real = loaded(
        monkeypatch,
        BOT_TOKEN=TOKEN,
        DATABASE_URL="postgresql://anna:pass%2Dword@db/crm",
        HEARTBEAT_URL="https://watch.example.com/ping-me",
        WEBHOOK_SECRET="knock-knock",
    )

    assert {TOKEN, "made_up-Letters", "pass-word", "knock-knock"} < set(real.secrets())
    assert "https://watch.example.com/ping-me" in real.secrets()


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("DEFAULT_LANGUAGE=en\nLOG_LEVEL=ERROR\nSOMETHING_ELSE=1\n", encoding="utf-8-sig")
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")

    both = settings.load(file)

    assert (both.default_language, both.log_level) == ("en", "DEBUG")


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("# Часовой пояс\nCOMPANY_TIMEZONE=Europe/Moscow\n", encoding="cp1251")

    with pytest.raises(SettingsError, match=r"\.env cannot be read: it must be a text file in UTF-8\.$"):
        settings.load(file)


@pytest.mark.parametrize("name", ["BOT_API_URL", "WEBHOOK_URL"])
def test_an_address_without_a_token_is_no_demonstration(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    half = loaded(monkeypatch, **{name: "https://bots.example.com"})

    assert half.live
    with pytest.raises(SettingsError, match=r"^BOT_TOKEN is missing: .+\.$"):
        half.token()


def test_a_database_without_a_token_is_no_demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    assert loaded(monkeypatch, DATABASE_URL="sqlite:///var/mine.db").live


def test_habits_alone_are_a_demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not loaded(monkeypatch, DEFAULT_LANGUAGE="en", LOG_LEVEL="DEBUG", BOT_TOKEN="").live


def test_a_token_is_handed_out_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    real = loaded(monkeypatch, BOT_TOKEN=f" {TOKEN}\n")

    assert real.live
    assert real.token() == TOKEN


def test_the_example_tells_every_setting_with_its_default() -> None:
    told = dict(re.findall(r"^#?([A-Z_]+)=(.*)$", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE))
    defaults = {name.upper(): str(field.default or "") for name, field in Settings.model_fields.items()}

    assert told == defaults


def test_every_setting_of_the_example_is_explained() -> None:
    blocks = EXAMPLE.read_text(encoding="utf-8").strip().split("\n\n")[1:]

    assert len(blocks) == len(Settings.model_fields)
    assert all(re.fullmatch(r"(# .+\n)+#?[A-Z_]+=.*", block) for block in blocks)


def test_a_bare_copy_of_the_example_is_a_demonstration() -> None:
    assert not settings.load(EXAMPLE).live
