"""One file a topic; each holds its `routes`. `all_routes` finds them: a new file needs no list."""

import importlib
import pkgutil

from bot.routes import Routes


def all_routes() -> Routes:
    """The routes of every file in this folder."""
    together = Routes()
    for found in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        module = importlib.import_module(f"{__name__}.{found.name}")
        routes = getattr(module, "routes", None)
        if isinstance(routes, Routes):
            together.include(routes)
    return together
