// 更多 puts the next items below those that are there; without this it is a link to a page.

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
