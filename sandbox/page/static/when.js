// The sandbox's clock as the page follows it, and moments written in the visitor's zone and language.
import { locale } from "./words.js";

const clock = { now: Date.now() / 1000, running: false, at: performance.now() };

export function setClock({ now, running }) {
  Object.assign(clock, { now, running, at: performance.now() });
}

/** The sandbox's time in unix seconds. */
export const now = () => clock.now + (clock.running ? (performance.now() - clock.at) / 1000 : 0);
export const running = () => clock.running;
export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

const formats = new Map();
function format(unix, options) {
  const key = locale() + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale(), options));
  return formats.get(key).format(new Date(unix * 1000));
}

export const hourMinute = (unix) => format(unix, { hour: "2-digit", minute: "2-digit" });
export const hourMinuteSecond = (unix) => format(unix, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
export const shortDay = (unix) => format(unix, { weekday: "short", day: "numeric", month: "short" }).replace(/\.(?=$|,| )/g, "");
export const fullMoment = (unix) => format(unix, { dateStyle: "full", timeStyle: "long" });
export const dayKey = (unix) => new Date(unix * 1000).toDateString();

/** "21 November", with the year only where it is not the clock's. */
export function dayName(unix) {
  const sameYear = new Date(unix * 1000).getFullYear() === new Date(now() * 1000).getFullYear();
  return format(unix, { day: "numeric", month: "long", ...(sameYear ? {} : { year: "numeric" }) });
}

const UNITS = [["year", 31536000], ["month", 2592000], ["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

function relative(unix) {
  const seconds = unix - now();
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length * 0.99) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

/** A `date_time` entity by Telegram's pattern `r|w?[dD]?[tT]?`; empty keeps the bot's own words. */
export function entityTime(unix, pattern, words) {
  if (!pattern) return words;
  if (pattern === "r") return relative(unix);
  const sameYear = new Date(unix * 1000).getFullYear() === new Date(now() * 1000).getFullYear();
  const options = {};
  if (/w/i.test(pattern)) options.weekday = pattern.includes("W") ? "long" : "short";
  if (pattern.includes("d")) Object.assign(options, { day: "numeric", month: "short", ...(sameYear ? {} : { year: "numeric" }) });
  if (pattern.includes("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (/t/i.test(pattern)) Object.assign(options, { hour: "2-digit", minute: "2-digit" });
  if (pattern.includes("T")) options.second = "2-digit";
  return format(unix, options);
}

/** The value a `datetime-local` field wants, in the visitor's zone. */
export function fieldValue(unix) {
  const date = new Date(unix * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}
