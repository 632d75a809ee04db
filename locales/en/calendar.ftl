# The week

week-title = 📆 <b>{ $first } – { $last }</b>
week-late = ⚠️ Overdue: { $count }
week-day = <b>{ $day }</b>
week-today = <b>today, { $day }</b>
week-load = { $day }: { $count ->
    [0] nothing planned
    [one] { $count } step
   *[other] { $count } steps
}
week-closed = { $day }: { $why }
week-closed-load = { $load } ({ $why })
week-day-off = day off
week-meeting = { $time } · { $icon } { $name }
week-more = { $count ->
    [one] and { $count } more meeting
   *[other] and { $count } more meetings
}
button-week-day = { $weekday } · { $count }
button-week-before = ‹ Earlier
button-week-after = Later ›

# A day of the week

day-count = Steps on this day: { $count }
day-empty = Nothing planned for this day

# A file for a calendar

button-ics = 🗓 To calendar
ics-summary = { $icon } { $purpose }: { $name }
ics-company = Company: { $company }
ics-there = { $time } at the client, { $city }
ics-need = Wanted: { $need }
ics-card = Card: { $link }
ics-caption = { $summary }
    { $when }

# The feed for a calendar

feed-name = Dozvon: { $company }
settings-calendar = Calendar
feed-none = 🗓 <b>Calendar</b>
    Meetings, visits and calls that you agreed on can appear in the calendar of your phone or computer by themselves. That takes a link of your own: whoever knows it sees your plans, and your clients' names and numbers.
feed-on = 🗓 <b>Calendar</b>
    Your link works. It cannot be shown again, but you can make a new one: the old one then stops working.
feed-unknown = 🗓 <b>Calendar</b>
    Your company has no links for calendars.
feed-link = 🗓 <b>Your link</b>
    <code>{ $link }</code>

    Copy it now: it is not shown again. In your calendar choose “Add by URL” or “Subscribe to a calendar” and paste it. The calendar keeps itself up to date, usually every few hours.
    Do not pass it on: your clients' names and numbers are behind it.
feed-off = The link no longer works
button-feed-new = Get a link
button-feed-again = New link
button-feed-off = Turn off

# Where a meeting is

ask-place = 📍 Where do you meet? Type the address or send a location.
ask-place-of = Where do you meet <b>{ $name }</b>? Type the address or send a location.
place-words = 📍 <a href="{ $link }">{ $place }</a>
place-point = 📍 <a href="{ $link }">A point on the map</a>
button-place = 📍 Address
button-skip = Skip
