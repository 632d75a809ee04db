# Почему перенесено

moved-hours = { $whose ->
    [client] 🌙 Перенесено: в это время клиенту не звонят
    [manager] Перенесено: у менеджера нерабочее время
   *[you] Перенесено: у вас нерабочее время
}
moved-outside-work = { $whose ->
    [manager] Рабочие часы менеджера
   *[you] Ваши рабочие часы
} с часами клиента не пересекаются: взяли часы клиента
moved-lunch = { $whose ->
    [client] Перенесено: у клиента обед
    [manager] Перенесено: у менеджера обед
   *[you] Перенесено: у вас обед
}
moved-day = Перенесено: { $whose ->
    [client] у клиента
    [manager] у менеджера
   *[you] у вас
} { $why ->
    [holiday] праздник
   *[off] выходной
} ({ $details })

# Рабочие часы: свои и компании

own-week-title = 🕘 <b>Рабочие часы</b>
own-week-hours = Часы: { $hours }
own-week-days = Дни: { $days }
own-week-days-company = Дни: { $days }, как в компании
own-week-lunch = Обед: { $lunch }
own-week-lunch-company = Обед: { $lunch }, как в компании
company-title = 🏢 <b>Часы компании</b>
company-hours = Часы новичков: { $hours }
company-calling = Звонки: { $hours } у клиента
company-holidays-kept = Праздники: отдыхаем
company-holidays-worked = Праздники: работаем
company-next-holiday = Ближайший: { $what }
company-full-hour = { $count ->
    [one] Полный час: от { $count } дела
    [few] Полный час: от { $count } дел
   *[many] Полный час: от { $count } дел
}
company-has = В компании: { $what }.
as-company-has = Сейчас как в компании: { $what }.
no-lunch = нет
every-day = каждый день
hours-saved-moved = { $count ->
    [one] Сохранено, перенесён { $count } звонок
    [few] Сохранено, перенесены { $count } звонка
   *[many] Сохранено, перенесено { $count } звонков
}
hours-left = { $count ->
    [one] В выходные осталось { $count } назначенное дело
    [few] В выходные осталось { $count } назначенных дела
   *[many] В выходные осталось { $count } назначенных дел
}
weekdays-one-at-least = Хотя бы один день должен остаться рабочим
settings-company-hours = Часы компании

ask-company-days = <b>Рабочие дни компании</b>
    У кого дни свои, у того они не изменятся.
ask-company-hours = С какими часами начинает новый сотрудник? Выберите или напишите, например: 9-18.
ask-company-lunch = Когда обед? Звонки на это время не ставятся. Выберите или напишите, например: 13-14.
ask-company-calling = Когда звонить клиентам? Это время по часам клиента. Выберите или напишите, например: 9-20.
ask-full-hour = Сколько дел у одного менеджера делают час полным? Полные часы в выборе времени отмечены красным.
ask-own-days = <b>Ваши рабочие дни</b>
ask-own-lunch = Когда вы обедаете? Звонки на это время не ставятся. Выберите или напишите, например: 13-14.

button-weekdays = Дни недели
button-lunch = Обед
button-hours-of-new = Часы новичков
button-calling = Звонки клиентам
button-full-hour = Полный час
button-days-off = 🏖 Выходные
button-own-days-off = 🏖 Мои выходные
button-work-on-holidays = Работать в праздники
button-keep-holidays = Отдыхать в праздники
button-no-lunch = Без обеда
button-as-company = Как в компании
button-day-on = ✅ { $day }
button-day-off = { $day }

# Выходные

days-off-company = 🏖 <b>Выходные компании</b>
days-off-own = 🏖 <b>Мои выходные</b>
days-off-of = 🏖 <b>{ $name }</b>: выходные
days-off-line = • { $days }: выходной
days-off-line-named = • { $days }: { $name }
days-worked-line = • { $days }: рабочий день
days-worked-line-named = • { $days }: рабочий день, { $name }
days-off-more = { $count ->
    [one] и ещё { $count } запись
    [few] и ещё { $count } записи
   *[many] и ещё { $count } записей
}
days-off-hint = Нажмите на день: рабочий станет выходным, выходной рабочим. Или напишите: «28.12–08.01 отпуск».
    Мелкие числа: выходные по календарю.
days-off-month = <b>{ $month } { $year }</b>

# Когда звонить клиенту

client-hours-title = 🕓 <b>{ $name }</b>: когда звонить
client-hours-usual = Обычные часы: { $hours }
client-hours-asked = По просьбе: <b>{ $hours }</b>
client-hours-words = «{ $words }»
client-hours-clock = Время клиента. Сейчас там { $time }.
client-hours-clock-guessed = Пояс клиента не указан, время ваше. Сейчас { $time }.
ask-client-hours = Выберите или напишите: «после 18», «с 10 до 16», «только по выходным».
button-client-hours = 🕓 Когда звонить
button-call-morning = Утром · 9–12
button-call-afternoon = Днём · 12–17
button-call-evening = Вечером · 17–20
button-call-late = После 18
button-call-weekdays = Пн–пт
button-call-every-day = Пн–вс
button-call-weekend = Сб, вс
button-call-usual = Обычные часы
card-wish = 🔔 Звонить: { $wish }
