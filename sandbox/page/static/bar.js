// The bar above the desk: the bot's name, which phones are shown, the clock, language and look.
import { post } from "./api.js";
import { h, icon, iconButton } from "./dom.js";
import { ask, openMenu } from "./popups.js";
import { fieldValue, fullMoment, hourMinuteSecond, now, running, shortDay, zone } from "./when.js";
import { language, say } from "./words.js";

const JUMPS = [["plus5", 300], ["plus30", 1800], ["plus180", 10800], ["plusDay", 86400]];

export class Bar {
  constructor(element, desk) {
    this.desk = desk;
    this.element = element;
    this.chips = new Map();
    this.draw();
  }

  /** Draw the whole bar, in the page's language. */
  draw() {
    this.name = h("b");
    this.moment = h("time");
    this.day = h("small");
    this.run = iconButton("pause", "", () => this.#clock({ running: !running() }), ".run");
    this.chipRow = h("nav.chips", { "aria-label": say("phones") });
    this.chips.clear();
    this.lost = h("div.lost", { role: "status", hidden: true });
    this.look = iconButton("moon", say("dark"), () => { window.switchLook(); this.#lookSign(); });
    this.element.replaceChildren(
      h("div.title", {}, h("img", { src: "/page/static/icon.svg", alt: "", width: 28, height: 28 }), h("span", {}, this.name, h("small", {}, say("sandbox")))),
      this.chipRow,
      h("div.clock", { role: "group", "aria-label": say("clock") },
        this.run, h("div.now", { title: zone() }, this.moment, this.day),
        JUMPS.map(([word, seconds]) => h("button.jump", { onclick: () => this.#clock({ advance: seconds }) }, say(word))),
        h("button.jump.set", { onclick: () => this.#set() }, say("set"))),
      h("div.tools", {},
        h("button.language", { "aria-label": say("language"), title: say("language"), onclick: () => this.desk.switchLanguage(language() === "ru" ? "en" : "ru") },
          ["ru", "en"].map((code) => h(`span${code === language() ? ".on" : ""}`, {}, code.toUpperCase()))),
        this.look),
      iconButton("dots", say("more"), (event) => this.#more(event.currentTarget), ".more"),
      this.lost);
    this.#lookSign();
    this.tick();
  }

  #lookSign() {
    const dark = document.documentElement.dataset.look === "dark";
    this.look.replaceChildren(icon(dark ? "sun" : "moon"));
    this.look.title = say(dark ? "light" : "dark");
    this.look.setAttribute("aria-label", this.look.title);
  }

  // On a phone's width the rarer tools live behind one button.
  #more(anchor) {
    const dark = document.documentElement.dataset.look === "dark";
    openMenu(anchor, [
      { label: say("setTime"), sign: "old", act: () => this.#set() },
      { label: say(running() ? "stopClock" : "runClock"), sign: running() ? "pause" : "play", act: () => this.#clock({ running: !running() }) },
      { label: language() === "ru" ? "English" : "Русский", sign: "contact", act: () => this.desk.switchLanguage(language() === "ru" ? "en" : "ru") },
      { label: say(dark ? "light" : "dark"), sign: dark ? "sun" : "moon", act: () => { window.switchLook(); this.#lookSign(); } },
    ], say("more"));
  }

  async #clock(change) {
    try {
      this.desk.clock(await post("/clock", change));
    } catch (error) {
      this.notice(error.message);
    }
  }

  async #set() {
    const values = await ask(say("setTitle"), [
      { name: "moment", label: say("setLabel"), type: "datetime-local", value: fieldValue(now()), required: true },
    ], say("set").replace("…", ""), { note: say("setNote", { zone: zone() }) });
    if (values) await this.#clock({ set: new Date(values.moment).getTime() / 1000 });
  }

  /** Say what went wrong, under the bar; without `text` all is well again. */
  notice(text = "") {
    this.lost.textContent = text;
    this.lost.hidden = !text;
  }

  /** Show the time; called each second and after each jump. */
  tick(jumped = false) {
    const at = now();
    this.moment.textContent = hourMinuteSecond(at);
    this.moment.title = fullMoment(at);
    this.day.textContent = running() ? shortDay(at) : `${shortDay(at)}, ${say("clockStopped")}`;
    const label = say(running() ? "stopClock" : "runClock");
    if (this.run.title !== label) {
      this.run.title = label;
      this.run.setAttribute("aria-label", label);
      this.run.replaceChildren(icon(running() ? "pause" : "play"));
    }
    if (jumped) {
      this.moment.classList.remove("jumped");
      requestAnimationFrame(() => this.moment.classList.add("jumped"));
    }
  }

  /** Draw the chips of `phones`: which are shown, and what is unread on each. */
  phones(phones) {
    this.name.textContent = this.desk.bot.name;
    for (const phone of phones) {
      let chip = this.chips.get(phone.id);
      if (!chip) {
        chip = h("button.chip", { "data-chip": phone.id, onclick: () => this.desk.toggle(phone.id) });
        this.chips.set(phone.id, chip);
        this.chipRow.append(chip);
      }
      const { data } = phone;
      const unread = phone.history.unread;
      chip.setAttribute("aria-pressed", String(this.desk.shown(phone.id)));
      chip.title = [this.desk.nameOf(data), data.note].filter(Boolean).join(", ");
      chip.replaceChildren(h("span", {}, data.first_name, data.note && h("small", {}, data.note)),
        ...(unread ? [h("span.badge", { "aria-label": say("newMessages", { count: unread }) }, unread)] : []));
    }
  }
}
