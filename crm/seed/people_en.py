"""The people of the story in English. Everybody here is invented."""

from crm.models import Role
from crm.seed.words import CastMember, Person

COMPANY = "Clear View Windows"
CAST = (
    CastMember(1001, Role.OWNER, "Irene", "Falcon", "demo_owner", "+74950000001", "Owner"),
    CastMember(1002, Role.MANAGER, "Alex", "Grove", "demo_manager", "+74950000002", "Manager"),
    CastMember(1003, Role.MANAGER, "Mary", "Swan", "demo_colleague", "+74950000003", "Manager"),
    CastMember(1004, Role.CLIENT, "Anna", "Cole", "demo_client", "+74950000004", "Client"),
)

PEOPLE = {
    # Moscow
    "ershov": Person("Max Perch", "Mosquito nets for five windows", None, ("Signed up at the home fair",)),
    "denisova": Person("Helen Dennis", "Balcony door with a window", None, ("Sent by Peter White",)),
    "frolov": Person(
        "Andrew Frost", "Warm glazing for a loggia", None, ("Wants the price with floor insulation",)
    ),
    "guseva": Person(
        "Pauline Goss", "Four windows: kitchen and bedroom", None,
        ("Moscow, Lesnaya Street 12, flat 47", "Measuring: entrance from the yard, bell 47",),
    ),
    "savin": Person(
        "Nick Savage", "I need seven windows for a cottage", None,
        ("Forgot to say: it is a frame house, the openings are ready",),
    ),
    "tarasova": Person(
        "Claire Tarrant", "Five windows for a three-room flat", None,
        ("Decides with her husband, they compare two profiles",),
    ),
    "melnik": Person(
        "Oliver Miller", "Shop window and entrance door", "Grain Coffee",
        ("Opens in a month, the date matters most", "Asked for a second door, with a closer"),
    ),
    "arsenyev": Person(
        "Cyril Arden", "Glazing of two office floors", "Line Business Centre",
        (
            "The director decides, he is in on Tuesdays",
            "Moscow, Sadovaya Street 8, Line Business Centre",
            "A pass is ordered for the meeting, bring an ID",
        ),
    ),
    "filatova": Person("Vera Fielding", "Please price three windows and a balcony"),
    "nikitin": Person("Simon Nixon", "A balcony that juts out", None, ("Will pay by card after payday",)),
    "abramova": Person(
        "Marina Abrams", "Windows for the stairways, 24 of them", "8 Forest Street Residents",
        ("The residents have approved the estimate", "Second half after the first stairway is fitted"),
    ),
    "bykov": Person(
        "Elias Bull", "Wood and aluminium windows, old house", None,
        ("Agrees the frame colour with the house managers",),
    ),
    "belov": Person("Peter White", "Warm balcony, six metres", None, ("Will recommend us to neighbours",)),
    "kolesnik": Person(
        "Vance Wheeler", "Stained-glass window for the shop", "Ear of Wheat Bakery",
        ("Needs the closing papers",),
    ),
    "solovyov": Person("Dean Nightingale", "A quiet window for a study"),
    "gordeeva": Person(
        "Xenia Gordon", "Windows with child locks, two rooms", "Sunbeam Nursery",
        ("Fitting at weekends only", "One more room by summer"),
    ),
    "popov": Person("Val Pope", "Three windows, the plainest", None, ("Looks for half the price",)),
    "shubin": Person("Archie Shore", "Four windows by instalments", None, ("The bank declined the loan",)),
    "levina": Person("Rita Levin", "Mend a vent in a rented flat"),
    "maslov": Person("George Butler", "Prices for a balcony"),
    "zueva": Person("Olga Sands", "Two kitchen windows instead of old wooden ones"),
    "titov": Person("Dennis Tate", "How much is glazing for a three-metre balcony?"),
    # Kaliningrad
    "vitkus": Person(
        "Inga Whitley", "Six attic windows", "The Pier Guest House",
        ("Guests check in in the morning, call after lunch",),
    ),
    "schulz": Person("Mark Shields", "Bathroom window, frosted", None, ("Will measure before the call",)),
    "lukas": Person(
        "Edith Lucas", "French window to the terrace", None, ("Away for a week, talk after that",)
    ),
    "brandt": Person(
        "Victor Brand", "Twelve workshop windows", "Beech Furniture",
        ("They open a second workshop next quarter",),
    ),
    # Samara
    "markina": Person("Tanya Marks", "Three nursery windows", None, ("Asks about child locks",)),
    "rodionov": Person("Anthony Rhodes", "Turn a balcony into a study"),
    "vlasov": Person(
        "Roman Wallace", "Ground floor of a house", None, ("Asked for a new price with other glass",)
    ),
    "sharipova": Person("Elvira Sharp", "Windows and nets for two rooms"),
    "zhuravleva": Person("Gail Crane", "Eight mosquito nets"),
    "komarova": Person("Lucy Combes", "Glazing of a whole cottage", None, ("Will come back in spring",)),
    # Yekaterinburg
    "gaisina": Person("Lily Gates", "Windows for a new flat, three sashes"),
    "sabirov": Person(
        "Russell Sabine", "Panoramic window for the front desk", "Garage 12", ("The opening is 3.2 by 2.4 m",)
    ),
    "yakovleva": Person(
        "Irma Jacobs", "Quiet windows for two surgeries", "Pearl Dental",
        ("Sees patients until two, better to call later",),
    ),
    "khasanova": Person("Alina Hassan", "Two loggias, cold glazing"),
    "potapov": Person("Michael Potts", "Glazing of a veranda", None, ("Paid half in cash at the office",)),
    "isaeva": Person("Joan Isaacs", "Two windows with sills"),
    "galieva": Person("Regina Gale", "Balcony glazing", None, ("The neighbours had it done elsewhere",)),
    "vedeneeva": Person("Inna Waters", "A balcony, to be measured"),
    # Novosibirsk
    "nazarov": Person("Glenn Nash", "Glazing of a cottage terrace"),
    "lapina": Person("Julia Lapham", "New panes, there is a draught", None, ("Sent photos of the windows",)),
    "orlova": Person("Daria Eagle", "Reveals and sills after repairs"),
    "egorov": Person(
        "Peter Edgar", "Nine windows for a country house", None, ("Measuring added a boiler-room window",)
    ),
    "kuzmina": Person(
        "Stacy Smith", "Three large windows for the hall", "Pas Dance Studio",
        ("Promised the rest early in the week",),
    ),
    "rybakov": Person("Arthur Fisher", "A loggia, all included"),
    "zimin": Person("Paul Winters", "One cottage window", None, ("Got a window from friends",)),
    "ponomareva": Person(
        "Natalie Parson", "Windows for two rooms", None, ("Called the office herself, do not lose her",)
    ),
    # Vladivostok
    "kim": Person("Victoria Kim", "Four stone window sills"),
    "pak": Person("Igor Park", "Sliding windows for a veranda", "Bay Cafe", ("Wants it before the summer",)),
    "tkach": Person("Oxana Weaver", "Windows for a shop floor", "Cosy Store", ("The landlord has to agree",)),
    "moroz": Person("Eugene Winterbourne", "A loggia and two nets"),
    "li": Person("Alyona Lee", "Sliding balcony"),
    # Magadan
    "ostrovskaya": Person(
        "Nina Islander", "Triple glass for the north side", None, ("Afraid of draughts, show her the joints",)
    ),
    "panov": Person(
        "Leonard Payne", "New windows on the second floor", "Shore Hotel", ("Comes by ferry, four weeks",)
    ),
    "dorofeev": Person(
        "Timothy Dorset", "Windows for a house", None, ("Sells the house, windows are not his concern now",)
    ),
    # Petropavlovsk-Kamchatsky
    "chernykh": Person(
        "Stephen Black", "Windows for four lodges", "Volcano Holiday Camp",
        ("Has a signal in the morning only",),
    ),
    "belousov": Person("Vince Whitehead", "Windows for a house, snow-proof"),
    "demina": Person("Larissa Deming", "Balcony door and a window"),
    "sychev": Person("Oliver Owlett", "A net for one window"),
}  # fmt: skip
