// The desk: loads the state, follows the stream of events and hands each to its phone.
import { listen, post, state } from "./api.js";
import { Bar } from "./bar.js";
import { h } from "./dom.js";
import { Phone } from "./phone.js";
import { openMenu } from "./popups.js";
import { entityTime, setClock } from "./when.js";
import { language, say, speak } from "./words.js";

const narrow = matchMedia("(max-width: 720px)");

class Desk {
  constructor() {
    this.element = document.getElementById("desk");
    this.phones = new Map();
    this.bot = { name: "", username: "" };
    this.hidden = new Set(JSON.parse(localStorage.getItem("hidden") ?? "[]"));
    this.tab = Number(localStorage.getItem("tab")) || null;
    this.near = new Set();
    this.early = [];
    this.loaded = false;
    document.documentElement.lang = language();
    this.bar = new Bar(document.getElementById("bar"), this);
    this.eye = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const phone = this.phones.get(Number(target.dataset.phone));
        if (isIntersecting) this.near.add(phone?.id);
        else this.near.delete(phone?.id);
        if (isIntersecting && phone?.history.stuck) phone.read();
      }
    }, { threshold: 0.4 });
    narrow.addEventListener("change", () => this.arrange());
    document.addEventListener("visibilitychange", () => this.readVisible());
    setInterval(() => this.tick(), 1000);
    listen({
      onevent: (name, data) => (this.loaded ? this.take(name, data) : this.early.push([name, data])),
      onopen: (again) => { this.bar.notice(); if (again || !this.loaded) this.load(); },
      onlost: () => this.bar.notice(say("lost")),
    });
  }

  /** Read the whole state; asked again meanwhile, once more afterwards. */
  load() {
    this.wanted = true;
    this.loading ??= this.#loadWhileWanted().catch(() => this.bar.notice(say("lost"))).finally(() => { this.loading = null; });
    return this.loading;
  }

  async #loadWhileWanted() {
    while (this.wanted) {
      this.wanted = false;
      this.loaded = false;
      await this.#loadOnce();
    }
  }

  // Events that come meanwhile are kept and taken after it: taking one twice changes nothing.
  async #loadOnce() {
    const fresh = await state();
    this.bot = fresh.bot;
    this.clock(fresh.clock, false);
    const ids = new Set(fresh.phones.map(({ id }) => id));
    for (const [id, phone] of this.phones) {
      if (!ids.has(id)) { phone.element.remove(); this.phones.delete(id); this.bar.chips.get(id)?.remove(); this.bar.chips.delete(id); }
    }
    for (const data of fresh.phones) {
      const known = this.phones.get(data.id);
      if (known) { known.update(data); continue; }
      const phone = new Phone(this, data);
      this.phones.set(data.id, phone);
      this.element.append(phone.element);
      this.eye.observe(phone.element);
    }
    this.loaded = true;
    for (const [name, data] of this.early.splice(0)) this.take(name, data);
    this.arrange();
    for (const phone of this.phones.values()) if (phone.history.stuck) phone.history.toBottom();
    document.body.dataset.ready = "1";
  }

  take(name, data) {
    if (name === "clock") { this.clock(data); return; }
    if (name === "phones") { this.load(); return; }
    const phone = this.phones.get(data.phone);
    if (!phone) return;
    switch (name) {
      case "message": case "edit": phone.onMessage(data.message); break;
      case "delete": phone.onDelete(data.message_id); break;
      case "keyboard": phone.onKeyboard(data.reply_keyboard); break;
      case "toast": phone.onToast(data); break;
      case "busy": phone.taps.onBusy(data); break;
      case "idle": phone.taps.onIdle(data); break;
      case "fault": phone.taps.onFault(data); break;
      case "chat_action": phone.onAction(data.action); break;
    }
  }

  clock(clock, jumped = true) {
    setClock(clock);
    this.tick(jumped);
  }

  tick(jumped = false) {
    this.bar.tick(jumped);
    for (const phone of this.phones.values()) phone.tick();
    for (const time of document.querySelectorAll("time[data-relative]")) {
      const text = entityTime(Number(time.dataset.relative), "r");
      if (time.textContent !== text) time.textContent = text;
    }
  }

  nameOf(data) { return [data.first_name, data.last_name].filter(Boolean).join(" "); }

  // --- which phones are in view ---

  shown(id) { return narrow.matches ? this.current() === id : !this.hidden.has(id); }
  current() { return this.phones.has(this.tab) ? this.tab : this.phones.keys().next().value; }
  inView(phone) { return !document.hidden && this.shown(phone.id) && this.near.has(phone.id); }

  /** A chip was pressed: a tab on a narrow screen, a switch on a wide one. */
  toggle(id) {
    if (narrow.matches) this.tab = id;
    else if (!this.hidden.delete(id)) this.hidden.add(id);
    this.remember();
  }

  /** Bring a phone into view, whatever was chosen before. */
  show(id) {
    this.tab = id;
    this.hidden.delete(id);
    this.remember();
    this.phones.get(id).element.scrollIntoView({ inline: "nearest", block: "nearest", behavior: "smooth" });
  }

  remember() {
    localStorage.setItem("hidden", JSON.stringify([...this.hidden]));
    localStorage.setItem("tab", this.tab ?? "");
    this.arrange();
  }

  arrange() {
    for (const phone of this.phones.values()) {
      const hide = !this.shown(phone.id);
      if (hide === phone.element.hidden) continue;
      if (hide) phone.history.pause();
      phone.element.hidden = hide;
      if (hide) continue;
      phone.history.resume();
      phone.composer.update();
    }
    this.element.querySelector(".nobody")?.remove();
    if (this.phones.size && [...this.phones.values()].every(({ element }) => element.hidden)) this.element.append(h("p.nobody", {}, say("nobodyShown")));
    this.unreadChanged();
  }

  unreadChanged() {
    this.bar.phones([...this.phones.values()]);
    const unread = [...this.phones.values()].reduce((sum, phone) => sum + phone.history.unread, 0);
    document.title = `${unread ? `(${unread}) ` : ""}${say("title", { bot: this.bot.name })}`;
  }

  readVisible() {
    for (const phone of this.phones.values()) if (phone.history.stuck) phone.read();
  }

  // --- links and language ---

  /** Ask on which phone a start link is to be opened. */
  chooseFor(payload, from, anchor) {
    openMenu(anchor, [...this.phones.values()].map((phone) => ({
      label: this.nameOf(phone.data),
      hint: [phone.data.note, phone === from && say("thisPhone")].filter(Boolean).join(", "),
      sign: "contact",
      act: () => phone.openLink(payload),
    })), say("whichPhone"));
  }

  /** The page and all phones change their language; what was already written stays as it is. */
  async switchLanguage(code) {
    speak(code);
    this.bar.draw();
    for (const phone of this.phones.values()) phone.element.remove();
    this.phones.clear();
    this.near.clear();
    await post("/page/language", { language_code: code });
    await this.load();
  }
}

new Desk();
