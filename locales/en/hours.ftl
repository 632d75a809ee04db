# Why it was moved

moved-hours = { $whose ->
    [client] 🌙 Moved: clients are not called at that hour
    [manager] Moved: outside the manager’s working hours
   *[you] Moved: outside your working hours
}
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
