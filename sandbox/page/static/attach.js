// What else a person can send: pictures, files, contacts, a place, words of somebody else.
import { avatar, h } from "./dom.js";
import { ask, openMenu } from "./popups.js";
import { say } from "./words.js";

export function attachMenu(phone, anchor) {
  openMenu(anchor, [
    { label: say("photo"), sign: "photo", act: () => chooseFiles("image/*", true, (files) => sendFiles(phone, files, "photo")) },
    { label: say("file"), sign: "file", act: () => chooseFiles("", true, (files) => sendFiles(phone, files, "document")) },
    { label: say("voiceFile"), sign: "mic", act: () => chooseFiles("audio/*", false, ([file]) => upload(phone, "voice", file)) },
    { label: say("contact"), sign: "contact", act: () => sendContact(phone) },
    { label: say("forward"), sign: "forward", act: () => sendForward(phone) },
    { label: say("place"), sign: "place", act: () => sendPlace(phone) },
  ], say("attach"));
}

export function chooseFiles(accept, multiple, done) {
  const input = h("input", { type: "file", accept, multiple, hidden: true });
  input.addEventListener("change", () => { done([...input.files]); input.remove(); });
  input.addEventListener("cancel", () => input.remove());
  document.body.append(input);
  input.click();
}

/** Ask for a caption and send; several files of one kind make an album. Without `kind` it follows from the type. */
export async function sendFiles(phone, files, kind) {
  const names = files.map((file) => file.name).join(", ");
  const values = await ask(say("fileTitle"), [{ name: "caption", label: say("caption") }], say("send"), { note: names });
  if (!values) return;
  const album = files.length > 1 ? String(Date.now()) : null;
  for (const [at, file] of files.entries()) {
    const sort = kind ?? (/^image\/(jpeg|png|webp)/.test(file.type) ? "photo" : "document");
    if (!await upload(phone, sort, file, at === 0 ? values.caption : "", album)) return;
  }
}

export async function upload(phone, kind, file, caption = "", album = null) {
  const form = new FormData();
  form.append("kind", kind);
  if (caption) form.append("caption", caption);
  if (album) form.append("album", album);
  const reply = phone.composer.takeReply();
  if (reply) form.append("reply_to", reply);
  form.append("file", file, file.name);
  return phone.do("file", form);
}

/** Quick answers above a form: people of the other phones, or places. */
const quick = (items) => (submit) => h("div.quick", {}, items.map(({ label, hint, seed, values }) => h("button.quick-item", {
  onclick: () => submit(values),
}, seed && avatar(label, seed), h("span", {}, label, hint && h("small", {}, hint)))));

async function sendContact(phone) {
  const people = [...phone.desk.phones.values()].filter(({ data }) => data.phone).map(({ id, data }) => ({
    label: id === phone.id ? say("ownContact") : phone.desk.nameOf(data),
    hint: data.phone,
    seed: phone.desk.nameOf(data),
    values: id === phone.id
      ? { own: true }
      : { phone_number: data.phone, first_name: data.first_name, last_name: data.last_name ?? "" },
  }));
  const values = await ask(say("contactTitle"), [
    { name: "first_name", label: say("firstName"), required: true },
    { name: "last_name", label: say("lastName") },
    { name: "phone_number", label: say("phone"), type: "tel", required: true, placeholder: "+7 900 000-00-00" },
    { name: "forwarded", label: say("forwarded"), type: "checkbox", value: "yes" },
  ], say("send"), { extra: quick(people) });
  if (!values) return;
  await phone.do("contact", { ...values, forwarded: Boolean(values.forwarded) });
}

async function sendForward(phone) {
  const values = await ask(say("forwardTitle"), [
    { name: "from_name", label: say("fromWhom"), required: true },
    { name: "text", label: say("text"), required: true, rows: 4 },
  ], say("send"));
  if (values) await phone.do("forward", values);
}

const PLACES = [["Калининград", "Kaliningrad", 54.71, 20.51], ["Москва", "Moscow", 55.751, 37.618], ["Екатеринбург", "Yekaterinburg", 56.838, 60.605], ["Владивосток", "Vladivostok", 43.115, 131.885]];

export async function sendPlace(phone) {
  const items = PLACES.map(([ru, en, latitude, longitude]) => ({
    label: document.documentElement.lang === "ru" ? ru : en, values: { latitude, longitude },
  }));
  const values = await ask(say("placeTitle"), [
    { name: "latitude", label: say("latitude"), type: "number", step: "any", min: -90, max: 90, required: true },
    { name: "longitude", label: say("longitude"), type: "number", step: "any", min: -180, max: 180, required: true },
  ], say("send"), { extra: quick(items) });
  if (values) await phone.do("location", { latitude: Number(values.latitude), longitude: Number(values.longitude) });
}

/** Answer a `request_users` button with people of the other phones. */
export async function sendUsers(phone, request) {
  const others = [...phone.desk.phones.values()].filter(({ id }) => id !== phone.id);
  const values = await ask(say("usersTitle"), others.map(({ id, data }) => ({
    name: `user${id}`, type: "checkbox", value: String(id), label: phone.desk.nameOf(data),
  })), say("send"));
  const users = Object.values(values ?? {}).map(Number).slice(0, request.max_quantity ?? 1);
  if (users.length) await phone.do("users_shared", { user_ids: users });
}

