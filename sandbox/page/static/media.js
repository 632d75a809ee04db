// What a message carries besides words: pictures, files, voice, contacts, places.
import { avatar, h, icon, iconButton } from "./dom.js";
import { locale, say } from "./words.js";

const KINDS = { photo, document: file, voice, contact, location, users_shared: users };

/** Elements for everything in `message` that is not text. */
export const media = (message) =>
  Object.entries(KINDS).filter(([kind]) => message[kind]).map(([kind, draw]) => draw(message[kind]));

function photo({ url, name }) {
  return h("a.photo", { href: url, target: "_blank", rel: "noopener" },
    h("img", { src: url, alt: name ?? say("photo"), loading: "lazy", decoding: "async" }));
}

function file({ url, name, size }) {
  return h("a.file", { href: url, download: name ?? "" },
    h("span.disc", {}, icon("file")),
    h("span.lines", {}, h("b", {}, name ?? say("file")), h("small", {}, bytes(size))));
}

function bytes(size) {
  if (size === undefined || size === null) return "";
  const power = Math.min(2, Math.max(0, Math.floor(Math.log(Math.max(size, 1)) / Math.log(1024))));
  const unit = ["byte", "kilobyte", "megabyte"][power];
  return new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: power === 2 ? 1 : 0 })
    .format(size / 1024 ** power);
}

function voice({ url, duration }) {
  const audio = new Audio();
  audio.preload = "none";
  const done = h("span.done");
  const length = h("small", {}, seconds(duration ?? 0));
  const button = iconButton("play", say("playVoice"), () => (audio.paused ? play() : audio.pause()), ".disc");
  const show = (name, label) => {
    button.replaceChildren(icon(name));
    button.title = say(label);
    button.setAttribute("aria-label", say(label));
  };
  const play = () => {
    if (!audio.src) audio.src = url;
    audio.play().catch(() => show("play", "playVoice"));
  };
  audio.onplay = () => show("pause", "pauseVoice");
  audio.onpause = audio.onended = () => show("play", "playVoice");
  audio.ontimeupdate = () => {
    const whole = Number.isFinite(audio.duration) ? audio.duration : duration;
    if (whole) done.style.width = `${(100 * audio.currentTime) / whole}%`;
    length.textContent = seconds(audio.currentTime);
  };
  return h("div.voice", {}, button, h("span.lines", {}, h("span.track", {}, done), length));
}

const seconds = (value) => `${Math.floor(value / 60)}:${String(Math.floor(value % 60)).padStart(2, "0")}`;

function contact({ first_name, last_name, phone_number }) {
  const name = [first_name, last_name].filter(Boolean).join(" ");
  const number = /^\+/.test(phone_number) ? phone_number : `+${phone_number}`;
  return h("div.contact", {}, avatar(name, name),
    h("span.lines", {}, h("b", {}, name), h("a", { href: `tel:${number}`, "data-do": "copy", "data-copy": number }, number)));
}

function users({ users: chosen }) {
  const names = chosen.map((user) => [user.first_name, user.last_name].filter(Boolean).join(" ") || user.user_id);
  return h("div.contact", {}, h("span.disc", {}, icon("users")), h("span.lines", {}, h("b", {}, say("users")), h("small", {}, names.join(", "))));
}

function location({ latitude, longitude }) {
  return h("div.place", {}, h("span.disc", {}, icon("place")),
    h("span.lines", {}, h("b", {}, say("location")), h("small", {}, `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`)));
}
