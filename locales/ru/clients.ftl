# Новый клиент

menu-new-client = Новый клиент
button-new-client = ➕ Новый клиент
client-prompt = <b>Новый клиент</b>
    Напишите одной строкой: имя, телефон, что нужно. Или перешлите контакт.

    <i>Анна Петрова +7 914 123-45-67, пластиковые окна 84к, Владивосток</i>
draft-title = <b>Новый клиент</b>
draft-name = 👤 <b>{ $name }</b>
draft-no-name = 👤 Имя не указано
draft-company = 🏢 { $company }
draft-phone = 📞 { $phone }
draft-no-phone = 📞 Телефона нет
draft-zone = 🕓 Часовой пояс: { $city }, сейчас { $time }
draft-zone-likely = ≈ Часовой пояс предположительно: { $city }, сейчас { $time }
draft-zone-unknown = ❓ Часовой пояс не указан, пока: { $city }, сейчас { $time }. Где клиент?
draft-need = 💬 { $need }
draft-sum = 💰 { $sum }
draft-known = ⚠️ Номер { $phone } уже в базе: <b>{ $name }</b>.
draft-known-colleague = ⚠️ Номер { $phone } уже в базе у коллеги.
draft-hint = Поправить можно кнопкой или дописать словами.
draft-cancelled = Черновик удалён, ничего не сохранено.
client-saved = Сохранено
contact-own = Это ваш собственный номер. Перешлите контакт клиента или напишите о нём одной строкой.

# Поля

button-field-name = ✏️ Имя
button-field-phone = ✏️ Телефон
button-field-company = ✏️ Компания
button-field-need = ✏️ Что нужно
button-field-sum = ✏️ Сумма
button-field-zone = ✏️ Часовой пояс
button-clear = Убрать
button-open-card = Открыть карточку
ask-client-name = Как зовут клиента?
ask-client-phone = Напишите телефон. Если их несколько, через запятую.
ask-client-phone-more = <b>{ $name }</b>
    Напишите ещё один телефон.
ask-client-company = Как называется компания?
ask-client-need = Что нужно клиенту?
ask-client-sum = На какую сумму? Например: 84 000 или 84к.
client-changed = Исправлено

# Поиск

find-prompt = Просто напишите имя, конец номера или компанию.
found-title = { $count ->
    [one] Нашёлся { $count } клиент
    [few] Нашлось { $count } клиента
   *[many] Нашлось { $count } клиентов
} по словам «{ $words }»
found-nothing = Никого не нашлось по словам «{ $words }».
