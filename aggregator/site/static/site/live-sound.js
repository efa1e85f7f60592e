// Two short tones for 重要, for those who asked for them. No browser plays before the reader has
// touched the page. Of several tabs one rings.

const KEPT = "newsroom-sound";
const TONES = [880, 1174.7]; // Hz: A5, D6
const LENGTH = 0.16; // seconds each
const HELD = 3000; // ms for which an event rings in no other tab

let context = null;

function wake() {
  context ??= new AudioContext();
  context.resume().catch(() => {}); // not yet: the reader has not touched the page
}

function chime() {
  TONES.forEach((pitch, place) => {
    const start = context.currentTime + place * LENGTH;
    const tone = new OscillatorNode(context, { type: "sine", frequency: pitch });
    const loud = new GainNode(context, { gain: 0 });
    loud.gain.setValueAtTime(0, start);
    loud.gain.linearRampToValueAtTime(0.18, start + 0.02);
    loud.gain.exponentialRampToValueAtTime(0.001, start + LENGTH);
    tone.connect(loud).connect(context.destination);
    tone.start(start);
    tone.stop(start + LENGTH);
  });
  document.dispatchEvent(new CustomEvent("newsroom:chime"));
}

function stored(value) {
  try {
    if (value !== undefined) {
      localStorage.setItem(KEPT, value);
    }
    return localStorage.getItem(KEPT) === "on";
  } catch {
    return value === "on"; // a browser that keeps nothing: for this page alone
  }
}

// The button turns it on and off; gives ring(place), which rings for an event, and on().
export function sound(button) {
  let on = stored();
  const show = () => button.setAttribute("aria-pressed", String(on));
  const touched = () => on && wake();
  button.addEventListener("click", () => {
    on = stored(on ? "off" : "on");
    show();
    if (on) {
      wake();
      chime();
    }
  });
  addEventListener("storage", ({ key }) => {
    if (key === KEPT) {
      on = stored();
      show();
    }
  });
  for (const kind of ["pointerdown", "keydown"]) {
    addEventListener(kind, touched, { once: true, capture: true });
  }
  show();
  const ring = (place) => {
    if (!on || context?.state !== "running") {
      return;
    }
    if (!navigator.locks) {
      chime();
      return;
    }
    navigator.locks.request(`newsroom-ring-${place}`, { ifAvailable: true }, (mine) => {
      if (mine) {
        chime();
        return new Promise((done) => setTimeout(done, HELD));
      }
      return undefined;
    });
  };
  return { ring, on: () => on };
}
