import pytest

from bot.html import cut, cut_html, escape, units


def test_nothing_typed_is_read_as_html() -> None:
    assert escape("<b>&\"'</b>") == "&lt;b&gt;&amp;&quot;'&lt;/b&gt;"


@pytest.mark.parametrize(("text", "length"), [("", 0), ("ab", 2), ("Ё", 1), ("🌙", 2)])
def test_length_is_counted_in_utf_16_units(text: str, length: int) -> None:
    assert units(text) == length


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("abcde", 5, "abcde"),
        ("abcdef", 5, "abcd…"),
        ("ab cd", 4, "ab…"),
        ("🌙🌙🌙", 5, "🌙🌙…"),
        ("🌙🌙🌙", 4, "🌙…"),
    ],
)
def test_a_plain_text_is_cut_between_characters(text: str, limit: int, short: str) -> None:
    assert cut(text, limit) == short


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("<b>abc</b>", 3, "<b>abc</b>"),
        ("<b>abcdef</b>", 4, "<b>abc…</b>"),
        ("<b><i>abcdef</i></b>", 4, "<b><i>abc…</i></b>"),
        ("<b>ab</b>cdef", 4, "<b>ab</b>c…"),
        ("&amp;&amp;&amp;&amp;", 3, "&amp;&amp;…"),
        ("&amp;&amp;&amp;", 3, "&amp;&amp;&amp;"),
        ('<a href="https://example.org/?a=1">abcdef</a>', 4, '<a href="https://example.org/?a=1">abc…</a>'),
        ("<blockquote expandable>abcdef</blockquote>", 4, "<blockquote expandable>abc…</blockquote>"),
        ("<tg-spoiler>abcdef</tg-spoiler>", 4, "<tg-spoiler>abc…</tg-spoiler>"),
        ("a\n\n\nbcd", 4, "a…"),
    ],
)
def test_html_is_cut_by_what_is_seen_and_stays_whole(text: str, limit: int, short: str) -> None:
    assert cut_html(text, limit) == short
