# Выбор времени: чьи часы, дни, часы дня, месяц

ask-moment = { $what ->
        [meeting] Когда встреча? Выберите
        [step] Когда? Выберите
       *[contact] Когда следующий контакт? Выберите
    } или напишите: «чт 11:30», «через 2 часа».
picker-clock = { $whose ->
        [own] Время ваше
       *[client] Время клиента
    }: { $times }
picker-clock-guessed = Пояс клиента не указан, { $whose ->
        [own] время ваше
       *[company] время компании
    }: { $times }
picker-day = { $page ->
        [q] Минуты
       *[h] Часы
    } на <b>{ $day }</b>{ $load ->
        [some] . После точки число дел.
       *[none] { "" }
    }
picker-outside-work = Вне рабочих часов: общих в этот день нет.
picker-today = сегодня, { $day }
picker-tomorrow = завтра, { $day }
picker-nothing-open = Открытых часов поблизости нет. Напишите время словами или откройте календарь.
picker-month-closed = Открытых дней в нём нет.
picker-month = Какой день? <b>{ $month } { $year }</b>

preset-soon = Через час · { $time }
preset-today = Сегодня { $time }
preset-tomorrow = Завтра { $time }
preset-next = { $day }, { $time }
preset-monday = Пн { $time }
preset-week = Через неделю { $time }

picker-hour = { $time } · { $load }
picker-calendar = 🗓 Календарь
picker-calendar-day = 🗓 { $day }
picker-quarters = Минуты
picker-hours = ‹ Часы
picker-own-clock = Моё время
picker-client-clock = { $known ->
        [yes] Время клиента
       *[no] Время компании
    }
picker-month-before = ‹ { $month }
picker-month-after = { $month } ›
picker-back = ‹ Часы
