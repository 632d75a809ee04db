# Настройки

settings-title = ⚙️ <b>Настройки</b>
settings-language = Язык
settings-zone = Часовой пояс
settings-hours = Рабочие часы
settings-plan = План дня
settings-digest = Сводка
settings-ladder = Если не берёт
settings-language-now = Язык: { $language }
settings-language-as-profile = Язык: { $language }, как в Telegram
settings-zone-now = Часовой пояс: { $city }, сейчас { $time }
settings-hours-now = Рабочие часы: { $opens }–{ $closes }
settings-plan-now = План дня: в { $time }
settings-digest-now = Сводка: в { $time }
settings-ladder-now = Не берёт: снова через { $waits }, потом архив
settings-saved = Сохранено

settings-ask-language = На каком языке говорить?
settings-ask-zone = Выберите свой пояс или напишите город.
settings-ask-hours = Когда вы работаете? Выберите или напишите, например: 9-18.
settings-ask-plan = Когда присылать план дня?
settings-ask-digest = Когда присылать сводку?
settings-ask-ladder = Если клиент не берёт трубку, когда звонить снова? После последней попытки сделка уходит в архив.

language-ru = Русский
language-en = English
language-profile = Как в Telegram
