# A moment in one's own words

confirm-when = <b>{ $when }</b>
confirm-hours = { $whose ->
    [client] 🌙 Clients are not usually called at that hour. Save?
   *[manager] 🌙 That is outside working hours. Save?
}
confirm-day = { $whose ->
    [client] { $why ->
        [holiday] It is a public holiday where the client is
       *[off] The client has a day off
    }. Save?
   *[manager] That is { $why ->
        [holiday] a public holiday
       *[off] a day off
    }. Save?
}
confirm-day-named = { $whose ->
    [client] { $why ->
        [holiday] It is a public holiday where the client is
       *[off] The client has a day off
    } ({ $name }). Save?
   *[manager] That is { $why ->
        [holiday] a public holiday
       *[off] a day off
    } ({ $name }). Save?
}
confirm-full = { $count ->
    [one] 🔴 That hour has { $count } step already. Save?
   *[other] 🔴 That hour has { $count } steps already. Save?
}
confirm-far = That is about a year away or more. Save?
choice-when = This can mean two times. Which one?
button-choose-time = 📅 Choose a time
choice-moment = <b>{ $when }</b>
moment-put = { $what ->
        [mended] 📅 <b>{ $name }</b>: fixed
        [repeated] 🔁 <b>{ $name }</b>: a new deal
       *[moved] 📅 <b>{ $name }</b>: step moved
    }
