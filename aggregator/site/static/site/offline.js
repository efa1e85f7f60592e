// Lists the pages that this browser has kept, the one read last first.

async function kept() {
  const names = (await caches.keys()).filter((name) => name.startsWith("newsroom-pages-"));
  const found = [];
  for (const name of names) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const answer = await cache.match(request, { ignoreVary: true });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      found.push({ href: new URL(request.url).pathname, title: page.title.trim().replace(/｜[^｜]*$/, "") });
    }
  }
  return found.reverse();
}

const list = document.querySelector("[data-read]");
if (list && "caches" in window) {
  kept().then((pages) => {
    for (const { href, title } of pages) {
      const link = document.createElement("a");
      link.href = href;
      link.textContent = title;
      const row = document.createElement("li");
      row.append(link);
      list.append(row);
    }
    list.closest("section").hidden = pages.length === 0;
  });
}
