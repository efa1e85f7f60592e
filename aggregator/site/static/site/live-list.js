// The rows of a timeline: put in where they belong by time, renewed, taken out. The reader's place
// and focus stay.

const rowsOf = (list) => [...list.querySelectorAll("[data-item]")];
const stampOf = (row) => row.querySelector("time").getAttribute("datetime");
const momentOf = (row) => Date.parse(stampOf(row));
const listOf = (row) => row.parentElement;
const dayOf = (row) => stampOf(row).slice(0, 10);
// A timeline may have a list for each hour of a day; its lists then say so.
const groupOf = (row) => ("group" in listOf(row).dataset ? stampOf(row).slice(0, 13) : dayOf(row));

export function rowOf(list, { id, story }) {
  return (
    list.querySelector(`[data-item="${Number(id)}"]`) ??
    (story ? list.querySelector(`[data-story="${Number(story)}"]`) : null)
  );
}

// The time of the last row; -Infinity for an empty list, which everything is newer than.
export function oldest(list) {
  const last = rowsOf(list).at(-1);
  return last ? momentOf(last) : -Infinity;
}

export function parse(html) {
  const piece = document.createElement("template");
  piece.innerHTML = html;
  return rowsOf(piece.content);
}

function keepingPlace(list, change) {
  const anchor = rowsOf(list).find((row) => row.getBoundingClientRect().bottom > 0);
  const top = anchor?.getBoundingClientRect().top;
  change();
  const by = anchor?.isConnected ? anchor.getBoundingClientRect().top - top : 0;
  if (by && scrollY > 0) {
    scrollBy({ top: by, behavior: "instant" });
  }
}

// Gives the rows that were put in, newest first; rows already there are renewed.
export function insert(list, rows) {
  const put = [];
  for (const row of rows) {
    const there = rowOf(list, { id: row.dataset.item, story: row.dataset.story });
    if (there) {
      replace(there, row);
    } else {
      row.classList.add("timeline__row--new");
      place(list, row);
      put.push(row);
    }
  }
  return put;
}

function place(list, row) {
  const rows = rowsOf(list);
  const at = momentOf(row);
  const number = Number(row.dataset.item);
  const next = rows.find((one) => momentOf(one) < at || (momentOf(one) === at && Number(one.dataset.item) < number));
  const before = next ? rows[rows.indexOf(next) - 1] : rows.at(-1);
  if (next && groupOf(next) === groupOf(row)) {
    next.before(row);
  } else if (before && groupOf(before) === groupOf(row)) {
    listOf(before).append(row);
  } else {
    open(row, next, before);
  }
}

// A group of its own: between the hours of a day, at a day's top, or as a day with its heading.
function open(row, next, before) {
  const written = listOf(row);
  const own = written.cloneNode(false);
  if (before && dayOf(before) === dayOf(row)) {
    listOf(before).after(...hourOf(written, row), own);
  } else if (next && dayOf(next) === dayOf(row)) {
    listOf(next).before(own, ...hourOf(written, next));
  } else {
    const heading = headingOf(written)?.cloneNode(true);
    const old = next ? headingOf(listOf(next)) : null;
    const group = heading ? [heading, own] : [own];
    if (next) {
      (old ?? listOf(next)).before(...group);
      dated(heading, old);
    } else {
      listOf(before).after(...group);
    }
  }
  own.append(row);
}

// The heading of the day that a list belongs to.
function headingOf(one) {
  let heading = one.previousElementSibling;
  while (heading && !heading.matches(".timeline__day")) {
    heading = heading.previousElementSibling;
  }
  return heading;
}

// The mark of a row's hour, as the server writes it; none where days are not parted.
function hourOf(written, row) {
  if (!("group" in written.dataset)) {
    return [];
  }
  const mark = document.createElement("p");
  const text = document.createElement("span");
  mark.className = "timeline__hour";
  mark.dataset.hour = stampOf(row);
  const name = document.querySelector("[data-hour-name]")?.dataset.hourName ?? "{}:00";
  text.textContent = name.replace("{}", Number(stampOf(row).slice(11, 13)));
  mark.append(text);
  return [mark];
}

// An emptied list goes with its hour's mark, and with its day's heading when it was the last.
function close(one) {
  const above = one.previousElementSibling;
  const below = one.nextElementSibling;
  if (above?.matches(".timeline__hour") || (above?.matches(".timeline__day") && !below?.matches("ol, .timeline__hour"))) {
    above.remove();
  } else if (below?.matches(".timeline__hour")) {
    below.remove();
  }
  one.remove();
}

// A page left open over midnight has two days called today: the older keeps its date alone.
function dated(fresh, old) {
  const word = (heading) => heading?.textContent.trim().match(/^([^，,]+)[，,]\s*/)?.[1];
  if (old && word(old) && word(old) === word(fresh)) {
    const named = old.querySelector("b") ?? old;
    named.textContent = named.textContent.trim().replace(/^[^，,]+[，,]\s*/, "");
  }
}

export function renew(list, rows) {
  keepingPlace(list, () => {
    for (const row of rows) {
      const there = rowOf(list, { id: row.dataset.item, story: row.dataset.story });
      if (there) {
        replace(there, row);
      }
    }
  });
}

// The focus stays on the link that leads to the same place, or on the headline.
function replace(there, row) {
  const focused = there.contains(document.activeElement) ? document.activeElement : null;
  const href = focused?.getAttribute("href");
  there.replaceWith(row);
  if (focused) {
    const same = [...row.querySelectorAll("a[href]")].find((link) => link.getAttribute("href") === href);
    (same ?? row.querySelector("a[href]"))?.focus({ preventScroll: true });
  }
}

// Taken down: the words go, the room stays. Told in another story: the row goes.
export function remove(list, row, text, merged) {
  keepingPlace(list, () => {
    if (merged) {
      const from = listOf(row);
      row.remove();
      if (from.children.length === 0) {
        close(from);
      }
      return;
    }
    row.style.minBlockSize = `${row.offsetHeight}px`;
    empty(row.querySelector("article"), text);
    row.removeAttribute("data-item");
  });
}

// What an article said goes, a few words stand for it.
export function empty(article, text) {
  const note = document.createElement("p");
  note.className = "event__gone";
  note.textContent = text;
  article?.replaceChildren(note);
}
