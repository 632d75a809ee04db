"""Logging: one line an event, as text or JSON, without secrets and people's words, whoever writes it."""

import logging
import sys
import threading
import warnings
from collections.abc import Iterable
from types import TracebackType

import structlog

from bot.hiding import Hiding
from bot.trail import Trail

OURS = ("bot", "crm", "scheduler", "sandbox")
"""Libraries write addresses and values at INFO and DEBUG: they are heard from WARNING on, at any level."""
BROKEN = "a line of the log could not be written\n"
Event = structlog.typing.EventDict

log = structlog.get_logger(__name__)


class Redacting(logging.Formatter):
    """Formats by another formatter, then hides every secret: in messages, values and tracebacks."""

    def __init__(self, inner: logging.Formatter, hiding: Hiding) -> None:
        super().__init__()
        self._inner = inner
        self._hiding = hiding

    def format(self, record: logging.LogRecord) -> str:
        return self._hiding.hide(self._inner.format(record))


class Handler(logging.StreamHandler):  # type: ignore[type-arg]
    """To stderr. A line that cannot be formatted is not shown as it was given: nothing would be hidden."""

    def handleError(self, record: logging.LogRecord) -> None:
        sys.stderr.write(BROKEN)


def set_up(form: str, level: str, secrets: Iterable[str] = ()) -> None:
    """`form` is "text" or "json"; `level` a name such as INFO. Lines go to stderr.

    So do errors that nobody caught. `secrets` are hidden wherever they turn up.
    """
    handler = Handler(sys.stderr)
    handler.setFormatter(_formatter(form, Hiding(secrets)))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(True)
    warnings.simplefilter("default")
    sys.excepthook = _uncaught
    threading.excepthook = lambda given: _log_uncaught(given.exc_value)
    sys.unraisablehook = lambda given: _log_uncaught(given.exc_value)


def _formatter(form: str, hiding: Hiding) -> logging.Formatter:
    """Configures structlog too: its lines go through the standard library's logging."""

    def depersonalise(logger: object, name: str, event: Event) -> Event:
        """What Telegram and libraries say of an error quotes what they were given."""
        if isinstance(event.get("error"), str):
            event["error"] = hiding.impersonal(event["error"].partition("\n")[0])
        return event

    def depersonalise_foreign(logger: object, name: str, event: Event) -> Event:
        """A library's own sentence: asyncio shows the error of a task by its `repr`, with all it holds."""
        event["event"] = hiding.impersonal(str(event["event"]))
        return event

    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        Trail.follow,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso"),
        depersonalise,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    rendering = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared, depersonalise_foreign],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.ExceptionRenderer(hiding.traced),
            _renderer(form),
        ],
    )
    return Redacting(rendering, hiding)


def _renderer(form: str) -> structlog.typing.Processor:
    if form == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
    )


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        _log_uncaught(error)


def _log_uncaught(error: BaseException | None) -> None:
    log.critical("an error that nobody caught", exc_info=error)
