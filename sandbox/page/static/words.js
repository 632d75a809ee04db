// The page's own words. What the bot and the people write comes from the server and is shown as it is.

const WORDS = {
  ru: {
    sandbox: "песочница Telegram", title: "{bot}: песочница Telegram", phones: "Телефоны на столе",
    clock: "Часы песочницы", plus5: "+5 мин", plus30: "+30 мин", plus180: "+3 ч", plusDay: "+1 день", set: "Задать…",
    stopClock: "Остановить часы", runClock: "Пустить часы", clockStopped: "часы стоят", setTime: "Задать время…", setTitle: "Который час в песочнице",
    setLabel: "Дата и время", setNote: "Часовой пояс: {zone}", light: "Светлый вид", dark: "Тёмный вид", language: "Язык страницы",
    more: "Меню страницы", lost: "Нет связи с песочницей, пробую снова",
    bot: "бот", typing: "печатает…", sendsPhoto: "отправляет фото…", sendsFile: "отправляет файл…", sendsVoice: "записывает голос…", blockedStatus: "бот заблокирован",
    phoneLanguage: "Язык телефона", phoneMenu: "Меню чата", openLink: "Открыть ссылку…", linkLabel: "Ссылка вида t.me/{bot}?start=…",
    notOurLink: "Это не ссылка на @{bot}", open: "Открыть", clear: "Очистить историю",
    block: "Заблокировать бота", unblock: "Разблокировать бота", restart: "Перезапустить бота", start: "Начать", startBlank: "Сообщений пока нет",
    whatCanDo: "Что умеет этот бот?", whichPhone: "На каком телефоне открыть?", thisPhone: "этот телефон", withLink: "по ссылке: {payload}",
    placeholder: "Сообщение", send: "Отправить", save: "Сохранить", attach: "Прикрепить", commands: "Команды", voice: "Голосовое сообщение",
    recording: "Идёт запись", cancel: "Отмена", showKeyboard: "Показать клавиатуру", hideKeyboard: "Скрыть клавиатуру",
    photo: "Фото", file: "Файл", voiceFile: "Голос из файла", contact: "Контакт…", forward: "Переслать чужой текст…", place: "Место…",
    ownContact: "Мой номер", forwarded: "переслан из другой переписки", firstName: "Имя", lastName: "Фамилия", phone: "Телефон", fromWhom: "От кого", text: "Текст",
    contactTitle: "Отправить контакт", forwardTitle: "Переслать текст", placeTitle: "Отправить место", latitude: "Широта", longitude: "Долгота",
    usersTitle: "Выбрать людей", fileTitle: "Отправить файл", caption: "Подпись", reply: "Ответить", edit: "Изменить", copyText: "Скопировать текст",
    oldButton: "Нажать прежнюю кнопку", actions: "Действия с сообщением", replyTo: "Ответ", editing: "Правка",
    copied: "Скопировано", copyFailed: "Браузер не дал скопировать", edited: "изменено", forwardedFrom: "Переслано от {name}", toBottom: "К последним сообщениям",
    earlier: "Показать раньше", fault: "Бот не ответил на нажатие", faultButton: "Бот не ответил на нажатие «{button}»", dismiss: "Скрыть", ok: "Хорошо",
    contactKind: "Контакт", users: "Выбранные люди", unsupported: "Сообщение, которого эта страница не показывает", location: "Место", playVoice: "Слушать", pauseVoice: "Пауза", pinned: "Закреплено",
    newMessages: "новых: {count}", webApp: "Веб-приложения здесь не открываются", noButton: "Такая кнопка здесь не работает",
    nobodyShown: "Выберите телефон наверху",
  },
  en: {
    sandbox: "Telegram sandbox", title: "{bot}: Telegram sandbox", phones: "Phones on the desk",
    clock: "Sandbox clock", plus5: "+5 min", plus30: "+30 min", plus180: "+3 h", plusDay: "+1 day", set: "Set…",
    stopClock: "Stop the clock", runClock: "Let the clock run", clockStopped: "clock stopped", setTime: "Set the time…", setTitle: "Time in the sandbox",
    setLabel: "Date and time", setNote: "Time zone: {zone}", light: "Light look", dark: "Dark look", language: "Language of the page",
    more: "Page menu", lost: "No connection to the sandbox, trying again",
    bot: "bot", typing: "typing…", sendsPhoto: "sending a photo…", sendsFile: "sending a file…", sendsVoice: "recording voice…", blockedStatus: "bot blocked",
    phoneLanguage: "Language of this phone", phoneMenu: "Chat menu", openLink: "Open a link…", linkLabel: "A link like t.me/{bot}?start=…",
    notOurLink: "This is not a link to @{bot}", open: "Open", clear: "Clear history",
    block: "Block the bot", unblock: "Unblock the bot", restart: "Restart the bot", start: "Start", startBlank: "No messages yet",
    whatCanDo: "What can this bot do?", whichPhone: "Open on which phone?", thisPhone: "this phone", withLink: "by link: {payload}",
    placeholder: "Message", send: "Send", save: "Save", attach: "Attach", commands: "Commands", voice: "Voice message",
    recording: "Recording", cancel: "Cancel", showKeyboard: "Show keyboard", hideKeyboard: "Hide keyboard",
    photo: "Photo", file: "File", voiceFile: "Voice from a file", contact: "Contact…", forward: "Forward someone's text…", place: "Location…",
    ownContact: "My number", forwarded: "forwarded from another chat", firstName: "First name", lastName: "Last name", phone: "Phone", fromWhom: "From", text: "Text",
    contactTitle: "Send a contact", forwardTitle: "Forward a text", placeTitle: "Send a location", latitude: "Latitude", longitude: "Longitude",
    usersTitle: "Choose people", fileTitle: "Send a file", caption: "Caption", reply: "Reply", edit: "Edit", copyText: "Copy text",
    oldButton: "Press a former button", actions: "Message actions", replyTo: "Reply", editing: "Editing",
    copied: "Copied", copyFailed: "The browser did not allow copying", edited: "edited", forwardedFrom: "Forwarded from {name}", toBottom: "To the latest messages",
    earlier: "Show earlier", fault: "The bot did not answer a press", faultButton: "The bot did not answer the press of “{button}”", dismiss: "Dismiss", ok: "OK",
    contactKind: "Contact", users: "Chosen people", unsupported: "A message this page does not show", location: "Location", playVoice: "Play", pauseVoice: "Pause", pinned: "Pinned",
    newMessages: "{count} new", webApp: "Web apps do not open here", noButton: "This button does nothing here",
    nobodyShown: "Choose a phone above",
  },
};

// The first of the visitor's languages that the page speaks, as the sandbox itself chooses for the people.
const guess = () => navigator.languages.map((code) => code.slice(0, 2).toLowerCase()).find((code) => code in WORDS) ?? "en";
let current = localStorage.getItem("language") ?? guess();

export const language = () => current;
export const locale = () => (current === "ru" ? "ru-RU" : "en-GB");

/** Switch the page's language and remember it. */
export function speak(code) {
  current = code;
  localStorage.setItem("language", code);
  document.documentElement.lang = code;
}

/** A word of the page with `{name}` places filled. */
export function say(key, values = {}) {
  return WORDS[current][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
