// What lies over the page for a moment: menus, forms, and notices inside one phone.
import { h, icon } from "./dom.js";
import { say } from "./words.js";

let shut = null;

/**
 * Open a menu at `anchor` (an element or {x, y}). Items: {label, hint?, sign?, danger?, act}; a falsy item is left out.
 * Closes by Escape, a click elsewhere, or a choice.
 */
export function openMenu(anchor, items, title) {
  shut?.();
  const back = document.activeElement;
  const buttons = items.filter(Boolean).map((item) => h(`button${item.danger ? ".danger" : ""}`, {
    role: "menuitem",
    onclick: () => { close(); item.act(); },
  }, item.sign && icon(item.sign), h("span", {}, item.label, item.hint && h("small", {}, item.hint))));
  const menu = h("div.menu", { role: "menu", "aria-label": title }, title && h("div.menu-title", {}, title), buttons);
  document.body.append(menu);
  place(menu, anchor);
  const outside = (event) => { if (!menu.contains(event.target)) close(); };
  const keys = (event) => {
    const at = buttons.indexOf(document.activeElement);
    if (event.key === "Escape") { close(); back?.focus?.(); }
    else if (event.key === "ArrowDown") buttons[(at + 1) % buttons.length].focus();
    else if (event.key === "ArrowUp") buttons.at(at <= 0 ? -1 : at - 1).focus();
    else return;
    event.preventDefault();
  };
  function close() {
    menu.remove();
    removeEventListener("pointerdown", outside, true);
    removeEventListener("keydown", keys, true);
    removeEventListener("resize", close);
    shut = null;
  }
  addEventListener("pointerdown", outside, true);
  addEventListener("keydown", keys, true);
  addEventListener("resize", close);
  shut = close;
  buttons[0]?.focus({ preventScroll: true });
}

function place(menu, anchor) {
  const box = anchor.getBoundingClientRect?.() ?? { left: anchor.x, right: anchor.x, top: anchor.y, bottom: anchor.y };
  const { offsetWidth: width, offsetHeight: height } = menu;
  const left = box.left + width > innerWidth - 8 ? box.right - width : box.left;
  const below = box.bottom + 6 + height < innerHeight - 8;
  menu.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, below ? box.bottom + 6 : box.top - height - 6)}px`;
}

/**
 * Ask with a form; resolves to {name: value} or null. Fields: {name, label, value?, type?, required?, options?, rows?}.
 * `extra` are elements above the fields, given the form's `submit(values)` to answer at once.
 */
export function ask(title, fields, action, { note, extra, check } = {}) {
  return new Promise((resolve) => {
    const trouble = h("p.trouble", { role: "alert" });
    const form = h("form", { method: "dialog" },
      h("h2", {}, title), extra?.((values) => finish(values)), fields.map(field), note && h("p.note", {}, note), trouble,
      h("div.choices", {},
        h("button.quiet", { onclick: () => finish(null) }, say("cancel")),
        h("button.primary", { type: "submit" }, action)));
    const dialog = h("dialog.ask", { "aria-label": title }, form);
    function finish(values) {
      dialog.close();
      dialog.remove();
      resolve(values);
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const values = Object.fromEntries(new FormData(form));
      const wrong = check?.(values);
      if (wrong) trouble.textContent = wrong;
      else finish(values);
    });
    dialog.addEventListener("cancel", () => finish(null));
    dialog.addEventListener("pointerdown", (event) => { if (event.target === dialog) finish(null); });
    document.body.append(dialog);
    dialog.showModal();
    form.querySelector("input:not([type=checkbox]), textarea")?.focus();
  });
}

function field({ name, label, value = "", type = "text", required = false, rows, ...rest }) {
  if (type === "checkbox") return h("label.tick", {}, h("input", { type, name, value, ...rest }), h("span", {}, label));
  const input = rows
    ? h("textarea", { name, rows, required, ...rest }, value)
    : h("input", { name, type, value, required, autocomplete: "off", ...rest });
  return h("label", {}, h("span", {}, label), input);
}

/** A notice that fades by itself, over the talk on `screen`; presses go through it. */
export function toast(screen, text, kind = "") {
  for (const old of screen.querySelectorAll(".toast")) old.remove();
  const note = h(`div.toast${kind && `.${kind}`}`, { role: "status" }, text);
  screen.querySelector(".talk").append(note);
  setTimeout(() => note.remove(), Math.min(9000, 3000 + 45 * text.length));
}

/** An alert of the bot's: covers its own phone only, the others stay usable. */
export function alertIn(screen, text, from) {
  const button = h("button.primary", { onclick: () => veil.remove() }, say("ok"));
  const veil = h("div.veil", {
    onkeydown: (event) => { if (event.key === "Escape") veil.remove(); },
  }, h("div.alert", { role: "alertdialog", "aria-label": from }, h("b", {}, from), h("p", {}, text), button));
  screen.append(veil);
  if (screen.contains(document.activeElement)) button.focus();
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without the permission (or a secure context) the old way still works in most browsers.
    const area = h("textarea.copying", { value: text });
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
