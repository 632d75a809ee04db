# Сводка владельца

digest-watch = { $icon } { $stepless ->
    [one] { $stepless } сделка
    [few] { $stepless } сделки
   *[many] { $stepless } сделок
} без шага, { $failed ->
    [one] { $failed } недоставленное напоминание
    [few] { $failed } недоставленных напоминания
   *[many] { $failed } недоставленных напоминаний
}
digest-day = 📊 <b>{ $day }</b>
digest-day-so-far = 📊 <b>{ $day }</b>, к { $time }
digest-period = 📊 <b>{ $since } — { $until }</b>
digest-new = 🆕 { $requests ->
    [one] { $requests } заявка
    [few] { $requests } заявки
   *[many] { $requests } заявок
}, { $deals ->
    [one] { $deals } новая сделка
    [few] { $deals } новые сделки
   *[many] { $deals } новых сделок
}
digest-calls = 📞 { $count ->
    [one] { $count } звонок
    [few] { $count } звонка
   *[many] { $count } звонков
}{ $attempts ->
    [0] {""}
   *[other] , без ответа { $attempts }
}
digest-talks = 💬 { $count ->
    [one] { $count } разговор
    [few] { $count } разговора
   *[many] { $count } разговоров
}
digest-moved = ➡️ Перешли на этап: { $stages }
digest-invoices = 🧾 { $count ->
    [one] { $count } счёт
    [few] { $count } счёта
   *[many] { $count } счетов
} на { $sums }
digest-paid = 💰 { $count ->
    [0] Оплаченных сделок нет
    [one] Оплачена { $count } сделка: { $sums }
    [few] Оплачены { $count } сделки: { $sums }
   *[many] Оплачено { $count } сделок: { $sums }
}
digest-part-paid = 🪙 { $count ->
    [one] { $count } частичная оплата
    [few] { $count } частичные оплаты
   *[many] { $count } частичных оплат
}: { $sums }
digest-refused = ✖️ { $count ->
    [one] { $count } отказ
    [few] { $count } отказа
   *[many] { $count } отказов
}: { $reasons }
digest-own-words = Своими словами
digest-archived = 🗄 В архив: { $count ->
    [one] { $count } сделка
    [few] { $count } сделки
   *[many] { $count } сделок
}
digest-overdue = ⏰ { $count ->
    [0] Просроченного сейчас нет
   *[other] Просрочено сейчас: { $count }
}
digest-waiting = 🙋 Заявок без ответа сейчас: { $count }
digest-person = <b>{ $name }</b>: { $day }
digest-person-calls = { $count ->
    [one] { $count } звонок
    [few] { $count } звонка
   *[many] { $count } звонков
}
digest-person-talks = { $count ->
    [one] { $count } разговор
    [few] { $count } разговора
   *[many] { $count } разговоров
}
digest-person-overdue = просрочено { $count }
digest-more-people = { $count ->
    [one] и ещё { $count } менеджер
    [few] и ещё { $count } менеджера
   *[many] и ещё { $count } менеджеров
}

# Сделки за строкой

digest-list-watch = ⚠️ <b>Без шага или напоминания</b>
digest-list-new = 🆕 <b>Новые</b>
digest-list-calls = 📞 <b>Звонки</b>
digest-list-talks = 💬 <b>Разговоры</b>
digest-list-moved = ➡️ <b>Перешли на другой этап</b>
digest-list-invoices = 🧾 <b>Счета</b>
digest-list-paid = 💰 <b>Оплаты</b>
digest-list-refused = ✖️ <b>Отказы</b>
digest-list-archived = 🗄 <b>В архив</b>
digest-list-overdue = ⏰ <b>Просрочено сейчас</b>
digest-list-waiting = 🙋 <b>Заявки без ответа</b>
digest-list-person = 👤 <b>{ $name }</b>
digest-list-people = 👥 <b>Менеджеры</b>
digest-list-count = { $count ->
    [0] Сделок нет
    [one] { $count } сделка
    [few] { $count } сделки
   *[many] { $count } сделок
}
digest-choose-person = Чьи сделки показать?
digest-deal = <b>{ $name }</b>: { $facts } · { $manager }
digest-deal-own = <b>{ $name }</b>: { $facts }

button-digest-watch = Сбои
button-digest-new = Новые
button-digest-calls = Звонки
button-digest-talks = Разговоры
button-digest-moved = По этапам
button-digest-invoices = Счета
button-digest-paid = Оплаты
button-digest-refused = Отказы
button-digest-archived = Архив
button-digest-overdue = Просрочено
button-digest-waiting = Без ответа
button-digest-people = Менеджеры
button-report-today = За сегодня
button-report-yesterday = За вчера
