# Settings

settings-title = ⚙️ <b>Settings</b>
settings-language = Language
settings-zone = Time zone
settings-hours = Working hours
settings-plan = Plan of the day
settings-digest = Digest
settings-ladder = If no answer
settings-language-now = Language: { $language }
settings-language-as-profile = Language: { $language }, as in Telegram
settings-zone-now = Time zone: { $city }, now { $time }
settings-hours-now = Working hours: { $opens }–{ $closes }
settings-plan-now = Plan of the day: at { $time }
settings-digest-now = Digest: at { $time }
settings-ladder-now = No answer: again in { $waits }, then archive
settings-saved = Saved

settings-ask-language = Which language should I speak?
settings-ask-zone = Choose your zone or write a city.
settings-ask-hours = When do you work? Choose or write, for example: 9-18.
settings-ask-plan = When should the plan of the day come?
settings-ask-digest = When should the digest come?
settings-ask-ladder = When should we call again if the client does not answer? After the last attempt the deal goes to the archive.

language-ru = Русский
language-en = English
language-profile = As in Telegram
