# Неделя

week-title = 📆 <b>{ $first } – { $last }</b>
week-late = ⚠️ Просрочено: { $count }
week-day = <b>{ $day }</b>
week-today = <b>сегодня, { $day }</b>
week-load = { $day }: { $count ->
    [0] дел нет
    [one] { $count } дело
    [few] { $count } дела
   *[many] { $count } дел
}
week-closed = { $day }: { $why }
week-closed-load = { $load } ({ $why })
week-day-off = выходной
week-meeting = { $time } · { $icon } { $name }
week-more = и ещё встреч: { $count }
button-week-day = { $weekday } · { $count }
button-week-before = ‹ Раньше
button-week-after = Позже ›

# День недели

day-count = Дел на день: { $count }
day-empty = На этот день дел нет

# Файл для календаря

button-ics = 🗓 В календарь
ics-summary = { $icon } { $purpose }: { $name }
ics-company = Компания: { $company }
ics-there = У клиента { $time }, { $city }
ics-need = Что нужно: { $need }
ics-card = Карточка: { $link }
ics-caption = { $summary }
    { $when }

# Лента для календаря

feed-name = Дозвон: { $company }
settings-calendar = Календарь
feed-none = 🗓 <b>Календарь</b>
    Встречи, выезды и звонки, о которых вы договорились, могут сами появляться в календаре телефона или компьютера. Для этого нужна личная ссылка: кто её знает, видит ваши планы, имена и телефоны клиентов.
feed-on = 🗓 <b>Календарь</b>
    Ваша ссылка действует. Показать её ещё раз нельзя, но можно сделать новую: прежняя перестанет работать.
feed-unknown = 🗓 <b>Календарь</b>
    Ссылки для календарей в компании не включены.
feed-link = 🗓 <b>Ваша ссылка</b>
    <code>{ $link }</code>

    Скопируйте её сейчас: больше мы её не покажем. В календаре выберите «Добавить по URL» или «Подписка на календарь» и вставьте ссылку. Обновляется он сам, обычно раз в несколько часов.
    Никому её не пересылайте: в ней имена и телефоны ваших клиентов.
feed-off = Ссылка больше не действует
button-feed-new = Получить ссылку
button-feed-again = Новая ссылка
button-feed-off = Выключить

# Место встречи

ask-place = 📍 Где встречаетесь? Напишите адрес или пришлите геопозицию.
ask-place-of = Где встреча с клиентом <b>{ $name }</b>? Напишите адрес или пришлите геопозицию.
place-words = 📍 <a href="{ $link }">{ $place }</a>
place-point = 📍 <a href="{ $link }">Точка на карте</a>
button-place = 📍 Адрес
button-skip = Пропустить
