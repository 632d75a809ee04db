"""The plot of each client: when he came, what was reported, and what comes next.

Told from the last day of work backwards, so that it fits whatever moment it is. A line reads: where,
whose, since when; then what happened.
"""

from crm.models import StepKind
from crm.requests import Convenient
from crm.seed.plot import After, Ago, Ahead, Closing, Event, Next, OnTime, Past, Plot, Soon, Undone, When

KALININGRAD, MOSCOW, SAMARA = "Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara"
YEKATERINBURG, NOVOSIBIRSK = "Asia/Yekaterinburg", "Asia/Novosibirsk"
VLADIVOSTOK, MAGADAN, KAMCHATKA = "Asia/Vladivostok", "Asia/Magadan", "Asia/Kamchatka"

ALEXEY, MARIA = 0, 1
SOON_AFTER, AT_ONCE = OnTime(5), After(2)
SITE, ADVERT, REFERRAL, LEAFLET = "site", "advert", "referral", "leaflet"


def missed(*late: int, how: str = "no_answer") -> tuple[Event, ...]:
    """Calls in a row that nobody answered, each so many minutes after it was due."""
    return tuple(Event(OnTime(minutes), how) for minutes in late)


def talked(next: Next, when: When = SOON_AFTER) -> Event:
    return Event(when, "talked", next)


def offer(next: Next, when: When = SOON_AFTER) -> Event:
    return Event(when, "offer_sent", next)


def invoice(sum: int, next: Next) -> Event:
    return Event(OnTime(6), "invoice_sent", next, sum)


def part_paid(sum: int, next: Next) -> Event:
    return Event(OnTime(11), "part_paid", next, sum)


def paid(sum: int, late: int = 7) -> Event:
    return Event(OnTime(late), "paid", sum=sum)


def refused(reason: str | None) -> Event:
    """Without a reason's key, in the client's own words."""
    return Event(OnTime(5), "refused", reason=reason, own_words=reason is None)


def meeting(next: Next, kind: StepKind = StepKind.MEETING) -> Event:
    return Event(OnTime(6), "meeting", next, kind=kind)


def call_back(next: Next) -> Event:
    return Event(OnTime(3), "call_back", next)


def taken(minutes: int) -> tuple[Event, Event]:
    """The request is taken, and the client's city asked for."""
    return Event(After(minutes), "take"), Event(After(2), "zone")


def note(when: When = AT_ONCE) -> Event:
    return Event(when, "note")


def place(when: When = AT_ONCE) -> Event:
    return Event(when, "place")


NEW = {
    "zueva": Plot(None, ALEXEY, Ago(7), source=SITE, request=Convenient.EVENING),
    "titov": Plot(None, MARIA, Ago(2), source=LEAFLET, request=Convenient.NOW),
    "ershov": Plot(
        MOSCOW, ALEXEY, Past(1, 0.9), first=Past(0, 0.1),
        events=(note(), Event(Closing(25), "no_answer"), Event(Closing(12), "no_answer")),
    ),
    "gaisina": Plot(
        YEKATERINBURG, MARIA, Past(0, 0.2), source=ADVERT, request=Convenient.ANY,
        events=(*taken(3), Event(After(1), "no_answer"), *missed(1, 2, 2)),
    ),
    "nazarov": Plot(
        NOVOSIBIRSK, ALEXEY, Past(1, 0.2), source=SITE, request=Convenient.ANY,
        events=(*taken(2), Event(After(1), "unreachable"), *missed(6, 3, 2, how="unreachable")),
    ),
    "vitkus": Plot(KALININGRAD, MARIA, Past(1, 0.4), (note(),), first=Ahead(0, 0.6), source=SITE),
    "kim": Plot(VLADIVOSTOK, ALEXEY, Past(3, 0.6), first=Undone(1, 0.5), source=ADVERT),
    "denisova": Plot(MOSCOW, ALEXEY, Past(0, 0.6), (note(),), first=Ahead(1, 0.2), source=REFERRAL),
}  # fmt: skip

