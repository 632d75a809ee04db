# The card

card-title = <b>{ $name }</b>
card-title-company = <b>{ $name }</b> · { $company }
card-phone = { $phone }
card-no-phone = No phone yet
card-clock = { $icon } { $times }
card-clock-city = { $icon } { $times } · { $city }
card-clock-likely = { $icon } ≈ { $times } (a guess: { $city })
card-clock-unknown = { $icon } { $times } (time zone not set, for now: { $city })
card-manager = Manager: { $name }
card-why = { $icon } { $purpose }: <b>{ $when }</b>
card-why-overdue = { $icon } { $purpose }: <b>{ $when }</b>, overdue
card-closed-won = ✅ The deal is paid
card-closed-lost = ✖️ The deal was refused
card-closed-archived = 🗄 The deal is in the archive
card-stage = { $dots } { $stage }
card-stage-closed = { $stage }
card-debt = { $debt } to pay
card-need = { $need }
card-attempts = Attempt { $attempts } of { $allowed }, no answer yet

# History

event-line = <i>{ $when }</i> · { $what }
event-created = Deal opened
event-outcome = Outcome
event-undo = Undone
event-note = Note
event-client_wrote = Client wrote
event-staff_wrote = Reply to the client
event-moved = Step moved
event-brought_back = Brought back
event-taken = Taken
event-passed_on = Passed on
event-escalated = Sent to the owner
event-reassigned = Reassigned
event-edited = Details changed
event-sum = { $sum }
event-words = “{ $words }”
event-file = { $kind ->
    [voice] voice note
    [photo] photo
   *[other] file
}
history-title = <b>{ $name }</b>: history
history-empty = Nothing yet
button-file = { $kind ->
    [voice] 🎤 { $time }
    [photo] 🖼 { $time }
   *[other] 📎 { $time }
}

# What was written down

recorded-title = { $icon } <b>{ $name }</b>: { $outcome }
recorded-title-details = { $icon } <b>{ $name }</b>: { $outcome }, { $details }
recorded-stage = Stage: { $stage }
recorded-debt = Left to pay: { $debt }
recorded-next = Next: { $icon } { $purpose }, <b>{ $when }</b>
recorded-attempt = Attempt { $attempts } of { $allowed }, next in { $span }, <b>{ $when }</b>
recorded-attempt-moved = Attempt { $attempts } of { $allowed }, next: <b>{ $when }</b>
recorded-last-attempt = Attempt { $attempts } of { $allowed }, no answer. The deal is in the archive.
recorded-won = The deal is paid. When should we offer again?
recorded-lost = The deal is closed
recorded-archived = The deal is in the archive
recorded-again = Already recorded
undone = Undone, everything is as it was
brought-back = The deal is open again
moved = Step moved
button-bring-back = Bring back
button-repeat = { $months ->
    [one] In { $months } month
   *[other] In { $months } months
}
button-repeat-other = Another date
button-offer-again = 🔁 Offer again
button-note = 📝 Note
button-history = 🗂 History
button-move-step = 📅 Move the step

# What is missing

ask-title = { $icon } <b>{ $name }</b>: { $outcome }
ask-title-details = { $icon } <b>{ $name }</b>: { $outcome }, { $details }
ask-title-move = 📅 <b>{ $name }</b>: move the step
ask-title-repeat = 🔁 <b>{ $name }</b>: when to offer again
ask-reason = Why?
ask-reason-words = Why? Choose, or write in your own words.
ask-sum = For how much? Write it, for example: 84,000 or 84k.
ask-sum-confirm = The same sum? Press it or write another.
ask-payment = How much was paid? Write it, for example: 40,000 or 40k.
ask-number = Is there another number? Write it.
ask-note = Write a note, or send a voice message, a photo or a file.
note-saved = Written to the card: <b>{ $name }</b>
button-give-up = No number, archive
button-chosen = • { $what }
button-choice = { $what }

# The day and the feed

today-title = 📅 <b>{ $day }</b>
today-empty = Nothing more for today
today-counts = { $overdue ->
    [0] Today: { $today }
   *[other] Overdue: { $overdue }, still today: { $today }
}
day-line = { $when } · { $icon } <b>{ $name }</b>, { $purpose }
day-line-late = ⚠️ { $when } · { $icon } <b>{ $name }</b>, { $purpose }
feed-empty = Nobody to call right now. The next step: <b>{ $when }</b>.
feed-no-deals = No open deals. Add a client or wait for a request.
button-work-ahead = ⏩ Work ahead

# Reminders

reminder-first = 🔔 It is time
reminder-again = ⚠️ A second reminder: it is time
reminder-ignored = ⚠️ { $manager } has not answered two reminders
reminder-list-title = { $count ->
    [one] 🔔 It is time: { $count } client
   *[other] 🔔 It is time: { $count } clients
}

# Another manager

give-deal = Who gets the deal of <b>{ $name }</b>?
give-deal-nobody = There is no other manager to get the deal of <b>{ $name }</b>.
given-deal = { $name } has the deal now
