# Названия строк воронки: этапы, исходы, причины, лесенки, следующие шаги

stage-new = Новая
stage-first_contact = Первый контакт
stage-offer_sent = КП отправлено
stage-invoice_sent = Счёт выставлен
stage-paid = Оплачено
stage-refused = Отказ
stage-archive = Архив

outcome-no_answer = Не берёт
outcome-busy = Занято
outcome-unreachable = Недоступен
outcome-talked = Поговорили
outcome-call_back = Перезвонить
outcome-meeting = Встреча
outcome-offer_sent = КП отправлено
outcome-invoice_sent = Счёт выставлен
outcome-part_paid = Частично оплачено
outcome-paid = Оплачено
outcome-refused = Отказ
outcome-wrong_number = Не тот номер

reason-expensive = Дорого
reason-competitor = Ушёл к другим
reason-not_needed = Не нужно
reason-later = Не сейчас
reason-no_money = Нет денег
reason-not_our_client = Не наш клиент

purpose-retry = Звоним ещё раз
purpose-new_request = Новая заявка
purpose-first_call = Первый звонок
purpose-follow_up = Продолжить разговор
purpose-call_back = Обещали перезвонить
purpose-meeting = Встреча
purpose-discuss_offer = Обсудить КП
purpose-check_payment = Проверить оплату
purpose-debt = Проверить доплату
purpose-new_number = Звонок по новому номеру
purpose-brought_back = Сделка возвращена в работу
purpose-repeat_sale = Предложить снова

step-call = Звонок
step-meeting = Встреча
step-visit = Выезд
step-message = Сообщение
step-check_payment = Проверка оплаты
