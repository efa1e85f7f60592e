// The reader's choices in their cookie, in the one form that the server reads and writes too:
// `1.t:dark.w:bitcoin~ethereum`, only what differs from the usual, in this order, lists sorted.

const COOKIE = "reader";
const YEAR = 365 * 24 * 3600;
const LONGEST = 2000;
const MOST = 50;
const SLUG = /^[-\w]{1,80}$/;

const CHOICES = {
  theme: ["t", ["system", "light", "dark"]],
  market: ["m", ["red-up", "green-up"]],
  size: ["s", ["normal", "small", "large", "huge"]],
  important: ["i", ["", "1"]],
  keys: ["k", ["", "0"]],
};
const LISTS = { watch: "w", mute: "x", mute_source: "o" };

// What the cookie tells; a part that means nothing is the usual.
export function read(text = cookie()) {
  const [version, ...parts] = text.split(".");
  const told = {};
  if (version === "1" && text.length <= LONGEST) {
    for (const part of parts) {
      const at = part.indexOf(":");
      told[part.slice(0, at)] = part.slice(at + 1);
    }
  }
  const reader = {};
  for (const [name, [mark, values]] of Object.entries(CHOICES)) {
    reader[name] = values.includes(told[mark]) ? told[mark] : values[0];
  }
  for (const [name, mark] of Object.entries(LISTS)) {
    const slugs = (told[mark] ?? "").split("~").filter((slug) => SLUG.test(slug));
    reader[name] = [...new Set(slugs)].sort().slice(0, MOST);
  }
  return reader;
}

export function written(reader) {
  const parts = [];
  for (const [name, [mark, values]] of Object.entries(CHOICES)) {
    if (reader[name] !== values[0]) {
      parts.push(`${mark}:${reader[name]}`);
    }
  }
  for (const [name, mark] of Object.entries(LISTS)) {
    if (reader[name].length) {
      parts.push(`${mark}:${[...new Set(reader[name])].sort().join("~")}`);
    }
  }
  return parts.length ? ["1", ...parts].join(".") : "";
}

// Keeps the choices and shows them at once. False when they don't fit.
export function keep(reader) {
  const text = written(reader);
  if (text.length > LONGEST || Object.keys(LISTS).some((name) => reader[name].length > MOST)) {
    return false;
  }
  const secure = location.protocol === "https:" ? "; Secure" : "";
  const age = text ? YEAR : 0;
  document.cookie = `${COOKIE}=${text}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
  show(reader);
  return true;
}

export function show(reader) {
  const root = document.documentElement;
  for (const name of ["theme", "market", "size"]) {
    if (reader[name] === CHOICES[name][1][0]) {
      delete root.dataset[name];
    } else {
      root.dataset[name] = reader[name];
    }
  }
}

function cookie() {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${COOKIE}=`));
  return found ? found.slice(COOKIE.length + 1) : "";
}
