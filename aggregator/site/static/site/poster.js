// A poster of a report or an event, drawn on a canvas: paper and ink whatever the page's theme.

import { credit } from "./credit.js";
import { correction, generate } from "../vendor/lean-qr/nano.mjs";

const WIDTH = 1080;
const EDGE = 88;
const MEASURE = WIDTH - 2 * EDGE;
const PAPER = "#f8f7f3";
const INK = "#14181a";
const SOFT = "#42484b";
const FAINT = "#62686a";
const LINE = "#a9a598";
const CINNABAR = "#b5281a";
const SERIF = '"Songti SC", "Source Han Serif SC", "Noto Serif CJK SC", "Noto Serif SC", SimSun, serif';
const SANS =
  '-apple-system, "PingFang SC", "HarmonyOS Sans SC", "MiSans", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';
const TITLES = [
  { size: 76, lead: 108, most: 4 },
  { size: 64, lead: 92, most: 6 },
  { size: 52, lead: 76, most: 10 },
];
const SUMMARY = { size: 38, lead: 66, most: 7 };
const CODE = 288; // at most, quiet zone included
const QUIET = 4; // modules of paper around the code, as the standard asks
const OPENING = /^[，。！？；：、”’）》」』〉】…·%,.!?;:)\]}]/;

// Lines of words no wider than the measure; a word longer than a line is cut.
function lines(pen, words, most) {
  const found = [];
  let line = "";
  const put = (piece) => {
    if (pen.measureText(line + piece).width <= MEASURE || !line || OPENING.test(piece)) {
      line += piece;
    } else {
      found.push(line);
      line = piece.trimStart();
    }
  };
  for (const word of words) {
    if (pen.measureText(word).width > MEASURE) {
      [...word].forEach(put);
    } else {
      put(word);
    }
  }
  found.push(line);
  if (found.length <= most) {
    return found.filter(Boolean);
  }
  const last = [...found[most - 1]];
  while (last.length && pen.measureText(`${last.join("")}…`).width > MEASURE) {
    last.pop();
  }
  return [...found.slice(0, most - 1), `${last.join("").replace(/[，、；：]$/, "")}…`];
}

function cut(text) {
  if (!Intl.Segmenter) {
    return text.match(/[0-9A-Za-z.,%$-]+|[^]/gu) ?? [];
  }
  return [...new Intl.Segmenter("zh", { granularity: "word" }).segment(text)].map((one) => one.segment);
}

function headline(pen, words) {
  for (const form of TITLES) {
    pen.font = `700 ${form.size}px ${SERIF}`;
    const found = lines(pen, words, form.most + 1);
    if (found.length <= form.most || form === TITLES.at(-1)) {
      return { ...form, lines: lines(pen, words, form.most) };
    }
  }
}

// The wordmark of the page, stroke by stroke.
function wordmark(pen, x, y, height) {
  const strokes = document.querySelectorAll("#logo path");
  pen.save();
  pen.translate(x, y);
  pen.scale(height / 48, height / 48);
  pen.lineWidth = 4;
  pen.strokeStyle = INK;
  pen.miterLimit = 8;
  for (const stroke of strokes) {
    pen.stroke(new Path2D(stroke.getAttribute("d")));
  }
  pen.restore();
}

function code(pen, url, right, bottom) {
  const matrix = generate(url, { minCorrectionLevel: correction.M });
  const step = Math.floor(CODE / (matrix.size + 2 * QUIET));
  const side = step * (matrix.size + 2 * QUIET);
  const [left, top] = [right - side + QUIET * step, bottom - side + QUIET * step];
  pen.fillStyle = "#ffffff";
  pen.fillRect(right - side, bottom - side, side, side);
  pen.fillStyle = "#000000";
  for (let y = 0; y < matrix.size; y++) {
    for (let x = 0; x < matrix.size; x++) {
      if (matrix.get(x, y)) {
        pen.fillRect(left + x * step, top + y * step, step, step);
      }
    }
  }
  return { left, top, step, size: matrix.size };
}

function clock(at) {
  if (document.documentElement.lang === "en") {
    return new Intl.DateTimeFormat("en-GB", {
      timeZone: "Asia/Shanghai", dateStyle: "medium", timeStyle: "short",
    }).format(at);
  }
  const parts = new Intl.DateTimeFormat("zh-CN", {
    timeZone: "Asia/Shanghai", year: "numeric", month: "numeric", day: "numeric",
    hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  }).formatToParts(at);
  const of = Object.fromEntries(parts.map((part) => [part.type, part.value]));
  return `${of.year}年${of.month}月${of.day}日 ${of.hour}:${of.minute}`;
}

// one: {words, summary, outlet, at, vital, url}; labels: {vital, source, zone, scan}.
// Gives the canvas, 1080 wide, and where its code stands: {left, top, step, size} in pixels.
export async function poster(one, labels) {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  const title = headline(pen, one.words);
  pen.font = `400 ${SUMMARY.size}px ${SANS}`;
  const summary = one.summary ? lines(pen, cut(one.summary), SUMMARY.most) : [];
  const seal = one.vital ? 84 : 0;
  const text = title.lines.length * title.lead + (summary.length ? 36 + summary.length * SUMMARY.lead : 0);
  const foot = CODE + 128;
  canvas.width = WIDTH;
  canvas.height = Math.max(1350, 256 + seal + text + 96 + foot);

  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.textBaseline = "middle";
  wordmark(pen, EDGE, 84, 72);
  pen.font = `400 32px ${SANS}`;
  pen.fillStyle = FAINT;
  pen.textAlign = "right";
  if (one.at) {
    pen.fillText(`${clock(one.at)} ${labels.zone}`, WIDTH - EDGE, 122);
  }
  pen.textAlign = "left";
  pen.fillStyle = INK;
  pen.fillRect(EDGE, 192, MEASURE, 4);

  let y = 256;
  if (one.vital) {
    pen.font = `600 34px ${SANS}`;
    const wide = pen.measureText(labels.vital).width + 32;
    pen.fillStyle = CINNABAR;
    pen.fillRect(EDGE, y - 4, wide, 56);
    pen.fillStyle = "#fdfbf6";
    pen.fillText(labels.vital, EDGE + 16, y + 25);
    y += seal;
  }
  y = write(pen, title.lines, `700 ${title.size}px ${SERIF}`, INK, y, title.lead);
  write(pen, summary, `400 ${SUMMARY.size}px ${SANS}`, SOFT, y + 36, SUMMARY.lead);

  const base = canvas.height - foot;
  pen.fillStyle = LINE;
  pen.fillRect(EDGE, base, MEASURE, 2);
  const placed = code(pen, one.url, WIDTH - EDGE, canvas.height - 88);
  pen.fillStyle = INK;
  pen.font = `600 36px ${SANS}`;
  if (one.outlet) {
    pen.fillText(credit(one, labels), EDGE, base + 92, MEASURE - CODE - 40);
  }
  pen.fillStyle = FAINT;
  pen.font = `400 32px ${SANS}`;
  pen.fillText(labels.scan, EDGE, base + 160, MEASURE - CODE - 40);
  pen.font = `400 28px ${SANS}`;
  pen.fillText(new URL(one.url).host, EDGE, base + 220, MEASURE - CODE - 40);
  return { canvas, code: placed };
}

function write(pen, words, font, colour, top, lead) {
  pen.font = font;
  pen.fillStyle = colour;
  words.forEach((line, number) => pen.fillText(line, EDGE, top + lead * (number + 0.5)));
  return top + lead * words.length;
}
