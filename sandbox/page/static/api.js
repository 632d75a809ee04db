// Talking to the sandbox: one function for posting, one for the stream of events.

/** A refusal in the server's words. */
export class Refusal extends Error {}

async function read(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(body.error ?? `${response.status} ${response.statusText}`);
  return body;
}

export const state = async () => read(await fetch("/page/state", { cache: "no-store" }));

export async function post(path, body = {}) {
  const form = body instanceof FormData;
  return read(await fetch(path, {
    method: "POST",
    headers: form ? {} : { "Content-Type": "application/json" },
    body: form ? body : JSON.stringify(body),
  }));
}

export const act = (phone, action, body) => post(`/page/phones/${phone}/${action}`, body);

const RETRY_MS = 2000;
const EVENTS = ["message", "edit", "delete", "keyboard", "toast", "busy", "idle", "clock", "phones", "fault", "chat_action"];

/** Listen to the sandbox for good. `onopen(again)` tells whether the stream came back after a loss. */
export function listen({ onevent, onopen, onlost }) {
  let lost = false;
  const open = () => {
    const source = new EventSource("/page/events");
    for (const name of EVENTS) {
      source.addEventListener(name, (event) => onevent(name, JSON.parse(event.data)));
    }
    source.onopen = () => { onopen(lost); lost = false; };
    source.onerror = () => {
      lost = true;
      onlost();
      // A browser tries again by itself unless it was answered with a refusal.
      if (source.readyState === EventSource.CLOSED) setTimeout(open, RETRY_MS);
    };
  };
  open();
}
