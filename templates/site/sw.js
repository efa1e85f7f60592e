// Keeps pages that were read, for reading without a line. The network always comes first.

const CONFIG = {{ config|safe }};
const STATIC = `newsroom-static-${CONFIG.version}`;
const PAGES = `newsroom-pages-${CONFIG.version}`;
// The front page, stories and articles.
const KEPT = /^\/(?:(?:story|a)\/\d+\/)?$/;
const HOUR = 3600 * 1000;
let asked = 0;
let gone = false;

function bare(path) {
  const language = CONFIG.languages.find((code) => path.startsWith(`/${code}/`));
  return language ? path.slice(language.length + 1) : path;
}

// An offline page, and what it is made of.
async function keepOffline(cache, path) {
  const answer = await fetch(path, { cache: "reload" });
  if (!answer.ok) {
    throw new Error(`${path} answered ${answer.status}`);
  }
  const body = await answer.clone().text();
  const files = [...body.matchAll(/(?:href|src)="([^"#?]+)"/g)].map((found) => found[1]);
  await cache.put(path, answer);
  await cache.addAll([...new Set(files.filter((file) => file.startsWith(CONFIG.statics)))]);
}

async function install() {
  const cache = await caches.open(STATIC);
  for (const path of CONFIG.offline) {
    await keepOffline(cache, path);
  }
  await self.skipWaiting();
}

async function deleteCaches(keep) {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("newsroom-") && !keep.includes(name));
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function activate() {
  await deleteCaches([STATIC, PAGES]);
  await self.clients.claim();
}

// The server that has no worker any more says so: then this one goes, with all that it kept.
async function goWhenGone() {
  if (Date.now() - asked < HOUR) {
    return;
  }
  asked = Date.now();
  const answer = await fetch(self.location.pathname, { method: "HEAD", cache: "no-store" });
  if (answer.status === 404 || answer.status === 410) {
    gone = true; // before the deleting, so that nothing on its way is kept again
    await deleteCaches([]);
    await self.registration.unregister();
  }
}

async function keep(request, answer) {
  if (gone) {
    return;
  }
  const cache = await caches.open(PAGES);
  // Deleted first, so that the page read last stands last.
  await cache.delete(request, { ignoreVary: true });
  await cache.put(request, answer);
  const all = await cache.keys();
  const old = all.slice(0, Math.max(0, all.length - CONFIG.most));
  await Promise.all(old.map((one) => cache.delete(one, { ignoreVary: true })));
}

function mayKeep(url, answer) {
  const stored = !/no-store/.test(answer.headers.get("Cache-Control") ?? "");
  return answer.status === 200 && answer.type === "basic" && stored && url.search === "" && KEPT.test(bare(url.pathname));
}

function offlinePage(url) {
  const path = CONFIG.offline.find((one) => one !== "/offline/" && url.pathname.startsWith(one.replace("offline/", "")));
  return caches.match(path ?? "/offline/", { ignoreVary: true });
}

async function fromNetwork(event, url) {
  let answer;
  try {
    // Asked of the server each time: what a worker fetches, a browser may else take from its own
    // cache for as long as the page lets a CDN show it stale. The back button goes on as it was.
    const usual = event.request.cache === "default";
    answer = await (usual ? fetch(event.request, { cache: "no-cache" }) : fetch(event.request));
  } catch {
    const cache = await caches.open(PAGES);
    const kept = await cache.match(event.request, { ignoreVary: true });
    return kept ?? (await offlinePage(url)) ?? Response.error();
  }
  if (mayKeep(url, answer)) {
    event.waitUntil(keep(event.request, answer.clone()));
  } else if (answer.status === 404 || answer.status === 410) {
    // What editors took down is not read without a line either.
    event.waitUntil(caches.open(PAGES).then((cache) => cache.delete(event.request, { ignoreVary: true })));
  }
  event.waitUntil(goWhenGone().catch(() => {
    asked = 0; // the line was lost on the way: asked again with the next page
  }));
  return answer;
}

async function fromStatic(event) {
  if (gone) {
    return fetch(event.request);
  }
  const cache = await caches.open(STATIC);
  const kept = await cache.match(event.request, { ignoreVary: true });
  const fetched = fetch(event.request).then(async (answer) => {
    if (answer.status === 200) {
      await cache.put(event.request, answer.clone());
    }
    return answer;
  });
  if (!kept) {
    return fetched;
  }
  event.waitUntil(fetched.catch(() => kept));
  return kept;
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) {
    return;
  }
  if (url.pathname.startsWith(CONFIG.statics)) {
    event.respondWith(fromStatic(event));
  } else if (event.request.mode === "navigate" && !CONFIG.closed.some((path) => bare(url.pathname).startsWith(path))) {
    event.respondWith(fromNetwork(event, url));
  }
});
