# Списки команд и слова о боте в самом Telegram

command-next = Следующий клиент
command-today = Что на сегодня
command-week = Неделя по дням
command-new = Новый клиент
command-requests = Мои заявки
command-digest = Отчёт за сегодня
command-team = Команда
command-settings = Настройки
command-language = Язык
command-help = Что я умею
command-start = На главный экран

bot-description = Оставьте заявку — менеджер перезвонит, когда вам удобно. Здесь же можно написать ему и узнать, как дела у заявки.
bot-short-description = Заявки и связь с менеджером
