# Отложить напоминание

button-later = ⏰ Отложить
button-quarter = +15 мин
button-hour-later = +1 ч
button-tomorrow = Завтра
button-other-time = 📅 Другое время
snoozed = ⏰ <b>{ $name }</b>: отложено

# Отложено слишком много раз

moved-often = { $count ->
    [one] ↪️ Перенесено { $count } раз
    [few] ↪️ Перенесено { $count } раза
   *[many] ↪️ Перенесено { $count } раз
}
button-ask-head = ❓ Спросить руководителя
button-last-try = 🏁 Последняя попытка
card-last-try = Если не ответит, сделка уйдёт в архив
purpose-last_try = Последняя попытка
recorded-last-try = Последняя попытка, ответа нет. Сделка в архиве.

# Вопрос руководителю

ask-head = ❓ <b>{ $name }</b>: что спросить? Напишите. Руководитель получит карточку и ваш вопрос.
button-without-words = Отправить без вопроса
head-asked = ❓ Карточка отправлена: { $names }
asked = ❓ { $manager } спрашивает:
asked-reply = Ответьте на это сообщение: { $manager } получит ваш ответ.
answered = 💬 { $manager } отвечает:
answered-file = 💬 { $manager } отвечает. Ответ в истории клиента.
asked-words = <blockquote>{ $words }</blockquote>
asked-wordless = ❓ { $manager } просит посмотреть сделку
event-asked = Вопрос руководителю
error-already-asked = Руководитель уже получил эту карточку
