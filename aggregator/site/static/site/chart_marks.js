// Stories on the time axis: a line from the price down to a numbered pin, which is a link.

const APART = 22; // px between pins
const RADIUS = 10;
const LIFT = 15; // px from the axis to the middle of a pin

// Moved as little as keeps them apart and within the plot.
function spread(places, low, high) {
  const apart = Math.min(APART, (high - low) / Math.max(places.length - 1, 1));
  const moved = [];
  places.forEach((place, n) => moved.push(Math.max(place, n ? moved[n - 1] + apart : low)));
  let most = high;
  for (let n = moved.length - 1; n >= 0; n -= 1) {
    moved[n] = Math.min(moved[n], most);
    most = moved[n] - apart;
  }
  return moved;
}

// In CSS pixels of the plot's root: where each pin is, and the point of the line above it.
function placed(plot, { marks, times, values, gap }) {
  const left = plot.bbox.left / devicePixelRatio;
  const top = plot.bbox.top / devicePixelRatio;
  const width = plot.bbox.width / devicePixelRatio;
  const base = top + plot.bbox.height / devicePixelRatio;
  const xs = marks.map(({ at }) => left + plot.valToPos(at, "x"));
  const pins = spread(xs, left + RADIUS, left + width - RADIUS);
  return marks.map((mark, n) => {
    const value = valueAt(mark.at, times, values, gap);
    return { mark, x: pins[n], y: base - LIFT, from: xs[n], top: value === null ? null : top + plot.valToPos(value, "y") };
  });
}

function valueAt(at, times, values, gap) {
  const after = times.findIndex((time) => time >= at);
  if (after < 1 || times[after] - times[after - 1] > gap) {
    return null;
  }
  const share = (at - times[after - 1]) / (times[after] - times[after - 1]);
  return values[after - 1] + (values[after] - values[after - 1]) * share;
}

export function marksOf(plot, data, ink) {
  const { ctx } = plot;
  ctx.save();
  ctx.scale(devicePixelRatio, devicePixelRatio);
  for (const { mark, x, y, from, top } of placed(plot, data)) {
    if (top === null) {
      continue;
    }
    ctx.strokeStyle = mark.vital ? ink.cinnabar : ink.strong;
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(from, top);
    ctx.lineTo(from, y - RADIUS - 11);
    ctx.lineTo(x, y - RADIUS);
    ctx.stroke();
    ctx.strokeStyle = mark.vital ? ink.cinnabar : ink.ink;
    ctx.fillStyle = ink.paper;
    ctx.lineWidth = 1.75;
    ctx.beginPath();
    ctx.arc(from, top, 3, 0, 2 * Math.PI);
    ctx.fill();
    ctx.stroke();
  }
  ctx.restore();
}

export function pinsOf(plot, data) {
  return placed(plot, data).map(({ mark, x, y }) => {
    const pin = document.createElement("a");
    pin.className = mark.vital ? "chart__pin chart__pin--vital" : "chart__pin";
    pin.href = mark.href;
    pin.title = mark.title;
    // The list under the chart has every pin as a row: the keyboard passes through that.
    pin.tabIndex = -1;
    pin.setAttribute("aria-hidden", "true");
    const number = document.createElement("span");
    number.textContent = mark.no;
    pin.append(number);
    pin.style.insetInlineStart = `${x - 12}px`;
    pin.style.insetBlockStart = `${y - 22}px`;
    return pin;
  });
}
