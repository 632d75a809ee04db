// The two kinds of keyboards: under a message, and in place of the letters.
import { h, icon } from "./dom.js";

const style = (button) => (["primary", "success", "danger"].includes(button.style) ? `.${button.style}` : "");

function mark(button) {
  if (button.url || button.login_url) return icon("link");
  if (button.copy_text) return icon("copy");
  return null;
}

// A label too long for its button is shown whole as a hint.
function full({ currentTarget: button }) {
  const label = button.querySelector("span");
  button.title = label.scrollWidth > label.clientWidth ? label.textContent : "";
}

/** Rows of a keyboard under a message; `press(button, element, row, column)` on each click. */
export function inlineKeyboard(rows, press) {
  return h("div.inline-keyboard", {}, rows.map((row, r) => h("div.row", {}, row.map((button, c) => {
    const element = h(`button.key${style(button)}`, {
      onpointerenter: full,
      "data-data": button.callback_data,
      onclick: () => press(button, element, r, c),
    }, h("span", {}, button.text), mark(button));
    return element;
  }))));
}

/** Rows of a reply keyboard; `press(button)` on each click. */
export function replyKeyboard(markup, press) {
  const rows = markup.keyboard.map((row) => h("div.row", {}, row.map((cell) => {
    const button = typeof cell === "string" ? { text: cell } : cell;
    const sign = button.request_contact ? "contact" : button.request_location ? "place" : button.request_users ? "users" : null;
    return h(`button.key${style(button)}`, { onpointerenter: full, onclick: () => press(button) },
      sign && icon(sign), h("span", {}, button.text));
  })));
  return h(`div.reply-rows${markup.resize_keyboard ? "" : ".tall"}`, {}, rows);
}