# Eight who were promised a call, from west to east: three of them are due in the next minutes.
PROMISED = {
    "schulz": Plot(
        KALININGRAD, MARIA, Past(4, 0.3),
        (talked(Past(1, 0.4)), note(), call_back(Soon(Ahead(1, 0.7)))),
    ),
    "frolov": Plot(
        MOSCOW, ALEXEY, Past(5, 0.5),
        (*missed(3), talked(Past(0, 0.2)), note(), call_back(Soon(Ahead(1, 0.4)))), source=SITE,
    ),
    "markina": Plot(
        SAMARA, MARIA, Past(3, 0.6),
        (talked(Past(0, 0.3)), note(), call_back(Soon(Ahead(2, 0.3)))), source=LEAFLET,
    ),
    "sabirov": Plot(
        YEKATERINBURG, ALEXEY, Past(6, 0.2),
        (talked(Past(1, 0.5)), note(), call_back(Soon(Ahead(0, 0.8)))), sum=145_000,
    ),
    "lapina": Plot(
        NOVOSIBIRSK, MARIA, Past(3, 0.2),
        (talked(Past(0, 0.1)), note(), call_back(Soon(Ahead(1, 0.3)))), source=SITE,
    ),
    "pak": Plot(
        VLADIVOSTOK, ALEXEY, Past(7, 0.4),
        (talked(Past(1, 0.3)), note(), call_back(Soon(Ahead(3, 0.5)))), sum=310_000, source=ADVERT,
    ),
    "ostrovskaya": Plot(
        MAGADAN, MARIA, Past(4, 0.4),
        (talked(Past(1, 0.5)), note(), call_back(Soon(Ahead(2, 0.6)))), source=REFERRAL,
    ),
    "chernykh": Plot(
        KAMCHATKA, ALEXEY, Past(5, 0.2),
        (talked(Past(0, 0.2)), note(), call_back(Soon(Ahead(1, 0.5)))), sum=420_000,
    ),
}  # fmt: skip

FIRST_CONTACT = {
    "guseva": Plot(
        MOSCOW, ALEXEY, Past(2, 0.2), (meeting(Ahead(1, 0.3), StepKind.VISIT), place(), note()),
        source=ADVERT,
    ),
    "rodionov": Plot(SAMARA, ALEXEY, Past(3, 0.3), (*missed(2), call_back(Undone(0, 0.1)))),
    "yakovleva": Plot(YEKATERINBURG, MARIA, Past(6, 0.4), (talked(Undone(2, 0.5)), note()), source=SITE),
    "savin": Plot(
        MOSCOW, ALEXEY, Past(3, 0.3), source=SITE, request=Convenient.ANY,
        events=(
            *taken(4), talked(Past(0, 0.3), After(6)), Event(Past(1, 0.5), "client_wrote"),
            talked(Ahead(2, 0.5)),
        ),
    ),
    "orlova": Plot(
        NOVOSIBIRSK, MARIA, Past(9, 0.5), (*missed(2), talked(Past(4, 0.3)), talked(Ahead(5, 0.3)))
    ),
    "ponomareva": Plot(
        NOVOSIBIRSK, MARIA, Past(10, 0.2), source=LEAFLET,
        events=(
            *missed(2, 1, 3, 2, 4), Event(Past(1, 0.2), "bring_back"), note(),
            talked(Ahead(1, 0.2), After(5)),
        ),
    ),
}  # fmt: skip

