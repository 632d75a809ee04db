# Choosing a time: whose clock, days, the hours of a day, a month

ask-moment = { $what ->
        [meeting] When is the meeting? Choose
        [step] When? Choose
       *[contact] When is the next contact? Choose
    } or write: “Thu 11:30”, “in 2 hours”.
picker-clock = { $whose ->
        [own] Your time
       *[client] Client’s time
    }: { $times }
picker-clock-guessed = The client’s time zone is not set, this is { $whose ->
        [own] your time
       *[company] the company’s time
    }: { $times }
picker-day = { $page ->
        [q] Minutes
       *[h] Hours
    } for <b>{ $day }</b>{ $load ->
        [some] . After the dot: how many steps.
       *[none] { "" }
    }
picker-outside-work = Outside working hours: none are shared that day.
picker-today = today, { $day }
picker-tomorrow = tomorrow, { $day }
picker-nothing-open = No open hours near by. Write the time in words or open the calendar.
picker-month-closed = It has no open days.
picker-month = Which day? <b>{ $month } { $year }</b>

preset-soon = In 1 h · { $time }
preset-today = Today { $time }
preset-tomorrow = Tomorrow { $time }
preset-next = { $day }, { $time }
preset-monday = Mon { $time }
preset-week = In a week { $time }

picker-hour = { $time } · { $load }
picker-calendar = 🗓 Calendar
picker-calendar-day = 🗓 { $day }
picker-quarters = Minutes
picker-hours = ‹ Hours
picker-own-clock = My time
picker-client-clock = { $known ->
        [yes] Client’s time
       *[no] Company time
    }
picker-month-before = ‹ { $month }
picker-month-after = { $month } ›
picker-back = ‹ Hours
