// The messages of one phone. Each event touches one element; the rest of the list stays as it is.
import { bubble, fill } from "./bubble.js";
import { h, icon } from "./dom.js";
import { dayKey, dayName } from "./when.js";
import { say } from "./words.js";

// A long conversation is drawn from its end, this many messages at a time.
const PAGE = 60;
const NEAR_BOTTOM = 60;

export class History {
  /** `press(message, button, element, r, c)` on a button; `seen()` when the last message comes into view. */
  constructor({ press, seen }) {
    this.press = press;
    this.seen = seen;
    this.messages = [];
    this.elements = new Map();
    this.past = new Map();
    this.stuck = true;
    this.unread = 0;
    this.list = h("ol.messages");
    this.earlier = h("button.earlier", { hidden: true, onclick: () => this.#showEarlier() }, say("earlier"));
    this.count = h("span.badge", { hidden: true });
    this.down = h("button.to-bottom", { "aria-label": say("toBottom"), title: say("toBottom"), hidden: true, onclick: () => this.toBottom(true) }, icon("down"), this.count);
    this.scroller = h("div.history", { role: "log", tabIndex: 0 }, h("div.room"), this.earlier, this.list);
    this.scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    // Pictures that arrive, keyboards that open and a field that grows must not push the last message out of sight.
    const follow = new ResizeObserver(() => { if (this.stuck) this.toBottom(); });
    follow.observe(this.list);
    follow.observe(this.scroller);
    new IntersectionObserver(([entry]) => { if (entry.isIntersecting) this.#showEarlier(); }, { root: this.scroller, rootMargin: "200px" })
      .observe(this.earlier);
  }

  get empty() { return this.messages.length === 0; }
  get(id) { return this.messages.find((message) => message.message_id === id); }
  lastOwn() { return this.messages.findLast((message) => message.from === "me" && message.text); }

  /** Former callback buttons of a message that are no longer on it. */
  formerButtons(id) {
    const present = new Set(callbacks(this.get(id)).map((button) => button.callback_data));
    return [...(this.past.get(id)?.values() ?? [])].filter((button) => !present.has(button.callback_data));
  }

  /** Make the list equal to `messages`, touching only what differs. */
  sync(messages) {
    const wanted = messages.filter((message) => !message.deleted).sort(byId);
    if (this.empty) {
      this.messages = wanted;
      for (const message of wanted) this.#remember(message);
      this.#draw(Math.max(0, wanted.length - PAGE), wanted.length);
      this.toBottom();
      return;
    }
    const ids = new Set(wanted.map((message) => message.message_id));
    for (const message of [...this.messages]) if (!ids.has(message.message_id)) this.remove(message.message_id, false);
    for (const message of wanted) this.put(message, false);
  }

  /** Add a message or redraw it where it stands; true if it is new. */
  put(message, flash = true) {
    if (message.deleted) { this.remove(message.message_id); return false; }
    const at = this.messages.findIndex((known) => known.message_id === message.message_id);
    this.#remember(message);
    if (at < 0) {
      this.#insert(message);
      return true;
    }
    const same = JSON.stringify(this.messages[at]) === JSON.stringify(message);
    this.messages[at] = message;
    const element = this.elements.get(message.message_id);
    if (same || !element) return false;
    fill(element, message, this.#pressOf(message.message_id));
    if (flash) {
      element.classList.add("changed");
      element.addEventListener("animationend", () => element.classList.remove("changed"), { once: true });
    }
    return false;
  }

  remove(id, smooth = true) {
    const at = this.messages.findIndex((message) => message.message_id === id);
    if (at < 0) return;
    this.messages.splice(at, 1);
    this.past.delete(id);
    const element = this.elements.get(id);
    if (!element) return;
    this.elements.delete(id);
    const gone = () => {
      const next = nextMessage(element);
      element.remove();
      if (next) this.#day(next);
      else while (this.list.lastElementChild?.matches(".day")) this.list.lastElementChild.remove();
    };
    if (!smooth || matchMedia("(prefers-reduced-motion: reduce)").matches) { gone(); return; }
    element.style.height = `${element.offsetHeight}px`;
    delete element.dataset.message;
    requestAnimationFrame(() => element.classList.add("leaving"));
    setTimeout(gone, 220);
  }

  clear() {
    for (const message of [...this.messages]) this.remove(message.message_id, false);
    this.earlier.hidden = true;
  }

  toBottom(smooth = false) {
    this.stuck = true;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smooth ? "smooth" : "instant" });
  }

  /** A hidden element forgets how far it was scrolled: keep it, and `resume` when it is shown again. */
  pause() { this.paused = { stuck: this.stuck, top: this.scroller.scrollTop }; }

  resume() {
    const { stuck = true, top } = this.paused ?? {};
    this.paused = null;
    if (stuck) this.toBottom();
    else this.scroller.scrollTop = top;
  }

  /** Bring a quoted message into view. */
  jump(id) {
    while (!this.elements.has(id) && !this.earlier.hidden && this.get(id)) this.#showEarlier();
    const element = this.elements.get(id);
    if (!element) return;
    element.scrollIntoView({ block: "center", behavior: "smooth" });
    element.classList.add("changed");
    element.addEventListener("animationend", () => element.classList.remove("changed"), { once: true });
  }

  /** Note an unread message, or with 0 that all is read. */
  countUnread(count) {
    this.unread = count;
    this.count.hidden = !count;
    this.count.textContent = count || "";
  }

  #pressOf(id) {
    return (button, element, r, c) => this.press(this.get(id), button, element, r, c);
  }

  #remember(message) {
    const buttons = callbacks(message);
    if (!buttons.length) return;
    const past = this.past.get(message.message_id) ?? new Map();
    for (const button of buttons) past.set(button.callback_data, button);
    this.past.set(message.message_id, past);
  }

  #insert(message) {
    let at = this.messages.length;
    while (at && this.messages[at - 1].message_id > message.message_id) at -= 1;
    this.messages.splice(at, 0, message);
    const element = this.#make(message);
    const after = this.messages.slice(at + 1).map((next) => this.elements.get(next.message_id)).find(Boolean);
    const before = after?.previousElementSibling?.matches(".day") ? after.previousElementSibling : after;
    this.list.insertBefore(element, before ?? null);
    this.#day(element);
    if (after) this.#day(after);
    element.classList.add("arriving");
    if (this.stuck) this.toBottom();
  }

