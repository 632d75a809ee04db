"""Settings: from the environment or from `.env`, which `.env.example` explains.

A wrong setting stops the start with one sentence that names it; no secret is shown, in `repr` neither.
"""

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit

import phonenumbers
from babel.numbers import is_currency
from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.addresses import (
    bot_api_address,
    database_address,
    listening_address,
    listening_place,
    loopback_address,
    passed,
    public_address,
    secret_address,
    webhook_address,
)
from crm.errors import UnknownZone
from crm.guards import file_of
from crm.localtime import zone_of

LIVE = {"bot_api_url", "database_url", "webhook_url"}
SECRET = {"bot_token", "bot_api_url", "database_url", "webhook_url", "webhook_secret", "heartbeat_url"}
OFF = "off"


class SettingsError(Exception):
    """A setting is wrong or missing; the text is one sentence for the operator."""


def token_shape(token: SecretStr) -> SecretStr:
    plain = token.get_secret_value().strip()
    return SecretStr(passed(plain, re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]+", plain) is not None))


def webhook_word(word: SecretStr) -> SecretStr:
    plain = word.get_secret_value().strip()
    return SecretStr(passed(plain, re.fullmatch(r"[A-Za-z0-9_-]{1,256}", plain) is not None))


def zone_name(name: str) -> str:
    try:
        return str(zone_of(name))
    except UnknownZone as error:
        raise ValueError from error


def country_code(code: str) -> str:
    return passed(code.upper(), code.upper() in phonenumbers.SUPPORTED_REGIONS)


def currency_code(code: str) -> str:
    return passed(code.upper(), is_currency(code.upper()))


class Settings(BaseSettings):
    """Every setting, by the lower-case name of its variable; the description ends "<NAME> must be ..."."""

    model_config = SettingsConfigDict(
        env_file_encoding="utf-8-sig",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        str_strip_whitespace=True,
    )

    bot_token: Annotated[SecretStr, AfterValidator(token_shape)] | None = Field(
        None, description="the token that @BotFather gave: digits, a colon, letters"
    )
    bot_api_url: Annotated[str, AfterValidator(bot_api_address)] = Field(
        "https://api.telegram.org",
        description="the address of a Bot API server without /bot, such as https://api.telegram.org",
    )
    webhook_url: Annotated[str, AfterValidator(webhook_address)] | None = Field(
        None, description="an https address", repr=False
    )
    webhook_listen: Annotated[str, AfterValidator(listening_place)] = Field(
        "127.0.0.1:8443", description="an IP address of this computer and a port, such as 127.0.0.1:8443"
    )
    webhook_secret: Annotated[SecretStr, AfterValidator(webhook_word)] | None = Field(
        None, description="1 to 256 of the characters A-Z a-z 0-9 _ -"
    )
    public_url: Annotated[str, AfterValidator(public_address)] | None = Field(
        None, description="an https address in Latin letters, such as https://bot.example.org"
    )
    public_listen: Annotated[str, AfterValidator(listening_place)] = Field(
        "127.0.0.1:8444", description="an IP address of this computer and a port, such as 127.0.0.1:8444"
    )
    database_url: Annotated[str, AfterValidator(database_address)] = Field(
        "sqlite:///var/dozvon.db",
        description="sqlite:///path/to/file or postgresql://user:password@host/name",
        repr=False,
    )
    backup_dir: str | None = Field(None, description="a folder, or off")
    owner_id: Annotated[int, Field(gt=0, lt=2**52)] | None = Field(
        None, description="a Telegram user id, a positive whole number"
    )
    company_name: Annotated[str, Field(max_length=120)] | None = Field(
        None, description="at most 120 characters long"
    )
    company_timezone: Annotated[str, AfterValidator(zone_name)] = Field(
        "Europe/Moscow", description="the name of a time zone, such as Europe/Moscow or Asia/Yekaterinburg"
    )
    company_country: Annotated[str, AfterValidator(country_code)] = Field(
        "RU", description="the two letters of a country, such as RU or KZ"
    )
    company_currency: Annotated[str, AfterValidator(currency_code)] = Field(
        "RUB", description="the three letters of a currency, such as RUB or KZT"
    )
    default_language: Literal["ru", "en"] = Field("ru", description="ru or en")
    log_format: Literal["text", "json"] = Field("text", description="text or json")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="DEBUG, INFO, WARNING or ERROR"
    )
    health_port: Annotated[int, Field(gt=0, lt=65536)] | None = Field(
        None, description="a free port, 1 to 65535"
    )
    health_host: Annotated[str, AfterValidator(listening_address)] = Field(
        "127.0.0.1", description="an IP address of this computer, such as 127.0.0.1 or 0.0.0.0"
    )
    heartbeat_url: Annotated[SecretStr, AfterValidator(secret_address)] | None = Field(
        None, description="an https address"
    )
    clock_url: Annotated[str, AfterValidator(loopback_address)] | None = Field(
        None, description="an address on this computer, such as http://127.0.0.1:8080/clock"
    )

    @property
    def live(self) -> bool:
        """Whether this is meant for the real Telegram: then `run` must not open the demonstration."""
        return self.bot_token is not None or bool(LIVE & self.model_fields_set)

    def secrets(self) -> list[str]:
        """What nobody may read in a log; of the token its second half too."""
        token = self.bot_token.get_secret_value() if self.bot_token else ""
        heartbeat = self.heartbeat_url.get_secret_value() if self.heartbeat_url else ""
        word = self.webhook_secret.get_secret_value() if self.webhook_secret else ""
        password = unquote(urlsplit(self.database_url).password or "")
        return [token, token.partition(":")[2], heartbeat, word, password]

    @property
    def backups(self) -> Path | None:
        """Where nightly backups go: without BACKUP_DIR beside the database's file. None: none are made."""
        if self.backup_dir is not None:
            return None if self.backup_dir.lower() == OFF else Path(self.backup_dir)
        if self.clock_url is not None:  # a demonstration or a test
            return None
        file = file_of(self.database_url)
        return (Path("var") if file is None else file.parent) / "backups"

    def token(self) -> str:
        """The token, to start the real bot with. Raises SettingsError if it cannot be started so."""
        if self.bot_token is None:
            raise SettingsError("BOT_TOKEN is missing: put the token that @BotFather gave into .env.")
        return self.bot_token.get_secret_value()


def load(env_file: Path | None = Path(".env")) -> Settings:
    """The environment's settings, then those of the file. Raises SettingsError."""
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        raise SettingsError(sentence(error)) from None
    except (OSError, UnicodeDecodeError):
        raise SettingsError(f"{env_file} cannot be read: it must be a text file in UTF-8.") from None


def sentence(error: ValidationError) -> str:
    """What is wrong with the first wrong setting."""
    first = error.errors(include_url=False, include_context=False)[0]
    name = str(first["loc"][0])
    hidden = name in SECRET or "@" in str(first["input"])  # a password may stand before it
    got = "" if hidden else f", not {str(first['input'])[:40]!r}"
    return f"{name.upper()} must be {Settings.model_fields[name].description}{got}."
