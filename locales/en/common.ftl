# Days and months: in order, separated by a space

names-weekdays = Mon Tue Wed Thu Fri Sat Sun
names-short-weekdays = Mo Tu We Th Fr Sa Su
names-months = Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec
names-whole-months = January February March April May June July August September October November December

# Times, spans, money

format-day = { $weekday } { $day } { $month }
format-day-short = { $weekday } { $day }
format-day-year = { $weekday } { $day } { $month } { $year }
format-day-time = { $day }, { $time }
format-today = today, { $time }
format-tomorrow = tomorrow, { $time }
format-both = { $there } there · { $here } here
format-money = { $symbol }{ $amount }
span-minutes = { $count } min
span-hours = { $count } h
span-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}

# Answers to what did not work

error-unexpected = That did not work: the fault is on our side. Please try again in a minute.
error-old-button = This button no longer works
error-only-text = I only understand text here. Please write it in words.
error-already-handled = This is already recorded
error-not-found = I can’t find it. It may no longer be yours.
error-not-allowed = Only the owner can do that
error-stale-screen = The card has changed, here is the fresh one
error-outcome-not-offered = This stage has no such outcome, here is the fresh card
error-deal-closed = The deal is already closed
error-nothing-to-undo = Nothing to undo: something was recorded after it
error-already-undone = Already undone
error-too-late-to-undo = An outcome can be undone for ten minutes, and they have passed
error-past-moment = That time has passed. Please choose another.
error-too-far-moment = { $years ->
    [one] Too far ahead: { $years } year at most
   *[other] Too far ahead: { $years } years at most
}
error-unreadable-moment = I can’t tell when. Write, for example, “tomorrow 15:00” or “Thu 11”.
error-unreadable-days = I can’t tell which days. Write, for example, “24 Dec” or “28.12–08.01 leave”.
error-unreadable-sum = I can’t read the sum. Write a number, for example 84,000 or 84k.
error-sum-too-large = A deal can’t hold that much. Please check the number.
error-paid-in-full = That is the whole sum. Press “Paid”, or write a smaller one.
error-bad-phone = This does not look like a phone number. Write it with the code: +1 415 555 2671.
error-no-name = The client needs a name
error-unknown-zone = I don’t know this time zone. Write a city or a name like Europe/London.
error-no-city-near = There is no city I know near this point. Write the city.
error-unsure-zone = I’m not sure which town this is. Add its region or country: Portland, ME.
error-bad-hours = Write the hours like 9-18. The end must be later than the beginning.
error-unreadable-wish = I cannot tell when to call. Write it like: after 18, from 10 to 16, at weekends.
error-too-many-days = Up to { $limit } days in a row can be marked at once, from the first to the last.
error-text-too-long = { $limit ->
    [one] Too long: { $limit } character at most
   *[other] Too long: { $limit } characters at most
}
error-empty-text = There is nothing to read here. Please write it in words.
error-draft-gone = This request has already been sent or dropped
error-nobody-at-work = Nobody can take the request right now. It is kept: send it a little later with the same button.
error-nobody-else = There is nobody else to pass it on to
error-request-taken = Somebody has already taken this request
error-invite-invalid = This link no longer works: it is for one use within 48 hours. Ask for a new one.
error-too-many-tries = { $minutes ->
    [one] Too many links that do not work. Try again in { $minutes } minute.
   *[other] Too many links that do not work. Try again in { $minutes } minutes.
}
error-hand-over-needed = First choose who takes over the open deals
error-cannot-deliver = This client can’t be written to: not in Telegram, or the bot was stopped
error-client-draft-gone = This draft is already closed. A new client: /new
