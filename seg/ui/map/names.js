// Names on the map: broken into at most three lines, each in the first place where there is room for it.

const LINE = 16;
const LONGEST = 28; // letters in a line
const HALO = 4; // around the letters
const GAP = 1;

const shortened = (line, fits) => {
  let cut = line;
  while (cut.length > 1 && !fits(cut)) cut = `${cut.slice(0, -2).trimEnd()}…`;
  return cut;
};

// Lines that fit, broken between words; what is left over is cut off the last one.
const brokenInto = (most, text, fits) => {
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = `${lines[lines.length - 1]} ${word}`;
    if (lines.length && (lines.length === most || fits(longer))) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => shortened(line, fits));
};
const linesOf = (text) => brokenInto(3, text, (line) => line.length <= LONGEST);

const brush = document.createElement("canvas").getContext("2d");
const sizeOf = (lines, font) => {
  brush.font = font;
  const w = Math.max(...lines.map((line) => brush.measureText(line).width));
  return { w: w + HALO, h: lines.length * LINE + HALO };
};

const apart = (one, two) =>
  Math.abs(one.x - two.x) * 2 >= one.w + two.w + 2 * GAP || Math.abs(one.y - two.y) * 2 >= one.h + two.h + 2 * GAP;

// Centres to try around a place, nearest first. Places off the stage have none.
const AROUND = [[0, 0], [0, -0.9], [0, 0.9], [-0.45, -1], [0.45, -1], [-0.45, 1], [0.45, 1], [-0.6, 0], [0.6, 0]];
const candidates = ({ x, y, w, h, away, off }) =>
  away
    ? [away, [0, -1], [0, 1], [1, 0], [-1, 0]].map(([right, down]) =>
        [x + right * (w / 2 + 6 + off), y + down * (h / 2 + 4 + off)])
    : AROUND.map(([right, down]) => [x + right * w, y + down * h]);

const within = (value, size, length) => Math.min(Math.max(value, size / 2 + 4), length - size / 2 - 4);

// `wanted` in order of importance: { key, x, y, w, h }. A name keeps the place it had while there is room (`last`:
// key -> number of the candidate), so that names do not hop about while the camera moves. `taken` grows.
const placeNames = (wanted, [width, height], taken, last) => {
  const placed = new Map();
  for (const one of wanted) {
    if (one.x < 0 || one.y < 0 || one.x > width || one.y > height || one.w + 8 > width) continue;
    const boxes = candidates(one).map(([x, y]) => ({
      x: within(x, one.w, width), y: within(y, one.h, height), w: one.w, h: one.h,
    }));
    const order = [...boxes.keys()].sort((a, b) => (b === last.get(one.key)) - (a === last.get(one.key)));
    const found = order.find((i) => taken.every((other) => apart(boxes[i], other)));
    if (found === undefined) continue;
    last.set(one.key, found);
    taken.push(boxes[found]);
    placed.set(one.key, boxes[found]);
  }
  return placed;
};
