# Где клиент: часовой пояс, город, откуда он известен

where-title = 🕓 <b>{ $name }</b>: часовой пояс
where-known = { $city }: { $times }
where-likely = ≈ { $city }: { $times }
where-unknown = ❓ Не указан, пока: { $city }, { $times }
where-source = { $source ->
    [phone] Откуда: по номеру телефона
    [city] Откуда: назван город
    [location] Откуда: по точке на карте
    [likely] Предположительно, по номеру телефона
    [unkept] Откуда: не записано
   *[chosen] Откуда: выбран из списка
}
where-ask = Где клиент? Выберите город или напишите свой. Можно прислать геопозицию.
where-ask-zone = Выберите город с тем же временем или напишите свой.
where-which = Какой из них? Время там разное.
where-this-town = Этот город?
button-where = ❓ Где клиент?
button-all-zones = 🌍 Все пояса
button-zone-right = ✅ Верно

# Обещанное время после исправления пояса

promised-title = 🕓 <b>{ $name }</b>: часовой пояс исправлен
promised-ask = { $icon } { $purpose }. Когда на самом деле?
promised-his = По часам клиента: <b>{ $when }</b>
promised-was = Как было: <b>{ $when }</b>
button-promised-his = { $time } по часам клиента
button-promised-was = { $time }, как было

# Новые правила времени в базе поясов

replanned-title = 🕓 { $count ->
    [one] В одном из поясов изменилось время, { $count } шаг сдвинулся. У клиента час прежний.
    [few] В одном из поясов изменилось время, { $count } шага сдвинулись. У клиентов час прежний.
   *[many] В одном из поясов изменилось время, { $count } шагов сдвинулись. У клиентов час прежний.
}
replanned-line = <b>{ $name }</b>: { $when }, раньше { $was } здесь
