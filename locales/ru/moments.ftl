# Срок, написанный словами

confirm-when = <b>{ $when }</b>
confirm-hours = { $whose ->
    [client] 🌙 В это время клиенту обычно не звонят. Сохранить?
   *[manager] 🌙 Это нерабочее время. Сохранить?
}
confirm-day = { $whose ->
    [client] У клиента { $why ->
        [holiday] праздник
       *[off] выходной
    }. Сохранить?
   *[manager] Это { $why ->
        [holiday] праздник
       *[off] выходной
    }. Сохранить?
}
confirm-day-named = { $whose ->
    [client] У клиента { $why ->
        [holiday] праздник
       *[off] выходной
    } ({ $name }). Сохранить?
   *[manager] Это { $why ->
        [holiday] праздник
       *[off] выходной
    } ({ $name }). Сохранить?
}
confirm-full = { $count ->
    [one] 🔴 В этот час уже { $count } дело. Сохранить?
    [few] 🔴 В этот час уже { $count } дела. Сохранить?
   *[many] 🔴 В этот час уже { $count } дел. Сохранить?
}
confirm-far = Это почти через год или позже. Сохранить?
choice-when = Можно понять по-разному. Какое время записать?
button-choose-time = 📅 Выбрать время
choice-moment = <b>{ $when }</b>
moment-put = { $what ->
        [mended] 📅 <b>{ $name }</b>: исправлено
        [repeated] 🔁 <b>{ $name }</b>: новая сделка
       *[moved] 📅 <b>{ $name }</b>: шаг перенесён
    }
