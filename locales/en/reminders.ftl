# Several reminders at once

reminder-list-again = { $count ->
    [one] ⚠️ A second reminder: { $count } client
   *[other] ⚠️ A second reminder: { $count } clients
}
ignored-list-title = { $count ->
    [one] ⚠️ { $manager } has not answered reminders: { $count } client
   *[other] ⚠️ { $manager } has not answered reminders: { $count } clients
}
