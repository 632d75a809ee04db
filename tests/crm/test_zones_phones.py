"""What numbers tell: landlines of every region of Russia, of countries with one clock; mobiles tell nothing.

Regions and their codes: the Russian system and plan of numbering (order 142 of 17.11.2006 of the Ministry of
Communications, as amended), as libphonenumber's table of places repeats it. Clocks: the law on the reckoning
of time (107-FZ) as amended up to 2020, written as hours from UTC. Elsewhere: libphonenumber's own examples.
"""

import datetime as dt

import phonenumbers
import pytest

from crm.localtime import country_zones, to_local
from crm.zones import Certainty, Source, zone_of_phone

WINTER = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)
HOURS = {
    2: "401 Kaliningrad",
    3: """
        811 Pskov, 812 Saint Petersburg, 813 Leningrad, 814 Karelia, 815 Murmansk, 816 Novgorod, 817 Vologda,
        820 Cherepovets, 818 Arkhangelsk, 821 Komi, 831 Nizhny Novgorod, 833 Kirov, 834 Mordovia,
        835 Chuvashia,
        836 Mari El, 841 Penza, 843 Tatarstan, 844 Volgograd, 847 Kalmykia, 855 Tatarstan, 861 Krasnodar,
        862 Sochi, 863 Rostov, 865 Stavropol, 866 Kabardino-Balkaria, 867 North Ossetia, 871 Chechnya,
        872 Dagestan, 873 Ingushetia, 877 Adygea, 878 Karachay-Cherkessia, 879 Caucasian spas, 471 Kursk,
        472 Belgorod, 473 Voronezh, 474 Lipetsk, 475 Tambov, 481 Smolensk, 482 Tver, 483 Bryansk, 484 Kaluga,
        485 Yaroslavl, 486 Oryol, 487 Tula, 491 Ryazan, 492 Vladimir, 493 Ivanovo, 494 Kostroma, 495 Moscow,
        496 Moscow region, 498 Moscow region, 499 Moscow, 365 Crimea, 869 Sevastopol
    """,
    4: "341 Udmurtia, 842 Ulyanovsk, 845 Saratov, 846 Samara, 848 Tolyatti, 851 Astrakhan",
    5: """
        342 Perm, 343 Sverdlovsk, 345 Tyumen, 346 Khanty-Mansi, 347 Bashkortostan, 349 Yamal, 351 Chelyabinsk,
        352 Kurgan, 353 Orenburg
    """,
    6: "381 Omsk",
    7: """
        382 Tomsk, 383 Novosibirsk, 384 Kemerovo, 385 Altai Krai, 388 Altai Republic, 390 Khakassia,
        391 Krasnoyarsk, 394 Tuva
    """,
    8: "301 Buryatia, 395 Irkutsk",
    9: "302 Zabaykalye, 4112 Yakutsk, 416 Amur",
    10: "421 Khabarovsk, 423 Primorye, 426 Jewish region",
    11: "413 Magadan, 424 Sakhalin",
    12: "415 Kamchatka, 427 Chukotka",
}  # fmt: skip
REGIONS = [(hours, row.split()) for hours, rows in HOURS.items() for row in rows.split(",")]
FIVE = ("2201234", "3340515", "4123456", "5567890", "6031122")
"""What follows a code: the digits of a town's own change nothing of its region."""
TOWNS = {
    2: "40161 Sovetsk, 40141 Chernyakhovsk",
    3: "81853 Naryan-Mar, 8553 Almetyevsk, 85594 Bugulma, 84457 Kamyshin, 83361 Kirovo-Chepetsk",
    4: """
        8453 Balakovo, 84545 Balashov, 85141 Akhtubinsk, 84235 Dimitrovgrad, 8482 Tolyatti, 8464 Syzran, 34145
        Votkinsk, 34141 Glazov
    """,
    5: """
        3456 Tobolsk, 34551 Ishim, 35146 Snezhinsk, 34667 Kogalym, 34922 Salekhard, 34783 Neftekamsk, 34767
        Oktyabrsky
    """,
    7: """
        38259 Strezhevoy, 38254 Kolpashevo, 3854 Biysk, 38557 Rubtsovsk, 3843 Novokuznetsk, 3919 Norilsk,
        39145 Lesosibirsk
    """,
    8: "3953 Bratsk, 39563 Taishet, 30130 Severobaykalsk",
    9: "30245 Krasnokamensk, 41656 Tynda",
    10: "4217 Komsomolsk-on-Amur, 42138 Sovetskaya Gavan, 42141 Okhotsk, 4236 Nakhodka",
    11: "42453 Severo-Kurilsk, 41345 Susuman",
    12: "41543 Palana, 42737 Pevek, 42738 Bilibino",
}  # fmt: skip
FAR = [(hours, *row.split(maxsplit=1)) for hours, towns in TOWNS.items() for row in towns.split(",")]
ONE_CLOCK = {
    "Europe/Minsk": "BY", "Europe/Kyiv": "UA", "Asia/Almaty": "KZ", "Asia/Tashkent": "UZ", "Asia/Bishkek":
    "KG", "Asia/Dushanbe": "TJ", "Asia/Ashgabat": "TM", "Asia/Yerevan": "AM", "Asia/Baku": "AZ",
    "Asia/Tbilisi": "GE", "Europe/Chisinau": "MD", "Europe/Vienna": "AT", "Europe/Brussels": "BE",
    "Europe/Sofia": "BG", "Europe/Zagreb": "HR", "Asia/Nicosia": "CY", "Europe/Prague": "CZ",
    "Europe/Copenhagen": "DK", "Europe/Tallinn": "EE", "Europe/Helsinki": "FI", "Europe/Paris": "FR",
    "Europe/Berlin": "DE", "Europe/Athens": "GR", "Europe/Budapest": "HU", "Europe/Dublin": "IE",
    "Europe/Rome": "IT", "Europe/Riga": "LV", "Europe/Vilnius": "LT", "Europe/Luxembourg": "LU",
    "Europe/Malta": "MT", "Europe/Amsterdam": "NL", "Europe/Warsaw": "PL", "Europe/Bucharest": "RO",
    "Europe/Bratislava": "SK", "Europe/Ljubljana": "SI", "Europe/Stockholm": "SE",
}  # fmt: skip
BY_AREA = {
    "+34910123456": "Europe/Madrid",
    "+351212345678": "Europe/Lisbon",
    "+74112201234": "Asia/Yakutsk",
    "+559232345678": "America/Manaus",
    "+551132345678": "America/Sao_Paulo",
    "+61292001234": "Australia/Sydney",
    "+61733023456": "Australia/Brisbane",
    "+34928123456": "Atlantic/Canary",
    "+34827234567": "Europe/Madrid",
    "+976144223456": "Asia/Ulaanbaatar",
    "+351296123456": "Atlantic/Azores",
    "+62212345678": "Asia/Jakarta",
}


