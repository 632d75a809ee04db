# Дни и месяцы: по порядку, через пробел

names-weekdays = пн вт ср чт пт сб вс
names-short-weekdays = пн вт ср чт пт сб вс
names-months = янв фев мар апр мая июн июл авг сен окт ноя дек
names-whole-months = январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь

# Времена, промежутки, деньги

format-day = { $weekday } { $day } { $month }
format-day-short = { $weekday } { $day }
format-day-year = { $weekday } { $day } { $month } { $year }
format-day-time = { $day }, { $time }
format-today = сегодня, { $time }
format-tomorrow = завтра, { $time }
format-both = { $there } там · { $here } здесь
format-money = { $amount }{ "\u00A0" }{ $symbol }
span-minutes = { $count } мин
span-hours = { $count } ч
span-days = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
}

# Ответы на то, что не получилось

error-unexpected = Не получилось: ошибка на нашей стороне. Попробуйте ещё раз через минуту.
error-old-button = Эта кнопка больше не работает
error-only-text = Здесь понимаю только текст. Напишите словами.
error-already-handled = Это уже записано
error-not-found = Не нахожу. Возможно, это уже не ваше.
error-not-allowed = Это может сделать только владелец
error-stale-screen = Карточка уже изменилась, показываю свежую
error-outcome-not-offered = На этом этапе такого исхода нет, показываю свежую карточку
error-deal-closed = Сделка уже закрыта
error-nothing-to-undo = Отменять нечего: после этого уже что-то записано
error-already-undone = Уже отменено
error-too-late-to-undo = Отменить можно в течение десяти минут, они прошли
error-past-moment = Это время уже прошло. Выберите другое.
error-too-far-moment = { $years ->
    [one] Слишком далеко: можно не дальше чем на { $years } год вперёд
    [few] Слишком далеко: можно не дальше чем на { $years } года вперёд
   *[many] Слишком далеко: можно не дальше чем на { $years } лет вперёд
}
error-unreadable-moment = Не понимаю, когда. Напишите, например: «завтра 15:00» или «чт 11».
error-unreadable-days = Не понимаю, какие дни. Напишите, например: «24.12» или «28.12–08.01 отпуск».
error-unreadable-sum = Не понимаю сумму. Напишите числом, например: 84 000 или 84к.
error-sum-too-large = Такой суммы в сделке быть не может. Проверьте число.
error-paid-in-full = Это уже вся сумма. Нажмите «Оплачено» или напишите сумму меньше.
error-bad-phone = Это не похоже на номер телефона. Напишите с кодом: +7 916 123-45-67.
error-no-name = Нужно имя клиента
error-unknown-zone = Не знаю такого часового пояса. Напишите город или название вроде Europe/Moscow.
error-no-city-near = Рядом с этой точкой нет города, который я знаю. Напишите город.
error-unsure-zone = Не уверен, какой это город. Напишите точнее, с областью или страной: Киров, Калужская.
error-bad-hours = Напишите часы так: 9-18. Конец позже начала.
error-unreadable-wish = Не понимаю, когда звонить. Напишите, например: после 18, с 10 до 16, по выходным.
error-too-many-days = За один раз можно отметить не больше { $limit } дней подряд, от первого до последнего.
error-text-too-long = { $limit ->
    [one] Слишком длинно: можно до { $limit } знака
    [few] Слишком длинно: можно до { $limit } знаков
   *[many] Слишком длинно: можно до { $limit } знаков
}
error-empty-text = Здесь нечего прочитать. Напишите словами.
error-draft-gone = Эта заявка уже отправлена или отменена
error-nobody-at-work = Сейчас некому принять заявку. Она сохранена: отправьте её чуть позже той же кнопкой.
error-nobody-else = Передать больше некому
error-request-taken = Эту заявку уже взяли
error-invite-invalid = Ссылка не действует: она одноразовая и живёт 48 часов. Попросите новую.
error-too-many-tries = { $minutes ->
    [one] Слишком много недействующих ссылок подряд. Попробуйте через { $minutes } минуту.
    [few] Слишком много недействующих ссылок подряд. Попробуйте через { $minutes } минуты.
   *[many] Слишком много недействующих ссылок подряд. Попробуйте через { $minutes } минут.
}
error-hand-over-needed = Сначала выберите, кому передать открытые сделки
error-cannot-deliver = Клиенту не написать: его нет в Telegram или он остановил бота
error-client-draft-gone = Этот черновик уже закрыт. Новый клиент: /new
