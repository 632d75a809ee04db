"""What the walks press and type, in both languages: the walks are written once."""

from tests.chat import Chat

LANGUAGES = ("ru", "en")
WORDS = {
    "agree": ("Согласен", "I agree"),
    "archive": ("Номера нет, в архив", "No number, archive"),
    "bring_back": ("Вернуть", "Bring back"),
    "busy": ("Занято", "Busy"),
    "call_back": ("Перезвонить", "Call back"),
    "cancel": ("Отмена", "Cancel"),
    "card": ("Карточка", "Card"),
    "evening": ("Вечером", "Evening"),
    "expensive": ("Дорого", "Too expensive"),
    "invite": ("Пригласить", "Invite"),
    "invoice_sent": ("Счёт выставлен", "Invoice sent"),
    "leave": ("Оставить заявку", "Leave a request"),
    "meeting": ("Встреча", "Meeting"),
    "more": ("Ещё", "More"),
    "new_client": ("Новый клиент", "New client"),
    "next": ("Дальше", "Next"),
    "no_answer": ("Не берёт", "No answer"),
    "note": ("Заметка", "Note"),
    "offer_sent": ("КП отправлено", "Offer sent"),
    "paid": ("Оплачено", "Paid"),
    "part_paid": ("Частично оплачено", "Part paid"),
    "pass_on": ("Передать", "Pass on"),
    "reassign": ("Назначить другого", "Reassign"),
    "refused": ("Отказ", "Refused"),
    "save": ("Сохранить", "Save"),
    "settings": ("Настройки", "Settings"),
    "take": ("Беру", "Take"),
    "talked": ("Поговорили", "Talked"),
    "team": ("Команда", "Team"),
    "tomorrow": ("Завтра 10:00", "Tomorrow 10:00"),
    "undo": ("Отменить", "Undo"),
    "unreachable": ("Недоступен", "Unreachable"),
    "visit": ("Выезд", "Visit"),
    "wrong_number": ("Не тот номер", "Wrong number"),
    "yes_save": ("Да, сохранить", "Yes, save"),
    "ahead": ("Вперёд по плану", "Work ahead"),
}


class Speech:
    """`say("take")` is the word on the button in this language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._number = LANGUAGES.index(language)

    def __call__(self, word: str) -> str:
        return WORDS[word][self._number]

    def either(self, ru: str, en: str) -> str:
        return (ru, en)[self._number]


async def card_of(chat: Chat, name: str) -> None:
    """Open the card by typing the client's name."""
    shown = await chat.says(name)
    assert any(name in line for line in shown.lines), shown.lines
