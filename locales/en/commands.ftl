# Command lists and words about the bot in Telegram itself

command-next = Next client
command-today = What is on today
command-week = The week, day by day
command-new = New client
command-requests = My requests
command-digest = Today’s report
command-team = Team
command-settings = Settings
command-language = Language
command-help = What I can do
command-start = To the main screen

bot-description = Leave a request, and a manager will call when it suits you. You can write to the manager here and see how your request is doing.
bot-short-description = Requests and a line to your manager
