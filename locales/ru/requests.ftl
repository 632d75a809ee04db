# Предложение заявки менеджеру

button-take = 🙋 Беру
button-pass-on = Передать
button-reassign = Назначить другого
