"""The bot's own troubles, of every kind."""

from bot.screens.alerts import alert_screen, unreachable_screen, unsure_screen
from crm.alerts import CAUSES
from crm.unreached import Unreachable, Unsure
from tests.screens.samples import Draw

LONG = "Длинное <имя> & ещё " * 300


def _alert(cause: str) -> Draw:
    return lambda locale: alert_screen(cause, 0, 1203, locale)


SAMPLES: dict[str, Draw] = {
    **{f"alert: {cause}": _alert(cause) for cause in CAUSES},
    "alert: a cause nobody foresaw, again": lambda locale: alert_screen("unheard_of", 3, None, locale),
    "a colleague cannot be reached": lambda locale: unreachable_screen(
        Unreachable("Олег Титов", True, None), locale
    ),
    "a client cannot be reached": lambda locale: unreachable_screen(Unreachable("Анна", False, 7), locale),
    "nobody knows whether words arrived": lambda locale: unsure_screen(
        Unsure("Анна", 7, "Цена 84 000 ₽, если до пятницы."), locale
    ),
    "nobody knows whether long words arrived": lambda locale: unsure_screen(Unsure("Анна", 7, LONG), locale),
    "nobody knows whether a notice arrived": lambda locale: unsure_screen(Unsure("Анна", 7, None), locale),
}
