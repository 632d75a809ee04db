# Why it was moved

moved-hours = { $whose ->
    [client] 🌙 Moved: this client is not called at that hour
    [manager] Moved: outside the manager’s working hours
   *[you] Moved: outside your working hours
}
moved-outside-work = { $whose ->
    [manager] The manager’s hours
   *[you] Your hours
} and the client’s never meet: the client’s hours were taken
moved-lunch = { $whose ->
    [client] Moved: the client has lunch then
    [manager] Moved: the manager has lunch then
   *[you] Moved: you have lunch then
}
moved-day = Moved: { $whose ->
    [client] the client has
    [manager] the manager has
   *[you] you have
} { $why ->
    [holiday] a holiday
   *[off] a day off
} ({ $details })

# Working hours: one's own and the company's

own-week-title = 🕘 <b>Working hours</b>
own-week-hours = Hours: { $hours }
own-week-days = Days: { $days }
own-week-days-company = Days: { $days }, as the company
own-week-lunch = Lunch: { $lunch }
own-week-lunch-company = Lunch: { $lunch }, as the company
company-title = 🏢 <b>Company hours</b>
company-hours = Hours of newcomers: { $hours }
company-calling = Calls: { $hours }, client’s time
company-holidays-kept = Public holidays: off
company-holidays-worked = Public holidays: worked
company-next-holiday = The next one: { $what }
company-full-hour = { $count ->
    [one] Full hour: from { $count } step
   *[other] Full hour: from { $count } steps
}
company-has = The company’s: { $what }.
as-company-has = As the company now: { $what }.
no-lunch = none
every-day = every day
hours-saved-moved = { $count ->
    [one] Saved, { $count } call moved
   *[other] Saved, { $count } calls moved
}
hours-left = { $count ->
    [one] { $count } chosen step is left on days off
   *[other] { $count } chosen steps are left on days off
}
weekdays-one-at-least = At least one day has to be a working day
settings-company-hours = Company hours

ask-company-days = <b>Working days of the company</b>
    Those who set their own days keep them.
ask-company-hours = With which hours does a new colleague begin? Choose or write, for example: 9-18.
ask-company-lunch = When is lunch? No calls are planned for that time. Choose or write, for example: 13-14.
ask-company-calling = When may clients be called? This is by the client’s clock. Choose or write, for example: 9-20.
ask-full-hour = How many steps of one manager make an hour full? Full hours are red where a time is chosen.
ask-own-days = <b>Your working days</b>
ask-own-lunch = When do you have lunch? No calls are planned for that time. Choose or write, for example: 13-14.

button-weekdays = Weekdays
button-lunch = Lunch
button-hours-of-new = For newcomers
button-calling = Calls to clients
button-full-hour = Full hour
button-days-off = 🏖 Days off
button-own-days-off = 🏖 My days off
button-work-on-holidays = Work on public holidays
button-keep-holidays = Rest on public holidays
button-no-lunch = No lunch
button-as-company = As the company
button-day-on = ✅ { $day }
button-day-off = { $day }

# Days off

days-off-company = 🏖 <b>Days off of the company</b>
days-off-own = 🏖 <b>My days off</b>
days-off-of = 🏖 <b>{ $name }</b>: days off
days-off-line = • { $days }: day off
days-off-line-named = • { $days }: { $name }
days-worked-line = • { $days }: working day
days-worked-line-named = • { $days }: working day, { $name }
days-off-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
days-off-hint = Press a day: a working day becomes a day off, a day off a working day. Or write: “Dec 28 – Jan 8 leave”.
    Small figures: days off by the calendar.
days-off-month = <b>{ $month } { $year }</b>

# When to call a client

client-hours-title = 🕓 <b>{ $name }</b>: when to call
client-hours-usual = Usual hours: { $hours }
client-hours-asked = As asked: <b>{ $hours }</b>
client-hours-words = “{ $words }”
client-hours-clock = Client’s time. Now it is { $time } there.
client-hours-clock-guessed = The client’s time zone is not set, this is your time. Now { $time }.
ask-client-hours = Choose or write: “after 18:00”, “from 10 to 16”, “weekends only”.
button-client-hours = 🕓 When to call
button-call-morning = Morning · 9–12
button-call-afternoon = Afternoon · 12–17
button-call-evening = Evening · 17–20
button-call-late = After 18:00
button-call-weekdays = Mon–Fri
button-call-every-day = Mon–Sun
button-call-weekend = Sat, Sun
button-call-usual = Usual hours
card-wish = 🔔 Call: { $wish }
