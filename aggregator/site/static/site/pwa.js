// Has the service worker keep pages for reading without a line, and says when a page is a kept one.

function note() {
  const text = document.querySelector("meta[name=offline-note]")?.content;
  const main = document.getElementById("main");
  if (!text || !main || document.querySelector("[data-read]")) {
    return;
  }
  const line = document.createElement("p");
  line.className = "offline-note";
  line.setAttribute("role", "status");
  line.textContent = text;
  main.prepend(line);
  addEventListener("online", () => line.remove(), { once: true });
}

function start() {
  // Nothing of the page needs it: a browser that refuses (a private window) reads on without.
  navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch(() => null);
}

if (!navigator.onLine) {
  note();
}
if ("serviceWorker" in navigator) {
  if (document.readyState === "complete") {
    start();
  } else {
    addEventListener("load", start, { once: true });
  }
}
