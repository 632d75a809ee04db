"""All samples of all topics, as (topic, name, how to draw it): for the tests and for `make preview`."""

import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path

from bot.i18n import Locale
from bot.screen import Screen

Draw = Callable[[Locale], Screen]


def all_samples() -> list[tuple[str, str, Draw]]:
    found = []
    for module in sorted(pkgutil.iter_modules([str(Path(__file__).parent)]), key=lambda module: module.name):
        topic = module.name.removeprefix("samples_")
        if topic != module.name:
            samples: dict[str, Draw] = importlib.import_module(f"{__package__}.{module.name}").SAMPLES
            found += [(topic, name, draw) for name, draw in samples.items()]
    return found
