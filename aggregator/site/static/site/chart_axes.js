// The scales of a chart: colours of the page, round figures, times in the zone of the pages.

const PINS = 44; // px above the time axis that pins need
const MOVED = 0.06; // air above and below the line, as a share of it

// The tokens as the page shows them now.
export function colours() {
  const style = getComputedStyle(document.documentElement);
  const token = (name) => style.getPropertyValue(`--${name}`).trim();
  const ink = token("ink");
  return {
    ink,
    area: /^#[0-9a-f]{6}$/i.test(ink) ? `${ink}0b` : "transparent",
    faint: token("ink-faint"),
    soft: token("ink-soft"),
    line: token("line"),
    strong: token("line-strong"),
    paper: token("paper"),
    cinnabar: token("cinnabar"),
    font: `12px ${getComputedStyle(document.body).fontFamily}`,
  };
}

// The times and values of a plot, with nothing between points that are too far apart.
export function stretches({ times, values, gap }) {
  const xs = [];
  const ys = [];
  times.forEach((time, n) => {
    if (n && time - times[n - 1] > gap) {
      xs.push((time + times[n - 1]) / 2);
      ys.push(null);
    }
    xs.push(time);
    ys.push(values[n]);
  });
  return [xs, ys];
}

function ends({ values }) {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const air = (high - low) * MOVED || Math.abs(high) * 0.01 || 1;
  return [low - air, high + air];
}

// The scale of the values, with room for the pins at its foot.
export function rangeOf(data) {
  const [low, high] = ends(data);
  return (plot) => {
    const height = plot.bbox.height / devicePixelRatio || 1;
    const room = data.marks.length ? Math.min(PINS / height, 0.4) : 0;
    return [low - ((high - low) * room) / (1 - room), high];
  };
}

export function axesOf(ink, data, small) {
  const [low] = ends(data);
  const day = data.end - data.start <= 2 * 86400;
  const words = new Intl.DateTimeFormat(document.documentElement.lang, {
    timeZone: data.zone,
    ...(day ? { hour: "2-digit", minute: "2-digit", hour12: false } : { month: "short", day: "numeric" }),
  });
  const common = { stroke: ink.faint, font: ink.font };
  return [
    {
      ...common,
      size: 28,
      space: small ? 64 : 84,
      gap: 6,
      grid: { show: false },
      ticks: { stroke: ink.strong, size: 5, width: 1 },
      border: { show: true, stroke: ink.ink, width: 1 },
      // A word in the middle of its tick must not be cut off at the left edge.
      filter: (plot, splits) => splits.map((at) => (plot.valToPos(at, "x") < 26 ? null : at)),
      values: (_plot, splits) => splits.map((at) => (at === null ? "" : words.format(new Date(at * 1000)))),
    },
    {
      ...common,
      side: 1,
      size: small ? 48 : 60,
      space: small ? 36 : 56,
      gap: 8,
      grid: { stroke: ink.line, width: 1 },
      ticks: { show: false },
      filter: (_plot, splits) => splits.map((value) => (value < low ? null : value)),
      values: (_plot, splits) => splits.map((value) => (value === null ? "" : figure(value, step(splits)))),
    },
  ];
}

function step(splits) {
  return splits.length > 1 ? splits[1] - splits[0] : Math.abs(splits[0]) || 1;
}

function figure(value, size) {
  const digits = Math.max(0, -Math.floor(Math.log10(size) + 1e-9));
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits }).replace("-", "−");
}

// A value with as many figures as one reads.
export function said(value) {
  const size = Math.abs(value);
  const digits = size >= 10000 ? 0 : size >= 1000 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
  const options = size < 1 ? { maximumSignificantDigits: digits } : { maximumFractionDigits: digits };
  return value.toLocaleString("en", options).replace("-", "−");
}
