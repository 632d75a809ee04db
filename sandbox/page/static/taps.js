// Presses on buttons: busy until the bot answers, and a visible fault when it does not.
import { h, icon, iconButton } from "./dom.js";
import { say } from "./words.js";

export class Taps {
  constructor(phone) {
    this.phone = phone;
    this.busy = new Map();
    this.answered = new Set();
    this.dismissed = new Set();
    this.strip = h("div.faults", { role: "status" });
  }

  /** Take what the state says is unanswered. */
  update(busy) {
    this.busy = new Map(busy.map((tap) => [tap.query_id, tap]));
    this.mark();
    this.draw();
  }

  /** Press the button that carries `data`; `stale` presses one that is no longer there. */
  async press(id, data, stale = false) {
    const early = Symbol("tap");
    this.busy.set(early, { message_id: id, data });
    this.mark();
    const answer = await this.phone.do("tap", { message_id: id, data, ...(stale ? { stale } : {}) });
    this.busy.delete(early);
    if (answer && !this.answered.has(answer.query_id)) {
      this.busy.set(answer.query_id, { ...this.busy.get(answer.query_id), query_id: answer.query_id, message_id: id, data });
    }
    this.mark();
  }

  // The stream may tell of a press, and even of its answer, before the press itself has returned.
  onBusy(tap) {
    if (this.answered.has(tap.query_id)) return;
    this.busy.set(tap.query_id, { ...this.busy.get(tap.query_id), ...tap });
    this.mark();
  }

  onIdle({ query_id: query }) {
    this.answered.add(query);
    this.busy.delete(query);
    this.mark();
  }

  onFault(fault) {
    this.phone.data.faults = [...(this.phone.data.faults ?? []), fault];
    this.draw();
    this.mark();
  }

  /** The strip that says which press was left without an answer. */
  draw() {
    const faults = (this.phone.data.faults ?? []).filter((fault) => !this.dismissed.has(faultKey(fault)));
    const last = faults.at(-1);
    this.strip.replaceChildren(...(last ? [h("div.fault", {}, icon("warn"),
      h("span", {}, this.#faultWords(last), faults.length > 1 && h("small", {}, ` ×${faults.length}`)),
      iconButton("close", say("dismiss"), () => {
        for (const fault of faults) this.dismissed.add(faultKey(fault));
        this.draw();
      }))] : []));
  }

  #faultWords(fault) {
    const button = this.phone.history.past.get(fault.message_id)?.get(fault.data);
    return button ? say("faultButton", { button: button.text }) : fault.data ? say("fault") : fault.text;
  }

  /** Mark the keys whose presses wait, also on a message that was redrawn meanwhile. */
  mark() {
    for (const key of this.phone.history.list.querySelectorAll(".key.busy")) {
      key.classList.remove("busy", "late");
      key.removeAttribute("aria-busy");
    }
    for (const tap of this.busy.values()) {
      const message = this.phone.history.elements.get(tap.message_id);
      const rows = message?.querySelectorAll(".inline-keyboard > .row");
      const key = tap.data !== undefined
        ? [...message?.querySelectorAll(".key") ?? []].find((each) => each.dataset.data === tap.data)
        : rows?.[tap.button?.[0]]?.children[tap.button[1]];
      if (!key) continue;
      key.classList.add("busy");
      key.classList.toggle("late", this.phone.data.faults?.some((fault) => fault.message_id === tap.message_id && fault.data === key.dataset.data) ?? false);
      key.setAttribute("aria-busy", "true");
    }
  }
}

const faultKey = (fault) => `${fault.at} ${fault.message_id} ${fault.data}`;