OFFER_SENT = {
    "tarasova": Plot(
        MOSCOW, MARIA, Past(7, 0.2), sum=187_000, source=SITE,
        events=(
            *missed(2), Event(After(1), "undo"), talked(Past(3, 0.6), After(1)), offer(Past(0, 0.2)), note(),
            talked(Ahead(1, 0.5)),
        ),
    ),
    "melnik": Plot(
        MOSCOW, ALEXEY, Past(8, 0.3), sum=265_000,
        events=(meeting(Past(5, 0.2)), note(), offer(Undone(1, 0.4), OnTime(55)), note(Past(3, 0.6))),
    ),
    "vlasov": Plot(
        SAMARA, MARIA, Past(11, 0.4), sum=520_000, source=REFERRAL,
        events=(talked(Past(7, 0.3)), offer(Past(2, 0.3)), note(), offer(Ahead(3, 0.4))),
    ),
    "khasanova": Plot(
        YEKATERINBURG, ALEXEY, Past(5, 0.5), sum=78_000,
        events=(talked(Past(3, 0.3)), offer(Past(0, 0.1)), *missed(3, 1, 2, 2)),
    ),
    "belousov": Plot(
        KAMCHATKA, MARIA, Past(4, 0.3), (talked(Past(2, 0.5)), offer(Ahead(0, 0.5))), sum=236_000, source=SITE
    ),
    "egorov": Plot(
        NOVOSIBIRSK, ALEXEY, Past(10, 0.3), sum=398_000, source=ADVERT,
        events=(
            meeting(Past(6, 0.3), StepKind.VISIT), note(Past(6, 0.6)), offer(Past(2, 0.6), After(30)),
            talked(Ahead(2, 0.3)),
        ),
    ),
    "tkach": Plot(
        VLADIVOSTOK, MARIA, Past(9, 0.4), (talked(Past(6, 0.4)), offer(Past(3, 0.5)), note()), sum=455_000
    ),
    "arsenyev": Plot(
        MOSCOW, ALEXEY, Past(12, 0.2), sum=1_480_000, source=SITE,
        events=(
            meeting(Past(9, 0.3)), note(), offer(Past(4, 0.5), OnTime(90)), meeting(Ahead(3, 0.4)), place(),
            note(),
        ),
    ),
    "lukas": Plot(
        KALININGRAD, MARIA, Past(6, 0.5), sum=112_000,
        events=(
            talked(Past(3, 0.4)), offer(Past(1, 0.6)), Event(Past(2, 0.3), "move", Ahead(4, 0.3)), note(),
        ),
    ),
    "filatova": Plot(
        MOSCOW, MARIA, Past(2, 0.5), source=SITE, request=Convenient.ANY,
        events=(
            Event(After(10), "escalate"), Event(After(4), "reassign"), *taken(3),
            talked(Past(1, 0.5), After(5)), offer(Ahead(1, 0.7)),
        ),
    ),
}  # fmt: skip

INVOICE_SENT = {
    "nikitin": Plot(
        MOSCOW, ALEXEY, Past(6, 0.3),
        (talked(Past(4, 0.5)), offer(Past(1, 0.3)), note(), invoice(84_000, Ahead(1, 0.1))), source=ADVERT,
    ),
    "panov": Plot(
        MAGADAN, MARIA, Past(8, 0.5),
        (talked(Past(5, 0.4)), note(), offer(Past(2, 0.5)), invoice(126_000, Ahead(2, 0.3))),
    ),
    "sharipova": Plot(
        SAMARA, ALEXEY, Past(9, 0.2), (offer(Past(5, 0.3)), invoice(97_500, Undone(1, 0.3))), source=SITE
    ),
    "potapov": Plot(
        YEKATERINBURG, MARIA, Past(11, 0.3), source=REFERRAL,
        events=(
            talked(Past(8, 0.4)), invoice(240_000, Past(1, 0.3)), part_paid(120_000, Ahead(5, 0.2)), note(),
        ),
    ),
    "kuzmina": Plot(
        NOVOSIBIRSK, MARIA, Past(12, 0.4),
        (offer(Past(9, 0.3)), invoice(310_000, Past(4, 0.3)), part_paid(155_000, Undone(0, 0.1)), note()),
    ),
    "abramova": Plot(
        MOSCOW, ALEXEY, Past(13, 0.2), source=REFERRAL,
        events=(
            meeting(Past(10, 0.4)), offer(Past(6, 0.3), OnTime(70)), note(), invoice(1_950_000, Past(2, 0.2)),
            part_paid(975_000, Ahead(7, 0.2)), note(),
        ),
    ),
    "moroz": Plot(VLADIVOSTOK, MARIA, Past(5, 0.2), (talked(Past(3, 0.3)), invoice(68_400, Ahead(0, 0.6)))),
    "bykov": Plot(
        MOSCOW, MARIA, Past(7, 0.6),
        (talked(Past(5, 0.5)), invoice(412_000, Past(0, 0.2)), call_back(Ahead(1, 0.4)), note()),
    ),
    "demina": Plot(KAMCHATKA, ALEXEY, Past(3, 0.2), (talked(Past(0, 0.1)), invoice(73_900, Ahead(3, 0.3)))),
}  # fmt: skip

