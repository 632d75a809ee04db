# Карточка

card-title = <b>{ $name }</b>
card-title-company = <b>{ $name }</b> · { $company }
card-phone = { $phone }
card-no-phone = Телефона нет
card-clock = { $icon } { $times }
card-clock-city = { $icon } { $times } · { $city }
card-clock-likely = { $icon } ≈ { $times } (предположительно: { $city })
card-clock-unknown = { $icon } { $times } (пояс не указан, пока: { $city })
card-manager = Менеджер: { $name }
card-why = { $icon } { $purpose }: <b>{ $when }</b>
card-why-overdue = { $icon } { $purpose }: <b>{ $when }</b>, просрочено
card-closed-won = ✅ Сделка оплачена
card-closed-lost = ✖️ Сделка закрыта отказом
card-closed-archived = 🗄 Сделка в архиве
card-stage = { $dots } { $stage }
card-stage-closed = { $stage }
card-debt = остаток { $debt }
card-need = { $need }
card-attempts = Попытка { $attempts } из { $allowed } без ответа

# События

event-line = <i>{ $when }</i> · { $what }
event-created = Сделка заведена
event-outcome = Исход
event-undo = Отменено
event-note = Заметка
event-client_wrote = Пишет клиент
event-staff_wrote = Ответ клиенту
event-moved = Шаг перенесён
event-brought_back = Возвращено в работу
event-taken = Взято в работу
event-passed_on = Передано дальше
event-escalated = Отправлено владельцу
event-reassigned = Назначено другому
event-edited = Данные исправлены
event-sum = { $sum }
event-words = «{ $words }»
event-file = { $kind ->
    [voice] голосовое
    [photo] фото
   *[other] файл
}
history-title = <b>{ $name }</b>: история
history-empty = Пока пусто
button-file = { $kind ->
    [voice] 🎤 { $time }
    [photo] 🖼 { $time }
   *[other] 📎 { $time }
}

# Что записано

recorded-title = { $icon } <b>{ $name }</b>: { $outcome }
recorded-title-details = { $icon } <b>{ $name }</b>: { $outcome }, { $details }
recorded-stage = Этап: { $stage }
recorded-debt = Осталось оплатить: { $debt }
recorded-next = Дальше: { $icon } { $purpose }, <b>{ $when }</b>
recorded-attempt = Попытка { $attempts } из { $allowed }, следующая через { $span }, <b>{ $when }</b>
recorded-attempt-moved = Попытка { $attempts } из { $allowed }, следующая: <b>{ $when }</b>
recorded-last-attempt = Попытка { $attempts } из { $allowed }, ответа нет. Сделка в архиве.
recorded-won = Сделка оплачена. Когда предложить снова?
recorded-lost = Сделка закрыта
recorded-archived = Сделка в архиве
recorded-again = Уже записано
undone = Отменено, всё как было
brought-back = Сделка снова в работе
moved = Шаг перенесён
button-bring-back = Вернуть
button-repeat = { $months ->
    [one] Через { $months } месяц
    [few] Через { $months } месяца
   *[many] Через { $months } месяцев
}
button-repeat-other = Другая дата
button-offer-again = 🔁 Предложить снова
button-note = 📝 Заметка
button-history = 🗂 История
button-move-step = 📅 Перенести шаг

# Чего не хватает

ask-title = { $icon } <b>{ $name }</b>: { $outcome }
ask-title-details = { $icon } <b>{ $name }</b>: { $outcome }, { $details }
ask-title-move = 📅 <b>{ $name }</b>: перенести шаг
ask-title-repeat = 🔁 <b>{ $name }</b>: когда предложить снова
ask-reason = Почему?
ask-reason-words = Почему? Выберите или напишите своими словами.
ask-sum = На какую сумму? Напишите, например: 84 000 или 84к.
ask-sum-confirm = Сумма та же? Нажмите или напишите другую.
ask-payment = Сколько оплачено? Напишите, например: 40 000 или 40к.
ask-number = Есть другой номер? Напишите его.
ask-note = Напишите заметку или пришлите голосовое, фото, файл.
note-saved = Записано в карточку: <b>{ $name }</b>
button-give-up = Номера нет, в архив
button-chosen = • { $what }
button-choice = { $what }

# День и лента

today-title = 📅 <b>{ $day }</b>
today-empty = На сегодня всё
today-counts = { $overdue ->
    [0] На сегодня: { $today }
   *[other] Просрочено: { $overdue }, ещё на сегодня: { $today }
}
day-line = { $when } · { $icon } <b>{ $name }</b>, { $purpose }
day-line-late = ⚠️ { $when } · { $icon } <b>{ $name }</b>, { $purpose }
feed-empty = Сейчас звонить некому. Следующий шаг: <b>{ $when }</b>.
feed-no-deals = Открытых сделок нет. Добавьте клиента или дождитесь заявки.
button-work-ahead = ⏩ Вперёд по плану

# Напоминания

reminder-first = 🔔 Пора
reminder-again = ⚠️ Напоминаем ещё раз: пора
reminder-ignored = ⚠️ { $manager } не отвечает на два напоминания
reminder-list-title = { $count ->
    [one] 🔔 Пора: { $count } клиент
    [few] 🔔 Пора: { $count } клиента
   *[many] 🔔 Пора: { $count } клиентов
}

# Другой менеджер

give-deal = Кому передать сделку? Клиент: <b>{ $name }</b>
give-deal-nobody = Сделку некому передать: других менеджеров нет. Клиент: <b>{ $name }</b>
given-deal = Сделка передана: { $name }
