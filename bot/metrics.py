"""Figures for Prometheus, in a registry of their own. Loaded only where HEALTH_PORT is set."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from bot.health import Report
from bot.meters import Meters

HANDLING = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
LATENESS = (0.05, 0.1, 0.5, 1, 2, 5, 15, 30, 60, 300, 900)


class Metrics(Meters):
    """Counters and histograms fed by the parts; gauges are read when somebody asks."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        updates = Counter("dozvon_updates", "Updates by what became of them", ["result"], registry=registry)
        self._stored, self._handled, self._parked, self._retried = (
            updates.labels(result) for result in ("stored", "handled", "parked", "retried")
        )
        self._seconds = Histogram(
            "dozvon_handling_seconds", "Handling of one update", buckets=HANDLING, registry=registry
        )
        self._messages = Counter(
            "dozvon_messages", "Messages owed, by how they ended", ["kind", "result"], registry=registry
        )
        self._sending = Histogram(
            "dozvon_sending_seconds",
            "From claiming a message to its delivery",
            buckets=LATENESS,
            registry=registry,
        )
        self._late = Histogram(
            "dozvon_due_late_seconds",
            "From the moment something is due to its claim",
            buckets=LATENESS,
            registry=registry,
        )
        self._poll_failures = Counter(
            "dozvon_poll_failures", "Polls that failed", ["cause"], registry=registry
        )
        self._limited = Counter("dozvon_too_many_requests", "Answers 429 of Telegram", registry=registry)
        self._up = Gauge("dozvon_up", "1 unless /healthz is red", registry=registry)
        self._ok = Gauge("dozvon_check_ok", "1 where a check is good", ["check"], registry=registry)
        self._ages = Gauge(
            "dozvon_age_seconds",
            "Since the last good poll, tick, backup; of the oldest waiting row",
            ["check"],
            registry=registry,
        )
        self._open = Gauge("dozvon_open_rows", "Rows that wait", ["check"], registry=registry)
        self._free = Gauge("dozvon_disk_free_bytes", "Free on the database's disk", registry=registry)

    def text(self, report: Report) -> bytes:
        """Everything in Prometheus' text format; the gauges as the report has them."""
        self._up.set(not report.red)
        for gauge in (self._ok, self._ages, self._open):
            gauge.clear()
        for name, check in report.checks.items():
            self._ok.labels(name).set(check.ok)
            for gauge, figure in ((self._ages, "age"), (self._open, "open")):
                if (value := check.figures.get(figure)) is not None:
                    gauge.labels(name).set(value)
        if "disk" in report.checks:
            self._free.set(report.checks["disk"].figures["free"] or 0)
        return generate_latest(self._registry)

    def stored(self, count: int) -> None:
        self._stored.inc(count)

    def handled(self, seconds: float) -> None:
        self._handled.inc()
        self._seconds.observe(seconds)

    def parked(self) -> None:
        self._parked.inc()

    def retried(self) -> None:
        self._retried.inc()

    def ended(self, kind: str, result: str, seconds: float) -> None:
        self._messages.labels(kind, result).inc()
        if result == "sent":
            self._sending.observe(seconds)

    def due(self, late: float) -> None:
        self._late.observe(late)

    def poll_failed(self, cause: str) -> None:
        self._poll_failures.labels(cause).inc()

    def limited(self) -> None:
        self._limited.inc()