PAID = {
    "belov": Plot(
        MOSCOW, ALEXEY, Past(9, 0.3), source=LEAFLET,
        events=(
            talked(Past(6, 0.3)), offer(Past(3, 0.4)), invoice(168_000, Past(0, 0.3)), paid(168_000), note(),
        ),
    ),
    "isaeva": Plot(
        YEKATERINBURG, MARIA, Past(10, 0.4), source=SITE,
        events=(
            Event(OnTime(3), "wrong_number", other_number=True), talked(Past(6, 0.5)),
            invoice(52_300, Past(0, 0.2)), paid(52_300, 9),
        ),
    ),
    "kolesnik": Plot(
        MOSCOW, ALEXEY, Past(12, 0.5),
        (
            meeting(Past(9, 0.3)), offer(Past(5, 0.4), OnTime(65)), invoice(289_000, Past(1, 0.2)),
            paid(289_000), note(),
        ),
    ),
    "rybakov": Plot(
        NOVOSIBIRSK, MARIA, Past(13, 0.3), source=ADVERT,
        events=(
            talked(Past(10, 0.3)), invoice(134_000, Past(5, 0.4)), part_paid(70_000, Past(1, 0.6)),
            paid(134_000),
        ),
    ),
    "zhuravleva": Plot(SAMARA, MARIA, Past(5, 0.4), (invoice(18_400, Past(3, 0.4)), paid(18_400, 12))),
    "brandt": Plot(
        KALININGRAD, ALEXEY, Past(14, 0.2), source=REFERRAL,
        events=(
            offer(Past(11, 0.3)), invoice(540_000, Past(4, 0.4)), paid(540_000, 20), note(),
            Event(After(1), "repeat", Ahead(60, 0.3)),
        ),
    ),
    "solovyov": Plot(
        MOSCOW, MARIA, Past(13, 0.5), (talked(Past(11, 0.4)), invoice(46_800, Past(8, 0.3)), paid(46_800))
    ),
    "li": Plot(VLADIVOSTOK, ALEXEY, Past(14, 0.4), (invoice(92_000, Past(10, 0.5)), paid(92_000, 25))),
    "gordeeva": Plot(
        MOSCOW, MARIA, Past(15, 0.2),
        (meeting(Past(13, 0.3)), note(), invoice(386_000, Past(12, 0.3)), paid(386_000, 30), note()),
    ),
}  # fmt: skip

REFUSED = {
    "popov": Plot(
        MOSCOW, ALEXEY, Past(4, 0.3), source=ADVERT,
        events=(talked(Past(2, 0.4)), offer(Past(0, 0.3)), refused("expensive"), note()),
    ),
    "galieva": Plot(
        YEKATERINBURG, MARIA, Past(6, 0.3),
        (talked(Past(3, 0.3)), offer(Past(1, 0.5)), note(), refused("competitor")),
    ),
    "zimin": Plot(NOVOSIBIRSK, ALEXEY, Past(5, 0.5), (talked(Past(2, 0.5)), note(), refused("not_needed"))),
    "komarova": Plot(SAMARA, MARIA, Past(8, 0.4), (talked(Past(5, 0.3)), note(), refused("later"))),
    "shubin": Plot(MOSCOW, ALEXEY, Past(10, 0.4), (offer(Past(7, 0.4)), note(), refused("no_money"))),
    "levina": Plot(MOSCOW, MARIA, Past(9, 0.6), (refused("not_our_client"),), source=ADVERT),
    "dorofeev": Plot(MAGADAN, ALEXEY, Past(7, 0.4), (talked(Past(1, 0.3)), refused(None)), source=SITE),
}  # fmt: skip

ARCHIVE = {
    "maslov": Plot(MOSCOW, MARIA, Past(9, 0.2), missed(2, 1, 2, 3, 5), source=LEAFLET),
    "vedeneeva": Plot(
        YEKATERINBURG, ALEXEY, Past(12, 0.3), missed(3, 2, 4, 2, 6, how="unreachable"), source=ADVERT
    ),
    "sychev": Plot(KAMCHATKA, MARIA, Past(3, 0.4), (Event(OnTime(4), "wrong_number"),), source=LEAFLET),
}

PLOTS = NEW | PROMISED | FIRST_CONTACT | OFFER_SENT | INVOICE_SENT | PAID | REFUSED | ARCHIVE
