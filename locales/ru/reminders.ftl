# Несколько напоминаний сразу

reminder-list-again = { $count ->
    [one] ⚠️ Напоминаем ещё раз: { $count } клиент
    [few] ⚠️ Напоминаем ещё раз: { $count } клиента
   *[many] ⚠️ Напоминаем ещё раз: { $count } клиентов
}
ignored-list-title = { $count ->
    [one] ⚠️ { $manager } не отвечает на напоминания: { $count } клиент
    [few] ⚠️ { $manager } не отвечает на напоминания: { $count } клиента
   *[many] ⚠️ { $manager } не отвечает на напоминания: { $count } клиентов
}