  #make(message) {
    const element = bubble(message, this.#pressOf(message.message_id));
    element.dataset.day = dayKey(message.date);
    element.dataset.date = message.date;
    this.elements.set(message.message_id, element);
    return element;
  }

  #draw(from, to) {
    const made = this.messages.slice(from, to).map((message) => this.#make(message));
    const first = this.list.querySelector(".message");
    this.list.prepend(...made);
    for (const element of made) this.#day(element);
    if (first) this.#day(first);
    this.earlier.hidden = from === 0;
  }

  #showEarlier() {
    if (this.earlier.hidden) return;
    const from = this.messages.findIndex((message) => this.elements.has(message.message_id));
    const bottom = this.scroller.scrollHeight - this.scroller.scrollTop;
    this.#draw(Math.max(0, from - PAGE), from);
    this.scroller.scrollTop = this.scroller.scrollHeight - bottom;
  }

  // A line with the date stands before the first message of each day.
  #day(element) {
    const line = element.previousElementSibling?.matches(".day") ? element.previousElementSibling : null;
    const previous = (line ?? element).previousElementSibling;
    const needed = previous?.dataset.day !== element.dataset.day;
    if (needed && !line) element.before(h("li.day", {}, h("span", {}, dayName(Number(element.dataset.date)))));
    if (!needed && line) line.remove();
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    if (this.paused || !clientHeight) return;
    this.stuck = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM;
    this.down.hidden = this.stuck;
    if (this.stuck && this.unread) this.seen();
  }
}

const byId = (a, b) => a.message_id - b.message_id;
const callbacks = (message) => (message?.inline_keyboard ?? []).flat().filter((button) => button.callback_data !== undefined);

function nextMessage(element) {
  let next = element.nextElementSibling;
  while (next && !next.matches(".message")) next = next.nextElementSibling;
  return next;
}
