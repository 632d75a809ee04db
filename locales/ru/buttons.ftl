# Кнопки, общие для экранов

button-next = ▶️ Дальше
button-today = 📅 Сегодня
button-week = 📆 Неделя
button-more = Ещё
button-less = Свернуть
button-back = ‹ Назад
button-cancel = Отмена
button-save = ✅ Сохранить
button-yes-save = Да, сохранить
button-fix = Исправить
button-undo = ↩️ Отменить
button-card = Карточка
button-menu = Меню
button-copy = 📋 Скопировать
button-page-back = ‹
button-page-next = ›
