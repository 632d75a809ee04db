"""Every word a person reads: complete in each language, asked for correctly, and nowhere else."""

import re

import pytest
from fluent.syntax import ast as ftl

from bot import commands
from crm import alerts, defaults, errors
from crm.models import ActivityKind, DealState, StepKind
from crm.replanned import Cause
from tests.wording import LANGUAGES, asks, entries, has_words, heads, messages, strings

ALLOWED_TAGS = {"a", "b", "blockquote", "code", "i", "pre", "s", "tg-spoiler", "u"}
PLURALS = {"ru": {"one", "few", "many"}, "en": {"one", "other"}}
BUTTON_LIMIT = 64

# Messages that say the same in both languages, or speak another language, and why.
SAME = {
    "language-en": "a language by its own name",
    "language-ru": "a language by its own name",
}
FOREIGN = {
    "language-ru": "a language by its own name",
}


def kebab(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


# Keys that the code puts together: the beginning, and all that may follow.
CLOSED = {state.value for state in DealState} - {"open"}
FAMILIES: dict[str, set[str]] = {
    "alert-": {cause.replace("_", "-") for cause in alerts.CAUSES} | {"other"},
    "card-closed-": CLOSED,
    "command-": set(commands.NAMES),
    "language-": {*LANGUAGES, "profile"},
    "event-": {kind.value for kind in ActivityKind},
    "purpose-": {outcome.step[0] for outcome in defaults.OUTCOMES if outcome.step}
    | {"brought_back", "first_call", "last_try", "new_request", "repeat_sale"},
    "recorded-": CLOSED,
    "replanned-by-": {cause.value for cause in Cause},
    "step-": {kind.value for kind in StepKind},
    "outcome-": {outcome.key for outcome in defaults.OUTCOMES},
    "reason-": {reason for outcome in defaults.OUTCOMES for reason in outcome.reasons},
    "stage-": {key for key, _ in defaults.STAGES},
    "error-": {
        kebab(name)
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, errors.CrmError) and value is not errors.CrmError
    },
}


def family_keys() -> set[str]:
    return {head + rest for head, members in FAMILIES.items() for rest in members}


@pytest.mark.parametrize("language", LANGUAGES)
class TestEachLanguage:
    def test_has_words(self, language: str) -> None:
        assert messages(language)

    def test_every_line_is_understood(self, language: str) -> None:
        wrong = [
            f"{file}: {(e.content or '').strip()}" for file, e in entries(language) if isinstance(e, ftl.Junk)
        ]

        assert not wrong, "\n".join(wrong)

    def test_no_key_stands_twice(self, language: str) -> None:
        keys = [e.id.name for _, e in entries(language) if isinstance(e, ftl.Message)]

        wrong = sorted(key for key in set(keys) if keys.count(key) > 1)

        assert not wrong, "\n".join(wrong)

    def test_counted_things_have_every_form(self, language: str) -> None:
        wrong = [
            message.key
            for message in messages(language).values()
            for choice in message.choices
            if choice & {"zero", "one", "two", "few", "many"} and not choice >= PLURALS[language]
        ]

        assert not wrong, "\n".join(wrong)

    def test_tags_are_telegrams_and_closed(self, language: str) -> None:
        assert {
            m.key: text for m in messages(language).values() for text in m.texts if not well_formed(text)
        } == {}

    def test_nothing_is_shouted(self, language: str) -> None:
        assert [m.key for m in messages(language).values() if re.search("[!！]", "".join(m.texts))] == []

    def test_no_stray_blanks(self, language: str) -> None:
        assert [
            m.key
            for m in messages(language).values()
            if re.search(r"[^\n ] {2,}[^ ]|\.\.\.", "\n".join(m.texts))
        ] == []

    def test_what_has_no_html_has_no_tags(self, language: str) -> None:
        plain = {ask.key for ask in asks() if ask.method == "plain"} & messages(language).keys()

        assert [key for key in sorted(plain) if "<" in "".join(messages(language)[key].texts)] == []

    def test_buttons_fit(self, language: str) -> None:
        buttons = {a.key for a in asks() if a.where.startswith("bot/keyboards")} | family_keys()
        said = messages(language)
        too_long = [
            key
            for key in sorted(buttons & said.keys())
            if not key.startswith(("alert-", "error-", "replanned-by-"))
            and max(map(len, said[key].texts)) > BUTTON_LIMIT
        ]

        assert too_long == []

    def test_whatever_is_asked_for_is_said(self, language: str) -> None:
        wrong = [f"{a.where}: {a.key}" for a in asks() if a.key not in messages(language)]

        assert not wrong, "\n".join(wrong)

    def test_every_value_is_given(self, language: str) -> None:
        wrong = [
            f"{ask.where}: {ask.key} needs {sorted(missing)}"
            for ask in asks()
            if ask.key in messages(language) and ask.given is not None
            if (missing := messages(language)[ask.key].variables - ask.given)
        ]

        assert not wrong, "\n".join(wrong)

    def test_families_are_complete(self, language: str) -> None:
        used = {head for head in FAMILIES if any(key.startswith(head) for key in messages(language))}

        wrong = [
            head + rest
            for head in sorted(used)
            for rest in sorted(FAMILIES[head])
            if head + rest not in messages(language)
        ]

        assert not wrong, "\n".join(wrong)


def test_languages_say_the_same_things() -> None:
    ru, en = (
        {key: (m.file, sorted(m.variables)) for key, m in messages(language).items()}
        for language in LANGUAGES
    )

    wrong = sorted(key for key in ru.keys() | en.keys() if ru.get(key) != en.get(key))

    assert not wrong, "\n".join(wrong)


def test_nothing_is_left_untranslated() -> None:
    ru, en = messages("ru"), messages("en")
    same = [
        key
        for key in ru.keys() & en.keys()
        if ru[key].texts == en[key].texts and has_words("".join(ru[key].texts))
    ]

    wrong = sorted(set(same) - SAME.keys())

    assert not wrong, "\n".join(wrong)


def test_english_speaks_english() -> None:
    russian = [m.key for m in messages("en").values() if re.search("[а-яё]", "".join(m.texts), re.IGNORECASE)]

    assert sorted(set(russian) - FOREIGN.keys()) == []


def test_put_together_keys_are_of_known_families() -> None:
    known = {head for head in heads() if any(key.startswith(head) for key in messages("ru"))}
    wrong = sorted(known - FAMILIES.keys())

    assert not wrong, "\n".join(wrong)


def test_no_message_is_unused() -> None:
    wrong = sorted(messages("ru").keys() - strings().keys() - family_keys())

    assert not wrong, "\n".join(wrong)


def well_formed(text: str) -> bool:
    """Only tags that Telegram knows, each closed in the right order, and no other `<`."""
    waiting = []
    for closing, name in re.findall(r"<(/?)([a-z-]*)", text):
        if name not in ALLOWED_TAGS:
            return False
        if not closing:
            waiting.append(name)
        elif not waiting or waiting.pop() != name:
            return False
    return not waiting and len(re.findall("<", text)) == len(re.findall(r"</?[a-z-]+( [^<>]*)?>", text))


@pytest.mark.parametrize(
    "text", ["<b>84</b>", '<a href="tg://user?id=">Anna</a>', "<i>a <b>b</b></i>", "5 > 3"]
)
def test_good_html(text: str) -> None:
    assert well_formed(text)


@pytest.mark.parametrize("text", ["<b>84", "</b>", "<b><i>x</b></i>", "<div>x</div>", "3 < 5", "<b"])
def test_bad_html(text: str) -> None:
    assert not well_formed(text)
