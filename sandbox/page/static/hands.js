// What a person does with fingers on the screen: buttons, links, menus.
import { sendPlace, sendUsers } from "./attach.js";
import { startLink } from "./links.js";
import { ask, copy, openMenu, toast } from "./popups.js";
import { say } from "./words.js";

export class Hands {
  constructor(phone) {
    this.phone = phone;
  }

  /** A button under a message. */
  async press(message, button) {
    if (button.callback_data !== undefined) await this.phone.taps.press(message.message_id, button.callback_data);
    else if (button.copy_text) this.#copy(button.copy_text.text);
    else if (button.url || button.login_url) this.follow(button.url ?? button.login_url.url, this.phone.history.elements.get(message.message_id));
    else toast(this.phone.screen, say(button.web_app ? "webApp" : "noButton"));
  }

  /** A button of the reply keyboard. */
  async pressReply(button) {
    this.phone.history.toBottom();
    if (button.request_contact) return this.phone.do("contact", { own: true });
    if (button.request_location) return sendPlace(this.phone);
    if (button.request_users) return sendUsers(this.phone, button.request_users);
    if (button.web_app || button.request_chat || button.request_poll) return toast(this.phone.screen, say(button.web_app ? "webApp" : "noButton"));
    return this.phone.write(button.text);
  }

  /** A press on anything within a message: links, code, spoilers, quotations. */
  clicked(event) {
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
        this.phone.write(target.dataset.command);
        break;
      case "jump":
        this.phone.history.jump(Number(target.dataset.jump));
        break;
      case "link":
        if (startLink(target.href, this.phone.desk.bot.username)) {
          event.preventDefault();
          this.follow(target.href, target);
        }
        break;
    }
  }

  follow(address, anchor) {
    const ours = startLink(address, this.phone.desk.bot.username);
    if (ours) this.phone.desk.chooseFor(ours.payload, this.phone, anchor ?? this.phone.element);
    else if (/^https?:/i.test(address)) window.open(address, "_blank", "noopener");
    else if (/^(tel|mailto):/i.test(address)) this.#copy(address.replace(/^\w+:/, ""));
  }

  async #copy(text) {
    toast(this.phone.screen, await copy(text) ? `${say("copied")}: ${text.length > 60 ? `${text.slice(0, 60)}…` : text}` : say("copyFailed"));
  }

  messageMenu(id, anchor) {
    const message = this.phone.history.get(id);
    if (!message) return;
    const text = message.text ?? message.caption;
    const former = this.phone.history.formerButtons(id);
    openMenu(anchor, [
      { label: say("reply"), sign: "reply", act: () => this.phone.composer.replyTo(id) },
      message.from === "me" && message.text && { label: say("edit"), sign: "edit", act: () => this.phone.composer.edit(id) },
      text && { label: say("copyText"), sign: "copy", act: () => this.#copy(text) },
      former.length && {
        label: say("oldButton"), sign: "old",
        act: () => openMenu(anchor, former.map((button) => ({
          label: button.text, hint: button.callback_data, act: () => this.phone.taps.press(id, button.callback_data, true),
        })), say("oldButton")),
      },
    ], say("actions"));
  }

  chatMenu(anchor) {
    openMenu(anchor, [
      { label: say("openLink"), sign: "link", act: () => this.#askLink() },
      { label: say("clear"), sign: "close", act: () => this.#clear() },
      this.phone.data.blocked
        ? { label: say("unblock"), sign: "check", act: () => this.phone.do("unblock") }
        : { label: say("block"), sign: "warn", danger: true, act: () => this.phone.do("block") },
    ], say("phoneMenu"));
  }

  async #askLink() {
    const { username } = this.phone.desk.bot;
    const values = await ask(say("openLink").replace("…", ""), [
      { name: "link", label: say("linkLabel", { bot: username }), required: true, inputMode: "url" },
    ], say("open"), { check: ({ link }) => (startLink(link, username) ? "" : say("notOurLink", { bot: username })) });
    if (values) this.phone.openLink(startLink(values.link, username).payload);
  }

  async #clear() {
    if (await this.phone.do("clear")) this.phone.history.clear();
    this.phone.drawFoot();
  }
}
