// Text with Telegram's entities, as elements. Offsets are UTF-16 units, which is how JavaScript counts.
import { h } from "./dom.js";
import { entityTime, fullMoment } from "./when.js";

/** Nodes for `text`; entities may nest, and one that sticks out of its parent is cut in two. */
export function formatted(text, entities = []) {
  const waiting = entities
    .filter((entity) => entity.length > 0)
    .sort((a, b) => a.offset - b.offset || b.length - a.length);
  const fragment = document.createDocumentFragment();
  fragment.append(...piece(text, 0, text.length, waiting));
  return fragment;
}

function piece(text, from, to, waiting) {
  const nodes = [];
  let at = from;
  while (waiting.length && waiting[0].offset < to) {
    const entity = waiting.shift();
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset + entity.length > to) {
      waiting.unshift({ ...entity, offset: to, length: entity.offset + entity.length - to });
      waiting.sort((a, b) => a.offset - b.offset || b.length - a.length);
    }
    if (end <= start) continue;
    if (start > at) nodes.push(text.slice(at, start));
    const inner = [];
    while (waiting.length && waiting[0].offset < end) inner.push(waiting.shift());
    const words = text.slice(start, end);
    const element = dress(entity, words);
    if (!element.childNodes.length) element.append(...piece(text, start, end, inner));
    // What stuck out of this entity goes on after it.
    waiting.unshift(...inner);
    nodes.push(element);
    at = end;
    // A block begins and ends its own line: the line feed after it is not one more.
    if (element.matches("pre, blockquote") && text[at] === "\n" && at < to) at += 1;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

const PLAIN = { bold: "b", italic: "i", underline: "u", strikethrough: "s" };

function dress(entity, words) {
  switch (entity.type) {
    case "bold": case "italic": case "underline": case "strikethrough":
      return h(PLAIN[entity.type]);
    case "spoiler":
      return h("span.spoiler", { tabIndex: 0, "data-do": "reveal" });
    case "code":
      return h("code", { "data-do": "copy", "data-copy": words });
    case "pre":
      return h("pre", { "data-do": "copy", "data-copy": words, "data-language": entity.language });
    case "blockquote":
      return h("blockquote");
    case "expandable_blockquote":
      return h("blockquote.expandable", { "data-do": "expand" });
    case "url":
      return link(/^[a-z][\w+.-]*:/i.test(words) ? words : `https://${words}`);
    case "text_link":
      return link(entity.url);
    case "email":
      return link(`mailto:${words}`);
    case "phone_number":
      return h("a", { href: `tel:${words.replace(/[^+\d]/g, "")}`, "data-do": "copy", "data-copy": words });
    case "mention":
      return link(`https://t.me/${words.slice(1)}`);
    case "bot_command":
      return h("a", { href: "#", "data-do": "command", "data-command": words });
    case "hashtag": case "cashtag": case "text_mention":
      return h("span.tag");
    case "date_time":
      return h("time", {
        title: fullMoment(entity.unix_time),
        "data-relative": entity.date_time_format === "r" ? entity.unix_time : undefined,
      }, entityTime(entity.unix_time, entity.date_time_format, words));
    default:
      return h("span");
  }
}

function link(address) {
  // Only addresses a browser may follow: a bot's `javascript:` stays text.
  return /^(https?|tg|mailto|tel):/i.test(address)
    ? h("a", { href: address, target: "_blank", rel: "noopener noreferrer", "data-do": "link" })
    : h("span");
}
