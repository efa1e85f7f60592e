// 利好 and 利空 without leaving the page. Without this file the buttons are links to a form.

const KEPT = "votes";
const MOST = 300;
const BAR = `<svg class="votes__bar" viewBox="0 0 48 3" preserveAspectRatio="none" aria-hidden="true">
  <rect class="b" width="48" height="3" /><rect class="a" width="24" height="3" /></svg>`;
const busy = new Set();

// What this browser voted, so that pages that are the same for everybody can show it.
function own() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? {};
  } catch {
    return {};
  }
}

function keep(address, way) {
  const votes = Object.entries(own()).filter(([other]) => other !== address);
  const kept = way ? [...votes, [address, way]] : votes;
  try {
    localStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(kept.slice(-MOST))));
  } catch {
    // A browser that keeps nothing still votes: the server knows the voter by a cookie.
  }
}

// One story has one address for its votes, whatever the language of the page.
function key(group) {
  return group.dataset.votes.match(/\/vote\/\d+\/$/)?.[0] ?? group.dataset.votes;
}

function press(group, way) {
  for (const side of group.querySelectorAll("[data-way]")) {
    side.setAttribute("aria-pressed", String(side.dataset.way === way));
  }
}

function show(address, state) {
  for (const group of document.querySelectorAll("[data-votes]")) {
    if (key(group) !== address) {
      continue;
    }
    press(group, state.own);
    const voted = state.up + state.down > 0;
    for (const side of group.querySelectorAll("[data-way]")) {
      side.querySelector("[data-count]").textContent = voted ? state[side.dataset.way] : "";
    }
    draw(group, voted, state.bar);
    lean(group, state.word);
    say(group, "");
  }
}

// Before the first vote there is no bar.
function draw(group, voted, width) {
  let bar = group.querySelector(".votes__bar");
  if (!bar && voted) {
    group.querySelector("[data-way=up]").insertAdjacentHTML("afterend", BAR);
    bar = group.querySelector(".votes__bar");
  }
  bar?.toggleAttribute("hidden", !voted);
  bar?.querySelector(".a").setAttribute("width", width);
}

// Only the large form has room for the word.
function lean(group, text) {
  let word = group.querySelector(".votes__word");
  if (!word && text && group.matches(".votes--large")) {
    word = document.createElement("span");
    word.className = "votes__word";
    group.append(word);
  }
  if (word) {
    word.textContent = text;
  }
}

function say(group, text) {
  let note = group.querySelector(".votes__note");
  if (!note && text) {
    note = document.createElement("span");
    note.className = "votes__note";
    note.setAttribute("role", "status");
    group.append(note);
  }
  if (note) {
    note.textContent = text;
  }
}

async function ask(group, options = {}) {
  const answer = await fetch(group.dataset.votes, {
    ...options,
    headers: { Accept: "application/json", ...options.headers },
  });
  const found = await answer.json();
  if (!answer.ok) {
    throw Object.assign(new Error(found.error), { said: found.error });
  }
  return found;
}

async function vote(group, way) {
  const address = key(group);
  if (busy.has(address)) {
    return;
  }
  busy.add(address);
  group.setAttribute("aria-busy", "true");
  try {
    const before = await ask(group);
    const body = new URLSearchParams({ way: before.own === way ? "none" : way });
    const after = await ask(group, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": before.token },
    });
    show(address, after);
    keep(address, after.own);
  } catch (error) {
    if (error.said) {
      say(group, error.said);
    } else {
      location.assign(group.dataset.votes);
    }
  } finally {
    busy.delete(address);
    group.removeAttribute("aria-busy");
  }
}

// The links act as buttons from now on.
function begin(root) {
  const votes = own();
  for (const group of root.querySelectorAll("[data-votes]")) {
    for (const side of group.querySelectorAll("[data-way]")) {
      side.setAttribute("role", "button");
    }
    press(group, votes[key(group)]);
  }
}

document.addEventListener("click", (event) => {
  const side = event.target.closest?.("[data-votes] [data-way]");
  if (!side || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  // The second half of a double click is not a change of mind.
  if (event.detail < 2) {
    vote(side.closest("[data-votes]"), side.dataset.way);
  }
});

document.addEventListener("keydown", (event) => {
  const side = event.target.closest?.("[data-votes] [data-way]");
  if (side && event.key === " ") {
    event.preventDefault();
    side.click();
  }
});

document.addEventListener("newsroom:items", (event) => begin(event.detail?.root ?? document));
addEventListener("storage", (event) => {
  if (event.key === KEPT) {
    begin(document);
  }
});
begin(document);
