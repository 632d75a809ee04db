"""Invented numbers that look right for their city.

They are possible by length, but no subscriber can have one: in Russia a local number never begins with 0.
"""

CODES = {
    "Europe/Kaliningrad": "4012",
    "Europe/Moscow": "495",
    "Europe/Samara": "846",
    "Asia/Yekaterinburg": "343",
    "Asia/Novosibirsk": "383",
    "Asia/Vladivostok": "423",
    "Asia/Magadan": "4132",
    "Asia/Kamchatka": "4152",
}
ELSEWHERE = "495"
NATIONAL_DIGITS = 10


def invented(zone: str | None, number: int) -> str:
    """E.164 of the story's `number`-th phone: always the same one for the same client."""
    code = CODES.get(zone or "", ELSEWHERE)
    local = str(number * 738_917 % 10 ** (NATIONAL_DIGITS - len(code) - 1))
    return "+7" + code + local.zfill(NATIONAL_DIGITS - len(code))
