// One phone: whose it is and the chat with the bot, as it stands on the screen.
import { Refusal, act } from "./api.js";
import { sendFiles } from "./attach.js";
import { excerpt } from "./bubble.js";
import { Composer } from "./composer.js";
import { avatar, h, icon, iconButton } from "./dom.js";
import { formatted } from "./entities.js";
import { gestures } from "./gestures.js";
import { Hands } from "./hands.js";
import { History } from "./history.js";
import { alertIn, toast } from "./popups.js";
import { Taps } from "./taps.js";
import { hourMinute, now } from "./when.js";
import { say } from "./words.js";

const LANGUAGES = { ru: "Русский", en: "English", uk: "Українська" };
const ACTIONS = { typing: "typing", upload_photo: "sendsPhoto", upload_document: "sendsFile", record_voice: "sendsVoice", upload_voice: "sendsVoice" };
const ACTION_MS = 5000;
const ANSWER_MS = 3000;

export class Phone {
  constructor(desk, data) {
    this.desk = desk;
    this.id = data.id;
    this.data = data;
    this.hands = new Hands(this);
    this.taps = new Taps(this);
    this.history = new History({ press: (message, button) => this.hands.press(message, button), seen: () => this.read() });
    this.composer = new Composer(this);
    this.#build();
    gestures(this.history.list, { reply: (id) => this.composer.replyTo(id), menu: (id, anchor) => this.hands.messageMenu(id, anchor) });
    this.history.list.addEventListener("click", (event) => this.hands.clicked(event));
    this.history.list.addEventListener("keydown", (event) => {
      if (["Enter", " "].includes(event.key) && event.target.matches("[data-do]:not(a)")) { event.preventDefault(); event.target.click(); }
    });
    this.update(data);
  }

