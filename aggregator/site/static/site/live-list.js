// The rows of a timeline: put in where they belong by time, renewed, taken out. The reader's place
// and focus stay.

const rowsOf = (list) => [...list.querySelectorAll("[data-item]")];
const stampOf = (row) => row.querySelector("time").getAttribute("datetime");
const momentOf = (row) => Date.parse(stampOf(row));
const listOf = (row) => row.parentElement;
const groupOf = (row) => listOf(row).dataset.group ?? stampOf(row).slice(0, 10);

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
  const change = () => {
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
  };
  change();
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

// A day of its own, with its heading, as the server wrote it.
function open(row, next, before) {
  const own = listOf(row).cloneNode(false);
  const heading = listOf(row).previousElementSibling?.cloneNode(true);
  own.append(row);
  const group = heading ? [heading, own] : [own];
  if (next) {
    const old = listOf(next).previousElementSibling;
    (old ?? listOf(next)).before(...group);
    dated(heading, old);
  } else {
    listOf(before).after(...group);
  }
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
      const last = listOf(row).children.length === 1;
      const whole = last ? [listOf(row).previousElementSibling, listOf(row)] : [row];
      whole.forEach((one) => one?.remove());
      return;
    }
    const note = document.createElement("p");
    note.className = "event__gone";
    note.textContent = text;
    row.style.minBlockSize = `${row.offsetHeight}px`;
    row.querySelector("article")?.replaceChildren(note);
    row.removeAttribute("data-item");
  });
}
