# Неделя

week-title = 📆 <b>{ $first } – { $last }</b>
week-late = ⚠️ Просрочено: { $count }
week-day = <b>{ $day }</b>
week-today = <b>сегодня, { $day }</b>
week-load = { $day }: { $count ->
    [0] дел нет
    [one] { $count } дело
    [few] { $count } дела
   *[many] { $count } дел
}
week-closed = { $day }: { $why }
week-closed-load = { $load } ({ $why })
week-day-off = выходной
week-meeting = { $time } · { $icon } { $name }
week-more = и ещё встреч: { $count }
button-week-day = { $day } · { $count }

# День недели

day-count = Дел на день: { $count }
day-empty = На этот день дел нет
