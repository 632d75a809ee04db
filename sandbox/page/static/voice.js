// A voice note from the microphone; where there is none, from a file.
import { chooseFiles, upload } from "./attach.js";
import { h, iconButton } from "./dom.js";
import { say } from "./words.js";

const TYPES = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];

/** Record on `phone`: the writing row gives way to a bar with Cancel and Send. */
export async function record(phone) {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    chooseFiles("audio/*", false, ([file]) => upload(phone, "voice", file));
    return;
  }
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, { mimeType });
  const pieces = [];
  recorder.ondataavailable = (event) => pieces.push(event.data);
  const length = h("span.length", {}, "0:00");
  const began = performance.now();
  const tick = setInterval(() => {
    const seconds = Math.floor((performance.now() - began) / 1000);
    length.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }, 250);
  const finish = (send) => {
    recorder.onstop = () => {
      for (const track of stream.getTracks()) track.stop();
      const type = mimeType.split(";")[0];
      if (send) upload(phone, "voice", new File(pieces, `voice.${type.split("/")[1]}`, { type }));
    };
    recorder.stop();
    clearInterval(tick);
    bar.replaceWith(phone.composer.row);
  };
  const bar = h("div.write.recording", {},
    iconButton("close", say("cancel"), () => finish(false)),
    h("span.dot"), h("span.grow", {}, say("recording")), length,
    iconButton("send", say("send"), () => finish(true), ".send"));
  phone.composer.row.replaceWith(bar);
  recorder.start();
}
