// What every page has. 更多 puts the next items below those that are there; without this it is a
// link to a page.

async function more(link) {
  const place = link.closest(".timeline__more");
  link.setAttribute("aria-busy", "true");
  const answer = await fetch(link.href, { headers: { "X-Part": "true" } });
  if (!answer.ok) {
    throw new Error(`${link.href} answered ${answer.status}`);
  }
  const came = document.createElement("template");
  came.innerHTML = await answer.text();
  const root = came.content.querySelector("[data-page]");
  const first = root.querySelector(".event__title a");
  place.replaceWith(came.content);
  document.dispatchEvent(new CustomEvent("newsroom:items", { detail: { root } }));
  // The reader who asked for more goes on from the first item that came.
  first?.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-more]");
  const plain = !event.button && !event.metaKey && !event.ctrlKey && !event.shiftKey;
  if (link && plain && link.getAttribute("aria-busy") !== "true") {
    event.preventDefault();
    more(link).catch(() => location.assign(link.href));
  }
});

// Suggestions are fetched when a reader first turns to a search form.
function suggesting({ target }) {
  if (target.closest?.("form[data-suggest]")) {
    document.removeEventListener("focusin", suggesting);
    // Without them the form is a plain one.
    import("./suggest.js").catch((error) => console.info("suggest:", error.message));
  }
}
document.addEventListener("focusin", suggesting);
suggesting({ target: document.activeElement ?? document });

// The key / leads to the search, but for where it is typed.
document.addEventListener("keydown", (event) => {
  const elsewhere = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || elsewhere) {
    return;
  }
  // The last one is the page's own, where there is one beside the header's.
  const inputs = [...document.querySelectorAll("form[data-suggest] input[name='q']")];
  const input = inputs.findLast((one) => one.getClientRects().length > 0);
  if (input) {
    event.preventDefault();
    input.focus();
    input.select();
  }
});

// In a list the sheet for sharing is fetched when a reader first shares.
function sharing(event) {
  const link = event.target.closest?.("[data-share]");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  document.removeEventListener("click", sharing);
  import("./share.js").then(
    () => link.click(),
    () => location.assign(link.href),
  );
}
if (document.querySelector("[data-share-sheet='later']")) {
  document.addEventListener("click", sharing);
}
