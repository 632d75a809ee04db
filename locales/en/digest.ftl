# The owner's digest

digest-watch = { $icon } { $stepless ->
    [one] { $stepless } deal
   *[other] { $stepless } deals
} without a step, { $failed ->
    [one] { $failed } failed reminder
   *[other] { $failed } failed reminders
}
digest-day = 📊 <b>{ $day }</b>
digest-day-so-far = 📊 <b>{ $day }</b>, by { $time }
digest-period = 📊 <b>{ $since } to { $until }</b>
digest-new = 🆕 { $requests ->
    [one] { $requests } request
   *[other] { $requests } requests
}, { $deals ->
    [one] { $deals } new deal
   *[other] { $deals } new deals
}
digest-calls = 📞 { $count ->
    [one] { $count } call
   *[other] { $count } calls
}{ $attempts ->
    [0] {""}
   *[other] , { $attempts } unanswered
}
digest-talks = 💬 { $count ->
    [one] { $count } talk
   *[other] { $count } talks
}
digest-moved = ➡️ Moved to: { $stages }
digest-invoices = 🧾 { $count ->
    [one] { $count } invoice
   *[other] { $count } invoices
} for { $sums }
digest-paid = 💰 { $count ->
    [0] No deals paid
    [one] { $count } deal paid: { $sums }
   *[other] { $count } deals paid: { $sums }
}
digest-part-paid = 🪙 { $count ->
    [one] { $count } part payment
   *[other] { $count } part payments
}: { $sums }
digest-refused = ✖️ { $count ->
    [one] { $count } refusal
   *[other] { $count } refusals
}: { $reasons }
digest-own-words = Own words
digest-archived = 🗄 { $count ->
    [one] { $count } deal archived
   *[other] { $count } deals archived
}
digest-overdue = ⏰ { $count ->
    [0] Nothing overdue now
   *[other] Overdue now: { $count }
}
digest-waiting = 🙋 Unanswered requests now: { $count }
digest-person = <b>{ $name }</b>: { $day }
digest-person-calls = { $count ->
    [one] { $count } call
   *[other] { $count } calls
}
digest-person-talks = { $count ->
    [one] { $count } talk
   *[other] { $count } talks
}
digest-person-overdue = { $count } overdue
digest-more-people = { $count ->
    [one] and { $count } more manager
   *[other] and { $count } more managers
}

# The deals behind a line

digest-list-watch = ⚠️ <b>Without a step or a reminder</b>
digest-list-new = 🆕 <b>New</b>
digest-list-calls = 📞 <b>Calls</b>
digest-list-talks = 💬 <b>Talks</b>
digest-list-moved = ➡️ <b>Moved to another stage</b>
digest-list-invoices = 🧾 <b>Invoices</b>
digest-list-paid = 💰 <b>Payments</b>
digest-list-refused = ✖️ <b>Refusals</b>
digest-list-archived = 🗄 <b>Archived</b>
digest-list-overdue = ⏰ <b>Overdue now</b>
digest-list-waiting = 🙋 <b>Unanswered requests</b>
digest-list-person = 👤 <b>{ $name }</b>
digest-list-people = 👥 <b>Managers</b>
digest-list-count = { $count ->
    [0] No deals
    [one] { $count } deal
   *[other] { $count } deals
}
digest-choose-person = Whose deals shall I show?
digest-deal = <b>{ $name }</b>: { $facts } · { $manager }
digest-deal-own = <b>{ $name }</b>: { $facts }

button-digest-watch = Faults
button-digest-new = New
button-digest-calls = Calls
button-digest-talks = Talks
button-digest-moved = Moved
button-digest-invoices = Invoices
button-digest-paid = Payments
button-digest-refused = Refusals
button-digest-archived = Archived
button-digest-overdue = Overdue
button-digest-waiting = Unanswered
button-digest-people = Managers
button-report-today = For today
button-report-yesterday = For yesterday
