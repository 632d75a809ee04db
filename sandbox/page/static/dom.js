// The two helpers every other module builds its elements with.

/** Make an element: `h("button.primary", {onclick, "aria-label": "Send"}, "Send")`. */
export function h(tag, props = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  if (name === "button") element.type = "button";
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key in element && !key.includes("-") && key !== "list") element[key] = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

const PATHS = {
  send: "M4 12l16-8-6 16-3-6z M11 14l4-4",
  attach: "M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7l-8.3 8.3a1.6 1.6 0 0 1-2.3-2.3L14.5 7.5",
  mic: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3z M5.5 11a6.5 6.5 0 0 0 13 0 M12 17.5V21",
  menu: "M5 7h14M5 12h14M5 17h9",
  dots: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  keyboard: "M5 6h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2z M7 10h.01M12 10h.01M17 10h.01M8 14h8",
  down: "M6 9l6 6 6-6",
  reply: "M10 6l-6 6 6 6 M4 12h9a7 7 0 0 1 7 7",
  edit: "M4 20l4-1L19 8l-3-3L5 16z",
  copy: "M9 9h10v11H9z M5 15V4h10",
  link: "M7 17L17 7 M9 7h8v8",
  close: "M6 6l12 12M18 6L6 18",
  photo: "M4 6h16v13H4z M8 10.5v.01 M4 17l5-4 4 3 3-2.5 4 3.5",
  file: "M7 3h7l4 4v14H7z M14 3v5h4",
  contact: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M5 20a7 7 0 0 1 14 0",
  forward: "M14 6l6 6-6 6 M20 12h-9a7 7 0 0 0-7 7",
  place: "M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11z M12 10v.01",
  play: "M8 5l11 7-11 7z",
  pause: "M8 5v14M16 5v14",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
  check: "M3.5 12.5l4 4 8-9 M11.5 16.5l1 .5 8-9.5",
  pin: "M9 4h6l-1 6 3 3H7l3-3z M12 13v7",
  warn: "M12 4l9 16H3z M12 10v4 M12 17v.01",
  users: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z M3 20a6 6 0 0 1 12 0 M16 5a3 3 0 0 1 0 6 M17.5 14.5A6 6 0 0 1 21 20",
  old: "M4 12a8 8 0 1 0 2.5-5.8 M4 4v4h4 M12 8v4l3 2",
};

/** An outline icon, 24 units square, in the colour of the text around it. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A button that is only an icon: its name is read out and shown as a hint. */
export function iconButton(name, label, onclick, classes = "") {
  return h(`button.icon-button${classes}`, { "aria-label": label, title: label, onclick }, icon(name));
}

const HUES = [208, 152, 28, 268, 340, 188, 48, 300];

/** Initials on a coloured disc; the colour follows from `seed`, so a person keeps his. */
export function avatar(name, seed) {
  const initials = name.split(/\s+/).filter(Boolean).slice(0, 2).map((word) => [...word][0].toUpperCase()).join("");
  const number = [...String(seed)].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) >>> 0, 7);
  const disc = h("span.avatar", { "aria-hidden": "true" }, initials);
  disc.style.setProperty("--hue", HUES[number % HUES.length]);
  return disc;
}