  #build() {
    this.status = h("small");
    this.time = h("time");
    this.botName = h("b");
    this.botFace = h("span");
    this.tongue = h("select.tongue", { "aria-label": say("phoneLanguage"), title: say("phoneLanguage"), onchange: () => this.do("language", { language_code: this.tongue.value }) });
    this.welcome = h("div.welcome", { hidden: true });
    this.foot = h("div.foot", {}, this.composer.element);
    this.caption = h("div.caption");
    this.pin = h("button.pin", { hidden: true, onclick: () => this.history.jump(this.data.pinned.at(-1)) });
    this.screen = h("div.screen", {},
      h("div.status-bar", { "aria-hidden": "true" }, this.time, h("span.signs", {}, h("i"), h("i"), h("i"), h("i"), h("em"))),
      h("div.chat-head", {}, this.botFace, h("div.names", {}, this.botName, this.status), this.tongue,
        iconButton("dots", say("phoneMenu"), (event) => this.hands.chatMenu(event.currentTarget))),
      this.pin,
      this.taps.strip,
      h("div.talk", {}, this.history.scroller, this.welcome, this.history.down),
      this.foot);
    this.element = h("section.phone", { "data-phone": this.id }, this.caption, h("div.frame", {}, this.screen));
    this.touched = -ANSWER_MS;
    for (const name of ["pointerdown", "keydown"]) this.element.addEventListener(name, () => { this.touched = performance.now(); });
    this.screen.addEventListener("dragover", (event) => event.preventDefault());
    this.screen.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files.length) sendFiles(this, [...event.dataTransfer.files]);
    });
  }

  /** Take the phone's state anew; the history changes only where it differs. */
  update(data) {
    this.data = data;
    const name = this.desk.nameOf(data);
    const bot = this.desk.bot;
    const botName = inLanguage(bot.names, data.language_code) || bot.name;
    this.element.setAttribute("aria-label", [name, data.note].filter(Boolean).join(", "));
    this.caption.replaceChildren(avatar(name, name), h("div.names", {}, h("b", {}, name), data.note && h("small", {}, data.note)));
    this.botFace.replaceChildren(avatar(bot.name, bot.username));
    this.botName.textContent = botName;
    const known = { ...LANGUAGES, ...(data.language_code && !LANGUAGES[data.language_code] ? { [data.language_code]: data.language_code } : {}) };
    this.tongue.replaceChildren(...Object.entries(known).map(([code, label]) => h("option", { value: code, label: code.toUpperCase(), title: label }, code.toUpperCase())));
    this.tongue.value = data.language_code ?? "";
    this.history.scroller.setAttribute("aria-label", name);
    this.history.sync(data.messages ?? []);
    this.taps.update(data.busy ?? []);
    this.#drawPin();
    this.#drawStatus();
    this.drawFoot();
    this.tick();
  }

  tick() {
    const text = hourMinute(now());
    if (this.time.textContent !== text) this.time.textContent = text;
  }

  /** Do something as this person; a refusal is shown on the phone and gives null. */
  async do(action, body) {
    try {
      return await act(this.id, action, body) ?? true;
    } catch (error) {
      toast(this.screen, error instanceof Refusal ? error.message : say("lost"), "bad");
      return null;
    }
  }

  async write(text) {
    this.history.toBottom();
    return this.do("text", { text });
  }

  // --- what the sandbox tells ---

  onMessage(message) {
    const added = this.history.put(message);
    if (message.from === "bot") {
      this.#action(null);
      if (added) this.#arrived(message);
    } else this.data.draft_link = null;
    this.taps.mark();
    this.drawFoot();
  }

  onDelete(id) {
    this.history.remove(id);
    this.#drawPin();
    this.drawFoot();
  }

  onKeyboard(markup) {
    this.data.reply_keyboard = markup;
    this.composer.update();
  }

  onToast({ text, alert, url }) {
    if (text && alert) alertIn(this.screen, text, this.botName.textContent);
    else if (text) toast(this.screen, text);
    if (url) this.hands.follow(url);
  }

  onAction(action) { this.#action(action); }

  // --- drawing ---

  #drawStatus() {
    this.status.textContent = this.data.blocked ? say("blockedStatus") : this.action ? say(this.action) : say("bot");
    this.status.classList.toggle("alive", Boolean(this.action) && !this.data.blocked);
    this.element.classList.toggle("blocked", Boolean(this.data.blocked));
  }

  #drawPin() {
    const message = this.history.get(this.data.pinned?.at(-1));
    this.pin.hidden = !message;
    if (message) this.pin.replaceChildren(icon("pin"), h("span", {}, h("b", {}, say("pinned")), h("small", {}, excerpt(message))));
  }

  #action(action) {
    clearTimeout(this.actionTimer);
    this.action = action ? ACTIONS[action] ?? "typing" : null;
    if (this.action) this.actionTimer = setTimeout(() => this.#action(null), ACTION_MS);
    this.#drawStatus();
  }

  drawFoot() {
    const waiting = this.data.draft_link ?? null;
    const form = this.data.blocked ? "restart" : this.history.empty || waiting !== null ? "start" : "write";
    this.#drawWelcome(form === "start" && this.history.empty, waiting);
    if (form === "write") this.composer.update();
    if (form === this.form && form !== "start") return;
    this.form = form;
    if (form === "write") {
      this.foot.replaceChildren(this.composer.element);
      this.composer.update();
    } else {
      this.foot.replaceChildren(h("button.start", { onclick: () => this.start(waiting) }, say(form === "start" ? "start" : "restart")));
    }
  }

  #drawWelcome(shown, payload) {
    this.welcome.hidden = !shown;
    if (!shown) return;
    const { bot } = this.desk;
    const text = inLanguage(bot.description, this.data.language_code);
    const about = inLanguage(bot.short_description, this.data.language_code);
    this.welcome.replaceChildren(h("div.card", {}, avatar(bot.name, bot.username), h("b", {}, this.botName.textContent),
      text ? h("h3", {}, say("whatCanDo")) : null,
      h("p", { dir: "auto" }, formatted(text || about || say("startBlank"))),
      payload ? h("small", {}, icon("link"), say("withLink", { payload })) : null));
  }

  #arrived(message) {
    // What comes by itself, not in answer to this person, makes the phone light up.
    if (!message.silent && performance.now() - this.touched > ANSWER_MS) {
      this.element.classList.remove("ringing");
      requestAnimationFrame(() => this.element.classList.add("ringing"));
    }
    if (this.desk.inView(this) && this.history.stuck) return;
    this.history.countUnread(this.history.unread + 1);
    this.desk.unreadChanged();
  }

  read() {
    if (!this.history.unread || !this.desk.inView(this)) return;
    this.history.countUnread(0);
    this.desk.unreadChanged();
  }

  async start(payload = null) {
    this.history.toBottom();
    await this.do("start", payload ? { payload } : {});
  }

  /** Open a start link here: an empty chat shows Start first, a running one goes at once. */
  openLink(payload) {
    this.desk.show(this.id);
    if (this.data.blocked || !this.history.empty) this.start(payload);
    else this.do("link", { payload });
  }
}

/** A text kept per language, as the bot set it: the person's, else the one for all. */
function inLanguage(texts, code) {
  if (typeof texts === "string") return texts;
  return texts?.[code] ?? texts?.[""] ?? "";
}
