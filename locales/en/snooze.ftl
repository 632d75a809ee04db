# Putting a reminder off

button-later = ⏰ Later
button-quarter = +15 min
button-hour-later = +1 h
button-tomorrow = Tomorrow
button-other-time = 📅 Another time
snoozed = ⏰ <b>{ $name }</b>: put off

# Put off too often

moved-often = { $count ->
    [one] ↪️ Moved { $count } time
   *[other] ↪️ Moved { $count } times
}
button-ask-head = ❓ Ask the head
button-last-try = 🏁 Last try
card-last-try = If nobody answers, the deal goes to the archive
purpose-last_try = Last try
recorded-last-try = The last try, no answer. The deal is in the archive.

# The question to the head

ask-head = ❓ <b>{ $name }</b>: what do you want to ask? Write it. The head gets the card with your question.
button-without-words = Send without a question
head-asked = ❓ The card was sent to { $names }
asked = ❓ { $manager } asks:
asked-reply = Reply to this message, and { $manager } gets your answer.
answered = 💬 { $manager } answers:
answered-file = 💬 { $manager } answers. It is in the client’s history.
asked-words = <blockquote>{ $words }</blockquote>
asked-wordless = ❓ { $manager } asks you to look at this deal
event-asked = Question to the head
error-already-asked = The head has this card already
