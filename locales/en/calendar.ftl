# The week

week-title = 📆 <b>{ $first } – { $last }</b>
week-late = ⚠️ Overdue: { $count }
week-day = <b>{ $day }</b>
week-today = <b>today, { $day }</b>
week-load = { $day }: { $count ->
    [0] nothing planned
    [one] { $count } step
   *[other] { $count } steps
}
week-closed = { $day }: { $why }
week-closed-load = { $load } ({ $why })
week-day-off = day off
week-meeting = { $time } · { $icon } { $name }
week-more = and { $count } more
button-week-day = { $day } · { $count }

# A day of the week

day-count = Steps on this day: { $count }
day-empty = Nothing planned for this day
