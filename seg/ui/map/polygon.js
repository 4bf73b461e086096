// What a hand drew, with no more corners than it needs (Douglas and Peucker 1973).

const MOST_CORNERS = 400;
const WOBBLE = 0.5; // pixels by which a line may move

const offLine = ([x, y], [x0, y0], [x1, y1]) => {
  const long = Math.hypot(x1 - x0, y1 - y0);
  return long ? Math.abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / long : Math.hypot(x - x0, y - y0);
};

const farthest = (points, from, to) => {
  let [at, off] = [from, 0];
  for (let i = from + 1; i < to; i++) {
    const far = offLine(points[i], points[from], points[to]);
    if (far > off) [at, off] = [i, far];
  }
  return [at, off];
};

const thinned = (points, wobble) => {
  const kept = new Set([0, points.length - 1]);
  const open = [[0, points.length - 1]];
  while (open.length) {
    const [from, to] = open.pop();
    const [at, off] = farthest(points, from, to);
    if (off <= wobble) continue;
    kept.add(at);
    open.push([from, at], [at, to]);
  }
  return points.filter((_, i) => kept.has(i));
};

// Pixels in, at most MOST_CORNERS pixels out.
const simplified = (points) => {
  let [wobble, found] = [WOBBLE, thinned(points, WOBBLE)];
  while (found.length > MOST_CORNERS) found = thinned(points, (wobble *= 1.5));
  return found;
};

const boxOf = ([x0, y0], [x1, y1]) => [[x0, y0], [x1, y0], [x1, y1], [x0, y1]];
