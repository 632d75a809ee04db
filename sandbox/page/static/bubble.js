// One message as an element. An edit redraws the inside of its element and nothing else.
import { h, icon, iconButton } from "./dom.js";
import { formatted } from "./entities.js";
import { inlineKeyboard } from "./keyboards.js";
import { media } from "./media.js";
import { fullMoment, hourMinute } from "./when.js";
import { say } from "./words.js";

// A quoted message without words comes as the name of what it is.
const KINDS = { photo: "photo", document: "file", voice: "voice", contact: "contactKind", location: "location", users_shared: "users" };

/** A list item for `message`; `press` is called for buttons under it. */
export function bubble(message, press) {
  const element = h("li", { "data-message": message.message_id });
  fill(element, message, press);
  return element;
}

/** Draw `message` into its element anew. */
export function fill(element, message, press) {
  const rows = message.inline_keyboard?.length ? message.inline_keyboard : null;
  const focused = [...element.querySelectorAll(".key")].indexOf(document.activeElement);
  element.className = `message ${message.from}${rows ? " keyed" : ""}${message.photo ? " pictured" : ""}`;
  element.replaceChildren(
    h("div.line", {},
      h("div.bubble", {}, content(message)),
      iconButton("dots", say("actions"), undefined, ".actions")),
    ...(rows ? [inlineKeyboard(rows, press)] : []),
  );
  // Whoever works by keyboard stays on the same button when the bot redraws them.
  if (focused >= 0) element.querySelectorAll(".key")[focused]?.focus({ preventScroll: true });
  requestAnimationFrame(() => {
    // A quotation that fits in its three lines has nothing to unfold.
    for (const quotation of element.querySelectorAll(".expandable")) {
      if (quotation.clientHeight && quotation.scrollHeight - quotation.clientHeight < 4) quotation.classList.remove("expandable");
      else quotation.tabIndex = 0;
    }
  });
}

function content(message) {
  const parts = [];
  const forwarded = message.forward_from;
  if (forwarded) parts.push(h("div.forwarded", {}, icon("forward"), say("forwardedFrom", { name: forwarded })));
  if (message.reply_to) {
    parts.push(h("div.quote", { role: "link", tabIndex: 0, "data-do": "jump", "data-jump": message.reply_to.message_id },
      h("span", {}, KINDS[message.reply_to.text] ? say(KINDS[message.reply_to.text]) : message.reply_to.text || say("replyTo"))));
  }
  const carried = media(message);
  parts.push(...carried);
  const text = message.text ?? message.caption;
  if (text) parts.push(h("div.text", { dir: "auto" }, formatted(text, message.entities ?? message.caption_entities), meta(message)));
  else if (carried.length) parts.push(meta(message));
  else parts.push(h("div.text.strange", {}, say("unsupported"), meta(message)));
  return parts;
}

function meta(message) {
  return h("span.meta", { title: fullMoment(message.date) },
    message.reactions?.length && h("span.reaction", {}, message.reactions.join("")),
    message.edit_date && h("span", {}, say("edited")),
    h("time", {}, hourMinute(message.date)),
    message.from === "me" && icon("check"));
}

/** One line that stands for a message in quotes and reply bars. */
export function excerpt(message) {
  const text = message.text ?? message.caption;
  if (text) return text.replace(/\s+/g, " ").slice(0, 120);
  if (message.contact) return message.contact.first_name;
  if (message.document) return message.document.name ?? say("file");
  const kind = Object.keys(KINDS).find((name) => message[name]);
  return kind ? say(KINDS[kind]) : "";
}
