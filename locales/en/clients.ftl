# A new client

menu-new-client = New client
button-new-client = ➕ New client
client-prompt = <b>New client</b>
    Write one line: name, phone, what they need. Or forward a contact.

    <i>John Smith, ACME Ltd, +44 20 7946 0958, 12 windows, 5000</i>
draft-title = <b>New client</b>
draft-name = 👤 <b>{ $name }</b>
draft-no-name = 👤 No name yet
draft-company = 🏢 { $company }
draft-phone = 📞 { $phone }
draft-no-phone = 📞 No phone
draft-zone = 🕓 Time zone: { $city }, now { $time }
draft-zone-likely = ≈ Time zone, a guess: { $city }, now { $time }
draft-zone-unknown = ❓ Time zone not set, for now: { $city }, { $time }. Where is the client?
draft-need = 💬 { $need }
draft-sum = 💰 { $sum }
draft-known = ⚠️ { $phone } is already in the base: <b>{ $name }</b>.
draft-known-colleague = ⚠️ { $phone } is already in the base with a colleague.
draft-hint = Correct it with a button, or add words.
draft-cancelled = The draft is gone, nothing was saved.
client-saved = Saved
contact-own = This is your own number. Forward the client’s contact, or write one line about them.

# Fields

button-field-name = ✏️ Name
button-field-phone = ✏️ Phone
button-field-company = ✏️ Company
button-field-need = ✏️ Need
button-field-sum = ✏️ Sum
button-field-zone = ✏️ Time zone
button-clear = Remove
button-open-card = Open the card
ask-client-name = What is the client’s name?
ask-client-phone = Write the phone number. If there are several, separate them by commas.
ask-client-phone-more = <b>{ $name }</b>
    Write one more phone number.
ask-client-company = What is the company called?
ask-client-need = What does the client need?
ask-client-sum = What is it worth? For example: 84,000 or 84k.
client-changed = Corrected

# Search

find-prompt = Just write a name, the end of a number or a company.
found-title = { $count ->
    [one] { $count } client found
   *[other] { $count } clients found
} for “{ $words }”
found-nothing = Nobody found for “{ $words }”.
