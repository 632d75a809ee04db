// One phone: whose it is, the chat with the bot, and what the person does in it.
import { Refusal, act } from "./api.js";
import { sendFiles, sendPlace, sendUsers } from "./attach.js";
import { excerpt } from "./bubble.js";
import { Composer } from "./composer.js";
import { avatar, h, icon, iconButton } from "./dom.js";
import { formatted } from "./entities.js";
import { gestures } from "./gestures.js";
import { History } from "./history.js";
import { startLink } from "./links.js";
import { alertIn, ask, copy, openMenu, toast } from "./popups.js";
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
    this.busy = new Map();
    this.answered = new Set();
    this.dismissed = new Set();
    this.history = new History({ press: (...all) => this.#press(...all), seen: () => this.read() });
    this.composer = new Composer(this);
    this.#build();
    gestures(this.history.list, { reply: (id) => this.composer.replyTo(id), menu: (id, anchor) => this.#messageMenu(id, anchor) });
    this.history.list.addEventListener("click", (event) => this.#clicked(event));
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
    this.faults = h("div.faults", { role: "status" });
    this.welcome = h("div.welcome", { hidden: true });
    this.foot = h("div.foot", {}, this.composer.element);
    this.caption = h("div.caption");
    this.pin = h("button.pin", { hidden: true, onclick: () => this.history.jump(this.data.pinned.at(-1)) });
    this.screen = h("div.screen", {},
      h("div.status-bar", { "aria-hidden": "true" }, this.time, h("span.signs", {}, h("i"), h("i"), h("i"), h("i"), h("em"))),
      h("div.chat-head", {}, this.botFace, h("div.names", {}, this.botName, this.status), this.tongue,
        iconButton("dots", say("phoneMenu"), (event) => this.#chatMenu(event.currentTarget))),
      this.pin,
      this.faults,
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
    this.busy = new Map((data.busy ?? []).map((tap) => [tap.query_id, tap]));
    this.#markBusy();
    this.#drawPin();
    this.#drawFaults();
    this.#drawStatus();
    this.#drawFoot();
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
    this.#markBusy();
    this.#drawFoot();
  }

  onDelete(id) {
    this.history.remove(id);
    this.#drawPin();
    this.#drawFoot();
  }

  onKeyboard(markup) {
    this.data.reply_keyboard = markup;
    this.composer.update();
  }

  onToast({ text, alert, url }) {
    if (text && alert) alertIn(this.screen, text, this.botName.textContent);
    else if (text) toast(this.screen, text);
    if (url) this.#follow(url);
  }

  onBusy(tap) {
    if (this.answered.has(tap.query_id)) return;
    this.busy.set(tap.query_id, { ...this.busy.get(tap.query_id), ...tap });
    this.#markBusy();
  }

  onIdle({ query_id: query }) {
    this.answered.add(query);
    this.busy.delete(query);
    this.#markBusy();
  }

  onFault(fault) {
    this.data.faults = [...(this.data.faults ?? []), fault];
    this.#drawFaults();
    this.#markBusy();
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

  #drawFoot() {
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

  #drawFaults() {
    const faults = (this.data.faults ?? []).filter((fault) => !this.dismissed.has(faultKey(fault)));
    const last = faults.at(-1);
    this.faults.replaceChildren(...(last ? [h("div.fault", {}, icon("warn"),
      h("span", {}, this.#faultWords(last), faults.length > 1 && h("small", {}, ` ×${faults.length}`)),
      iconButton("close", say("dismiss"), () => {
        for (const fault of faults) this.dismissed.add(faultKey(fault));
        this.#drawFaults();
      }))] : []));
  }

  #faultWords(fault) {
    const button = this.history.past.get(fault.message_id)?.get(fault.data);
    return button ? say("faultButton", { button: button.text }) : fault.data ? say("fault") : fault.text;
  }

  // A pressed button stays busy until its query is answered, also when its message is redrawn meanwhile.
  #markBusy() {
    for (const key of this.history.list.querySelectorAll(".key.busy")) {
      key.classList.remove("busy", "late");
      key.removeAttribute("aria-busy");
    }
    for (const tap of this.busy.values()) {
      const message = this.history.elements.get(tap.message_id);
      const rows = message?.querySelectorAll(".inline-keyboard > .row");
      const key = tap.data !== undefined
        ? [...message?.querySelectorAll(".key") ?? []].find((each) => each.dataset.data === tap.data)
        : rows?.[tap.button?.[0]]?.children[tap.button[1]];
      if (!key) continue;
      key.classList.add("busy");
      key.classList.toggle("late", this.data.faults?.some((fault) => fault.message_id === tap.message_id && fault.data === key.dataset.data) ?? false);
      key.setAttribute("aria-busy", "true");
    }
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

  // --- what the person does ---

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

  async #press(message, button) {
    if (button.callback_data !== undefined) await this.tap(message.message_id, button.callback_data);
    else if (button.copy_text) this.#copy(button.copy_text.text);
    else if (button.url || button.login_url) this.#follow(button.url ?? button.login_url.url, this.history.elements.get(message.message_id));
    else toast(this.screen, say(button.web_app ? "webApp" : "noButton"));
  }

  async tap(id, data, stale = false) {
    const early = Symbol("tap");
    this.busy.set(early, { message_id: id, data });
    this.#markBusy();
    const answer = await this.do("tap", { message_id: id, data, ...(stale ? { stale } : {}) });
    this.busy.delete(early);
    if (answer && !this.answered.has(answer.query_id)) {
      this.busy.set(answer.query_id, { ...this.busy.get(answer.query_id), query_id: answer.query_id, message_id: id, data });
    }
    this.#markBusy();
  }

  async pressReply(button) {
    this.history.toBottom();
    if (button.request_contact) return this.do("contact", { own: true });
    if (button.request_location) return sendPlace(this);
    if (button.request_users) return sendUsers(this, button.request_users);
    if (button.web_app || button.request_chat || button.request_poll) return toast(this.screen, say(button.web_app ? "webApp" : "noButton"));
    return this.write(button.text);
  }

  #clicked(event) {
    const target = event.target.closest("[data-do]");
    if (!target || target.closest(".spoiler:not(.open)") && !target.matches(".spoiler")) return;
    switch (target.dataset.do) {
      case "reveal":
        for (const spoiler of target.closest(".text").querySelectorAll(".spoiler")) spoiler.classList.add("open");
        break;
      case "expand":
        target.classList.toggle("unfolded");
        break;
      case "copy":
        event.preventDefault();
        this.#copy(target.dataset.copy);
        break;
      case "command":
        event.preventDefault();
        this.write(target.dataset.command);
        break;
      case "jump":
        this.history.jump(Number(target.dataset.jump));
        break;
      case "link":
        if (startLink(target.href, this.desk.bot.username)) {
          event.preventDefault();
          this.#follow(target.href, target);
        }
        break;
    }
  }

  #follow(address, anchor) {
    const ours = startLink(address, this.desk.bot.username);
    if (ours) this.desk.chooseFor(ours.payload, this, anchor ?? this.element);
    else if (/^https?:/i.test(address)) window.open(address, "_blank", "noopener");
    else if (/^(tel|mailto):/i.test(address)) this.#copy(address.replace(/^\w+:/, ""));
  }

  async #copy(text) {
    toast(this.screen, await copy(text) ? `${say("copied")}: ${text.length > 60 ? `${text.slice(0, 60)}…` : text}` : say("copyFailed"));
  }

  #messageMenu(id, anchor) {
    const message = this.history.get(id);
    if (!message) return;
    const text = message.text ?? message.caption;
    const former = this.history.formerButtons(id);
    openMenu(anchor, [
      { label: say("reply"), sign: "reply", act: () => this.composer.replyTo(id) },
      message.from === "me" && message.text && { label: say("edit"), sign: "edit", act: () => this.composer.edit(id) },
      text && { label: say("copyText"), sign: "copy", act: () => this.#copy(text) },
      former.length && {
        label: say("oldButton"), sign: "old",
        act: () => openMenu(anchor, former.map((button) => ({
          label: button.text, hint: button.callback_data, act: () => this.tap(id, button.callback_data, true),
        })), say("oldButton")),
      },
    ], say("actions"));
  }

  #chatMenu(anchor) {
    openMenu(anchor, [
      { label: say("openLink"), sign: "link", act: () => this.#askLink() },
      { label: say("clear"), sign: "close", act: () => this.#clear() },
      this.data.blocked
        ? { label: say("unblock"), sign: "check", act: () => this.do("unblock") }
        : { label: say("block"), sign: "warn", danger: true, act: () => this.do("block") },
    ], say("phoneMenu"));
  }

  async #askLink() {
    const { username } = this.desk.bot;
    const values = await ask(say("openLink").replace("…", ""), [
      { name: "link", label: say("linkLabel", { bot: username }), required: true, inputMode: "url" },
    ], say("open"), { check: ({ link }) => (startLink(link, username) ? "" : say("notOurLink", { bot: username })) });
    if (values) this.openLink(startLink(values.link, username).payload);
  }

  async #clear() {
    if (await this.do("clear")) this.history.clear();
    this.#drawFoot();
  }
}

const faultKey = (fault) => `${fault.at} ${fault.message_id} ${fault.data}`;

/** A text kept per language, as the bot set it: the person's, else the one for all. */
function inLanguage(texts, code) {
  if (typeof texts === "string") return texts;
  return texts?.[code] ?? texts?.[""] ?? "";
}
