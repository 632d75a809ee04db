// The foot of a phone: the field to write in, the commands, and the bot's reply keyboard.
import { attachMenu, sendFiles } from "./attach.js";
import { excerpt } from "./bubble.js";
import { h, icon, iconButton } from "./dom.js";
import { replyKeyboard } from "./keyboards.js";
import { record } from "./voice.js";
import { say } from "./words.js";

export class Composer {
  constructor(phone) {
    this.phone = phone;
    this.reply = null;
    this.editing = null;
    this.field = h("textarea", {
      rows: 1, placeholder: say("placeholder"), "aria-label": say("placeholder"), enterKeyHint: "send", autocomplete: "off",
      oninput: () => this.#changed(), onkeydown: (event) => this.#key(event), onpaste: (event) => this.#paste(event),
    });
    this.send = iconButton("send", say("send"), () => this.submit(), ".send");
    this.mic = iconButton("mic", say("voice"), () => record(phone), ".mic");
    this.menu = iconButton("menu", say("commands"), () => this.#toggleCommands(), ".commands-button");
    this.toggle = iconButton("keyboard", say("hideKeyboard"), () => this.showKeyboard(this.rows.hidden), ".toggle");
    this.context = h("div.context", { hidden: true });
    this.list = h("ul.commands", { role: "listbox", "aria-label": say("commands"), hidden: true });
    this.rows = h("div.reply-keyboard", { hidden: true });
    this.row = h("div.write", {}, this.menu,
      iconButton("attach", say("attach"), (event) => attachMenu(phone, event.currentTarget), ".attach"),
      this.field, this.toggle, this.mic, this.send);
    this.element = h("div.composer", {}, this.list, this.context, this.row, this.rows);
    this.markup = undefined;
  }

  /** Follow what the phone's state says: commands and keyboard. */
  update() {
    const { commands, reply_keyboard: markup } = this.phone.data;
    this.menu.hidden = !commands?.length;
    if (JSON.stringify(markup ?? null) !== JSON.stringify(this.markup)) {
      this.markup = markup ?? null;
      this.#keyboard(this.markup);
    }
    this.#changed();
  }

  #keyboard(markup) {
    const rows = markup?.keyboard;
    this.toggle.hidden = !rows;
    this.field.placeholder = markup?.input_field_placeholder || say("placeholder");
    this.rows.replaceChildren(...(rows ? [replyKeyboard(markup, (button) => this.#press(button))] : []));
    this.showKeyboard(Boolean(rows));
    if (markup?.force_reply) {
      const asked = this.phone.history.messages.findLast((message) => message.from === "bot");
      if (asked) this.replyTo(asked.message_id, false);
    }
  }

  showKeyboard(shown) {
    this.rows.hidden = !shown || !this.markup?.keyboard;
    const label = say(this.rows.hidden ? "showKeyboard" : "hideKeyboard");
    this.toggle.title = label;
    this.toggle.setAttribute("aria-label", label);
    this.toggle.classList.toggle("on", !this.rows.hidden);
  }

  async #press(button) {
    if (this.markup.one_time_keyboard) this.showKeyboard(false);
    await this.phone.hands.pressReply(button);
  }

  replyTo(id, focus = true) {
    const message = this.phone.history.get(id);
    if (!message) return;
    this.editing = null;
    this.reply = id;
    this.#contextBar("reply", say("reply"), excerpt(message), focus);
  }

  edit(id) {
    const message = this.phone.history.get(id);
    this.reply = null;
    this.editing = id;
    this.field.value = message.text;
    this.#contextBar("edit", say("editing"), excerpt(message));
    this.#changed();
  }

  #contextBar(sign, title, text, focus = true) {
    this.context.replaceChildren(icon(sign), h("span", {}, h("b", {}, title), h("small", {}, text)),
      iconButton("close", say("cancel"), () => this.leave()));
    this.context.hidden = false;
    if (focus) this.field.focus();
  }

  /** Give up replying or editing. */
  leave() {
    if (this.editing) this.field.value = "";
    this.reply = this.editing = null;
    this.context.hidden = true;
    this.#changed();
    this.field.focus();
  }

  async submit() {
    const text = this.field.value;
    if (!text.trim()) return;
    const { reply, editing } = this;
    this.field.value = "";
    this.leave();
    this.phone.history.toBottom();
    const sent = editing
      ? await this.phone.do("edit", { message_id: editing, text })
      : await this.phone.do("text", reply ? { text, reply_to: reply } : { text });
    // Refused words are given back, unless new ones are being typed.
    if (!sent && !this.field.value) this.field.value = text;
    this.#changed();
  }

  #changed() {
    const { field } = this;
    field.style.height = "auto";
    if (field.scrollHeight) field.style.height = `${Math.min(field.scrollHeight, 140)}px`;
    const empty = !field.value.trim();
    this.send.hidden = empty;
    this.mic.hidden = !empty;
    this.send.title = say(this.editing ? "save" : "send");
    this.send.setAttribute("aria-label", this.send.title);
    const typed = /^\/(\w*)$/.exec(field.value);
    if (typed && !this.editing) this.#commands(typed[1].toLowerCase());
    else this.#hideCommands();
  }

  #toggleCommands() {
    if (this.list.hidden) this.#commands("");
    else this.#hideCommands();
    this.field.focus();
  }

  #commands(prefix) {
    const found = (this.phone.data.commands ?? []).filter(({ command }) => command.startsWith(prefix));
    this.list.replaceChildren(...found.map(({ command, description }) => h("li", {},
      h("button", { role: "option", onclick: () => this.#command(command) }, h("b", {}, `/${command}`), h("span", {}, description)))));
    this.list.hidden = !found.length;
    this.chosen = -1;
  }

  #hideCommands() {
    this.list.hidden = true;
    this.chosen = -1;
  }

  async #command(command) {
    this.field.value = "";
    this.#changed();
    await this.phone.write(`/${command}`);
  }

  #choose(step) {
    const options = [...this.list.querySelectorAll("button")];
    this.chosen = this.chosen < 0 ? (step > 0 ? 0 : options.length - 1) : (this.chosen + step + options.length) % options.length;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === this.chosen)));
    options[this.chosen].scrollIntoView({ block: "nearest" });
  }

  #key(event) {
    if (event.isComposing) return;
    const listed = !this.list.hidden;
    if (event.key === "Enter" && !event.shiftKey) {
      const option = listed && this.chosen >= 0 && this.list.querySelectorAll("button")[this.chosen];
      if (option) option.click();
      else this.submit();
    } else if (listed && ["ArrowDown", "ArrowUp"].includes(event.key)) this.#choose(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Escape" && listed) this.#hideCommands();
    else if (event.key === "Escape" && (this.reply || this.editing)) this.leave();
    else if (event.key === "ArrowUp" && !this.field.value && this.phone.history.lastOwn()) this.edit(this.phone.history.lastOwn().message_id);
    else return;
    event.preventDefault();
  }

  #paste(event) {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    sendFiles(this.phone, files);
  }

  /** The reply being written, taken for a file that is sent instead of words. */
  takeReply() {
    const { reply } = this;
    if (reply) this.leave();
    return reply;
  }
}

