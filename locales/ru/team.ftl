# Команда

team-title = 👥 <b>Команда</b>
team-owner = 👑 <b>{ $name }</b>: { $load }
team-manager = 👤 <b>{ $name }</b>: { $load }
team-gone = 🔒 { $name }: доступ закрыт
team-open-deals = { $count ->
    [0] сделок нет
    [one] { $count } сделка
    [few] { $count } сделки
   *[many] { $count } сделок
}
team-overdue = просрочено { $count }
team-blocked = бот остановлен
team-alone = Пригласите первого менеджера: ссылка действует 48 часов.
team-unreachable = Напоминания не доходят: в Telegram бот остановлен.
team-may-return = Сделки переданы. Доступ можно вернуть.
team-ask-heir = { $count ->
    [0] Открытых сделок нет. Кому передать клиентов, которых ведёт <b>{ $name }</b>?
    [one] Кому передать { $count } открытую сделку? Её ведёт <b>{ $name }</b>.
    [few] Кому передать { $count } открытые сделки? Их ведёт <b>{ $name }</b>.
   *[many] Кому передать { $count } открытых сделок? Их ведёт <b>{ $name }</b>.
}
team-dismissed = { $count ->
    [0] Доступ закрыт
    [one] Доступ закрыт, передана { $count } сделка
    [few] Доступ закрыт, переданы { $count } сделки
   *[many] Доступ закрыт, передано { $count } сделок
}
team-returned = Доступ возвращён
team-forward = Перешлите это сообщение новому менеджеру
invitation = Вас приглашают в команду продаж.
invitation-of = Вас приглашают в команду продаж: <b>{ $company }</b>.
invitation-how = Ссылка для одного человека, действует 48 часов. Откройте её и нажмите «Начать»:
    { $link }
button-invite = Пригласить
button-dismiss = Закрыть доступ
button-welcome-back = Вернуть доступ
button-heir = { $name } · { $count }
