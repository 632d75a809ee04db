"""Big cities that give no zone its name, by their zone; one Latin spelling stands for all (`crm.keys`).

Written words of a client's line are compared with these, so names that many people bear are left out.
"""

CITIES = {
    "Europe/Moscow": """
        Sankt-Peterburg, Saint Petersburg, St. Petersburg, Piter, SPb, Msk, Nizhny Novgorod, Kazan,
        Rostov-na-Donu, Rostov-on-Don, Krasnodar, Sochi, Voronezh, Yaroslavl, Ryazan, Penza, Lipetsk, Tula,
        Kursk, Tver, Bryansk, Ivanovo, Belgorod, Kaluga, Oryol, Smolensk, Vologda, Cherepovets, Murmansk,
        Arkhangelsk, Petrozavodsk, Novorossiysk, Anapa, Gelendzhik, Stavropol, Pyatigorsk, Kislovodsk,
        Makhachkala, Grozny, Nalchik, Cheboksary, Yoshkar-Ola, Saransk, Syktyvkar, Pskov, Veliky Novgorod,
        Velikiy Novgorod, Tambov, Kostroma, Naberezhnye Chelny, Nizhnekamsk, Podolsk, Khimki, Mytishchi,
        Balashikha, Lyubertsy, Taganrog, Maykop, Severodvinsk, Zelenograd, Krasnogorsk, Odintsovo,
        Domodedovo, Serpukhov
    """,
    "Europe/Samara": "Tolyatti, Togliatti, Izhevsk, Syzran",
    "Europe/Saratov": "Engels",
    "Europe/Volgograd": "Volzhsky, Volzhskiy",
    "Asia/Yekaterinburg": """
        Ekb, Chelyabinsk, Ufa, Perm, Tyumen, Orenburg, Magnitogorsk, Kurgan, Surgut, Nizhnevartovsk,
        Sterlitamak, Nizhny Tagil, Khanty-Mansiysk, Novy Urengoy, Noyabrsk, Salekhard, Miass, Zlatoust,
        Nefteyugansk
    """,
    "Asia/Novosibirsk": "Nsk",
    "Asia/Barnaul": "Biysk, Gorno-Altaysk",
    "Asia/Novokuznetsk": "Kemerovo, Prokopyevsk",
    "Asia/Krasnoyarsk": "Norilsk, Abakan, Kyzyl, Achinsk",
    "Asia/Irkutsk": "Ulan-Ude, Angarsk, Bratsk",
    "Asia/Yakutsk": "Blagoveshchensk",
    "Asia/Vladivostok": "Khabarovsk, Komsomolsk-na-Amure, Nakhodka, Ussuriysk, Birobidzhan",
    "Asia/Sakhalin": "Yuzhno-Sakhalinsk",
    "Asia/Kamchatka": "Petropavlovsk-Kamchatsky, Petropavlovsk-Kamchatskiy",
    "Asia/Almaty": "Astana, Shymkent, Karaganda, Pavlodar, Semey",
    "Europe/Minsk": "Gomel, Grodno, Vitebsk, Brest, Mogilev",
    "America/New_York": """
        Boston, Philadelphia, Miami, Orlando, Atlanta, Baltimore, Pittsburgh, Cleveland, Washington DC
    """,
    "America/Chicago": "Dallas, San Antonio, New Orleans, Minneapolis, Milwaukee, Kansas City",
    "America/Los_Angeles": "San Francisco, San Diego, Seattle, Las Vegas, Sacramento, San Jose",
    "America/Toronto": "Montreal, Ottawa",
    "America/Edmonton": "Calgary",
    "Europe/London": "Manchester, Birmingham, Liverpool, Glasgow, Edinburgh, Bristol",
    "Europe/Berlin": "Munich, Hamburg, Frankfurt, Cologne, Stuttgart, Düsseldorf, Leipzig",
    "Europe/Madrid": "Barcelona, Valencia",
    "Europe/Paris": "Marseille, Toulouse",
    "Europe/Rome": "Milan, Naples, Turin",
    "Asia/Dubai": "Abu Dhabi",
    "Asia/Kolkata": "Mumbai, Delhi, New Delhi, Bangalore, Chennai",
    "Asia/Shanghai": "Beijing, Shenzhen, Guangzhou",
}

# Cities that are people's names too: in a client's line they mean the city only when it is said to be one.
NAMES_TOO = """
    Adelaide, Alma, Anna, Athens, Atlanta, Austin, Berlin, Boston, Bratsk, Casey, Center, Chita, Creston,
    Dallas, Darwin, Davis, Dawson, Denver, Engels, Easter, Florence, Galapagos, Halifax, Houston, Inuvik,
    Ivanovo, Jackson, Jersey, Jamaica, Juneau, Kirov, Knox, Kurgan, Leon, Lima, London, Lyon, Madeira,
    Malta, Marengo, Mahe, Maseru, Mawson, Mayotte, Melbourne, Midway, Milan, Monticello, Nelson, Niue, Nome,
    Orlando, Oral, Oryol, Palmer, Paris, Perth, Petersburg, Phoenix, Regina, Reunion, Riga, Rome, Santa
    Isabel, Santiago, San Jose, Sofia, South Georgia, Stanley, Sydney, Syowa, Tell City, Troll, Tula, Turin,
    Uralsk, Valencia, Vincennes, Vevay, Vienna, Vostok, Wake, Wayne, Winamac, Yukon, Zurich, Macquarie,
    Moldova, Chatham, Chuuk, Truk, Yap, Gambier, Faroe, Azores, Canary
"""
