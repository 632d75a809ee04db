# Where a client is: zone, city, and how it is known

where-title = 🕓 <b>{ $name }</b>: time zone
where-known = { $city }: { $times }
where-likely = ≈ { $city }: { $times }
where-unknown = ❓ Not set, for now: { $city }, { $times }
where-source = { $source ->
    [phone] Known from the phone number
    [city] Known from the city
    [location] Known from a point on the map
    [likely] Only a guess, from the phone number
    [unkept] How it is known was not noted
   *[chosen] Chosen from the list
}
where-ask = Where is the client? Choose a city or write one. A location will do, too.
where-ask-zone = Choose a city with the same time, or write one.
where-which = Which of these? They keep different time.
where-this-town = Is it this town?
button-where = ❓ Where is the client?
button-all-zones = 🌍 All zones
button-zone-right = ✅ That’s right

# A promised moment after the zone was corrected

promised-title = 🕓 <b>{ $name }</b>: time zone corrected
promised-ask = { $icon } { $purpose }. When is it really?
promised-his = By the client’s clock: <b>{ $when }</b>
promised-was = As it was: <b>{ $when }</b>
button-promised-his = { $time } by the client’s clock
button-promised-was = { $time }, as it was

# What moved without its manager: new rules of time, another zone of the company, others' changes of hours

replanned-by-hours = 🕓 { $count ->
    [one] Hours or days off have changed: { $count } call of yours moved.
   *[other] Hours or days off have changed: { $count } calls of yours moved.
}
replanned-by-company = 🕓 { $count ->
    [one] The company has another time zone: { $count } step moved, as it is unknown where the client is.
   *[other] The company has another time zone: { $count } steps moved, as it is unknown where the clients are.
}
replanned-by-rules = 🕓 { $count ->
    [one] A time zone has new rules: { $count } step moved. The client’s hour is the same.
   *[other] A time zone has new rules: { $count } steps moved. The clients’ hours are the same.
}
replanned-line = <b>{ $name }</b>: { $when }, was { $was } here
replanned-line-hours = <b>{ $name }</b>: { $when } instead of { $was }
