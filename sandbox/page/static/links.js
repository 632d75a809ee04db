// Links that lead back to this bot are opened inside the sandbox, on a phone the visitor chooses.

/** `{payload}` of a start link to `username` (payload may be ""), or null for any other address. */
export function startLink(address, username) {
  let url;
  try {
    url = new URL(/^[a-z]+:/i.test(address.trim()) ? address.trim() : `https://${address.trim()}`);
  } catch {
    return null;
  }
  const ours = (name) => name.replace(/^@/, "").toLowerCase() === username.toLowerCase();
  const payload = url.searchParams.get("start") ?? "";
  if (url.protocol === "tg:") {
    return ours(url.searchParams.get("domain") ?? "") ? { payload } : null;
  }
  const host = url.hostname.replace(/^www\./, "");
  if (host === `${username.toLowerCase()}.t.me`) return { payload };
  if (!["t.me", "telegram.me", "telegram.dog"].includes(host)) return null;
  const path = url.pathname.replace(/^\/|\/$/g, "");
  // "Share" buttons carry the link that is shared: whoever it is sent to would open that one.
  if (path === "share/url" || path === "share") return startLink(url.searchParams.get("url") ?? "", username);
  return ours(path) ? { payload } : null;
}
