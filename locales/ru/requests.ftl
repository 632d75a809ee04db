# Клиент: заявка

request-welcome =
    Здравствуйте. Это <b>{ $company }</b>.

    Напишите одной строкой, что вам нужно, и менеджер позвонит, когда удобно.
button-leave-request = 📝 Оставить заявку
button-my-requests = Мои заявки
request-need = Что вам нужно? Напишите одной строкой.
request-phone =
    📝 { $need }

    На какой номер позвонить? Нажмите кнопку внизу или напишите номер.
button-share-number = ☎️ Отправить номер
button-dont-send = Не отправлять
request-foreign-contact = Это чужой контакт. Нажмите «Отправить номер» или напишите свой номер цифрами.
request-phone-kept = ☎️ { $phone }
request-put-down = Незаконченную заявку не отправляю.
request-when = Когда вам удобно поговорить?
button-convenient = { $code ->
    [now] Сейчас
    [morning] Утром
    [afternoon] Днём
    [evening] Вечером
   *[any] В любое время
}
request-press-instead = Здесь нужно нажать кнопку.
request-consent =
    📝 { $need }
    ☎️ { $phone }
    🕓 { $code ->
        [now] сейчас
        [morning] утром
        [afternoon] днём
        [evening] вечером
       *[any] в любое время
    }

    Согласны, чтобы мы хранили эти данные и позвонили вам?
button-agree = Согласен
button-start-over = Заново
request-accepted =
    ✅ Заявка № { $number } принята.

    Менеджер возьмёт её в течение { $minutes ->
        [one] { $minutes } минуты
        [few] { $minutes } минут
       *[many] { $minutes } минут
    }, и я напишу кто. Чтобы что-то добавить, пишите прямо сюда.
request-accepted-later =
    ✅ Заявка № { $number } принята.

    Сейчас нерабочее время: менеджер возьмёт её, когда начнётся день, и я напишу кто. Чтобы что-то добавить, пишите прямо сюда.
request-not-sent = Не отправлено
request-taken =
    <b>{ $manager }</b> берёт вашу заявку № { $number } и позвонит { $code ->
        [now] в ближайшие минуты
        [morning] утром
        [afternoon] днём
        [evening] вечером
       *[any] в ближайшее время
    }.

# Клиент: мои заявки

my-requests-title = Ваши заявки
my-requests-none = Заявок пока нет.
my-request = № { $number } · { $day } · { $need }
my-request-standing = { $standing ->
    [accepted] 🕓 принята, ищем менеджера
    [taken] 👤 у менеджера: { $manager }
    [in_work] 🛠 { $stage ->
        [first_contact] обсуждаем с вами
        [offer_sent] предложение отправлено
        [invoice_sent] счёт выставлен
       *[other] в работе
    } · { $manager }
    [done] ✅ выполнена
   *[closed] закрыта
}
button-write = ✉️ Написать
button-write-about = ✉️ Написать по № { $number }
request-write = Напишите, что передать по заявке № { $number }. Отвечает { $manager }.
request-line-sent = ✉️ Передано: { $manager }

# Слова клиента и менеджера

line-from-staff =
    ✉️ <b>{ $name }</b> пишет:
    <blockquote>{ $words }</blockquote>
line-from-client =
    ✉️ <b>{ $name }</b> пишет:
    <blockquote>{ $words }</blockquote>
line-reply = Что ответить? <b>{ $name }</b> получит ваши слова от бота, без вашего номера.
line-replied = ✉️ Отправлено: <b>{ $name }</b>
button-reply = ✍️ Ответить

# Предложение заявки менеджеру

button-take = 🙋 Беру
button-pass-on = Передать
button-reassign = Назначить другого
button-colleague = { $name } · { $count ->
    [one] { $count } сделка
    [few] { $count } сделки
   *[many] { $count } сделок
}
offer-convenient = { $code ->
    [now] удобно сейчас
    [morning] удобно утром
    [afternoon] удобно днём
    [evening] удобно вечером
   *[any] удобно в любое время
}
offer-new = 🆕 Заявка № { $number } · { $convenient }
offer-taken = 🙋 Заявка № { $number } ваша · { $convenient }
offer-unanswered = ⚠️ Заявка № { $number }: { $span } без ответа, предлагали: { $name } · { $convenient }
offer-passed-by-all = ⚠️ Заявка № { $number }: менеджеры её передали · { $convenient }
offer-handed = Заявка № { $number } передана: { $name }
offer-reassign = Кому назначить заявку № { $number }?
offer-reassign-nobody = Заявку № { $number } некому назначить: других менеджеров нет.
