// What fingers and mice do to a message: a swipe replies, a long press or a right click opens its menu.

const FAR = 56;
const LONG_MS = 480;

/** Watch `list`; `reply(id)` and `menu(id, anchor)` are told the message. */
export function gestures(list, { reply, menu }) {
  const of = (event) => event.target.closest?.(".message[data-message]");
  const id = (element) => Number(element.dataset.message);
  let touch = null;

  const end = () => {
    if (!touch) return;
    clearTimeout(touch.timer);
    touch.line.style.transform = "";
    touch.line.classList.remove("dragged");
    touch = null;
  };

  list.addEventListener("pointerdown", (event) => {
    const element = of(event);
    if (event.pointerType !== "touch" || !element) return;
    const anchor = { x: event.clientX, y: event.clientY };
    touch = {
      element, x: event.clientX, y: event.clientY, line: element.querySelector(".line"), moved: 0,
      timer: setTimeout(() => { end(); menu(id(element), anchor); }, LONG_MS),
    };
  });
  list.addEventListener("pointermove", (event) => {
    if (!touch) return;
    const dx = event.clientX - touch.x;
    if (Math.abs(dx) + Math.abs(event.clientY - touch.y) > 8) clearTimeout(touch.timer);
    touch.moved = Math.max(0, Math.min(FAR + 14, -dx));
    if (touch.moved < 10) return;
    touch.line.classList.add("dragged");
    touch.line.style.transform = `translateX(${-touch.moved}px)`;
  });
  list.addEventListener("pointerup", () => {
    if (touch?.moved >= FAR) reply(id(touch.element));
    end();
  });
  list.addEventListener("pointercancel", end);

  list.addEventListener("contextmenu", (event) => {
    const element = of(event);
    if (!element || event.target.closest("a[target]") || String(getSelection())) return;
    event.preventDefault();
    if (event.pointerType !== "touch") menu(id(element), { x: event.clientX, y: event.clientY });
  });
  list.addEventListener("dblclick", (event) => {
    const element = of(event);
    if (!element || event.target.closest("button, a, [data-do]")) return;
    getSelection().removeAllRanges();
    reply(id(element));
  });
  list.addEventListener("click", (event) => {
    const button = event.target.closest(".actions");
    if (button) menu(id(button.closest(".message")), button);
  });
}