@pytest.mark.parametrize(
    ("hours", "region"), REGIONS, ids=lambda value: "_".join(value) if isinstance(value, list) else None
)
def test_five_landlines_of_a_region(hours: int, region: list[str]) -> None:
    code = region[0]
    for follows in FIVE:
        found = zone_of_phone(f"+7{code}{follows}"[:12])

        assert (found.certainty, found.source) == (Certainty.SURE, Source.AREA_CODE)
        assert found.zone is not None
        assert to_local(WINTER, found.zone).utcoffset() == dt.timedelta(hours=hours)


@pytest.mark.parametrize(("hours", "code", "town"), FAR)
def test_a_town_far_from_its_capital(hours: int, code: str, town: str) -> None:
    found = zone_of_phone(f"+7{code}212345"[:12])

    assert (found.certainty, found.source) == (Certainty.SURE, Source.AREA_CODE), town
    assert found.zone is not None
    assert to_local(WINTER, found.zone).utcoffset() == dt.timedelta(hours=hours)


def test_the_nenets_district_and_what_no_region_has() -> None:
    assert zone_of_phone("+78185342123").zone == "Europe/Moscow"
    assert zone_of_phone("+78001234567").certainty is Certainty.UNKNOWN
    assert zone_of_phone("+78401234567").certainty is Certainty.UNKNOWN


def test_far_yakutia_is_asked_among_its_three_clocks() -> None:
    found = zone_of_phone("+74115421234")

    assert (found.certainty, found.zone) == (Certainty.UNKNOWN, None)
    assert found.zones == ("Asia/Yakutsk", "Asia/Ust-Nera", "Asia/Srednekolymsk")


def test_no_russian_mobile_tells_a_zone() -> None:
    for prefix in range(900, 1000):
        found = zone_of_phone(f"+7{prefix}1234567")

        assert (found.certainty, found.zone) == (Certainty.UNKNOWN, None), prefix
        assert found.zones in (country_zones("RU"), ())


def examples(zone: str) -> list[str]:
    """A landline and a mobile of the zone's country, as libphonenumber gives them."""
    kinds = phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE
    numbers = [phonenumbers.example_number_for_type(ONE_CLOCK[zone], kind) for kind in kinds]
    return [
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        for number in numbers
        if number
    ]


@pytest.mark.parametrize("zone", ONE_CLOCK)
def test_a_landline_and_a_mobile_of_a_country_with_one_clock(zone: str) -> None:
    assert len(examples(zone)) == 2
    for number in examples(zone):
        found = zone_of_phone(number)

        assert (found.certainty, found.zones) == (Certainty.SURE, (zone,))


@pytest.mark.parametrize("number", ["+76123456789", "+77172123456", "+77012345678", "+77272123456"])
def test_kazakhstan_has_one_clock(number: str) -> None:
    found = zone_of_phone(number)

    assert (found.certainty, found.zone) == (Certainty.SURE, "Asia/Almaty")


@pytest.mark.parametrize("number", BY_AREA)
def test_landlines_of_countries_with_many_clocks(number: str) -> None:
    found = zone_of_phone(number)

    assert (found.certainty, found.zone, found.source) == (Certainty.SURE, BY_AREA[number], Source.AREA_CODE)


@pytest.mark.parametrize(
    ("number", "certainty", "zone"),
    [
        ("+12125550100", Certainty.GUESSED, "America/New_York"),
        ("+13105550100", Certainty.GUESSED, "America/Los_Angeles"),
        ("+526142345678", Certainty.GUESSED, "America/Chihuahua"),
        ("+56612345678", Certainty.GUESSED, "America/Punta_Arenas"),
        ("+38349123456", Certainty.SURE, "Europe/Belgrade"),
        ("+79407123456", Certainty.UNKNOWN, None),
        ("+79781234567", Certainty.UNKNOWN, None),
        ("+34612345678", Certainty.GUESSED, "Europe/Madrid"),
        ("+61412345678", Certainty.UNKNOWN, None),
        ("+18005550100", Certainty.UNKNOWN, None),
        ("+999123", Certainty.UNKNOWN, None),
        ("nonsense", Certainty.UNKNOWN, None),
        ("", Certainty.UNKNOWN, None),
    ],
)
def test_numbers_that_travel_are_guessed_or_asked(
    number: str, certainty: Certainty, zone: str | None
) -> None:
    found = zone_of_phone(number)

    assert (found.certainty, found.zone) == (certainty, zone)
