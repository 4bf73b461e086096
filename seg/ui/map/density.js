// Where the customers of a segment are thickest, and the line around most of them. Counted on a grid and smoothed.

const CELLS = 160; // along each side of the grid
const EDGE = 1.1; // the grid spans -1.1..1.1: lines may close outside the outermost points
const WITHIN = 0.9;
const CELL = (2 * EDGE) / CELLS;

const countCells = (xy, labels) => {
  const parts = [];
  for (let i = 0; i < labels.length; i++) {
    const part = (parts[labels[i]] ??= { cells: new Float32Array(CELLS * CELLS), n: 0, x: 0, y: 0, square: 0 });
    const x = xy[2 * i];
    const y = xy[2 * i + 1];
    part.cells[Math.floor((y + EDGE) / CELL) * CELLS + Math.floor((x + EDGE) / CELL)] += 1;
    part.n += 1;
    part.x += x;
    part.y += y;
    part.square += x * x + y * y;
  }
  return parts;
};

// Few or scattered customers need more smoothing (Scott's rule), within bounds that keep the form.
const smoothed = ({ cells, n, x, y, square }) => {
  const spread = Math.sqrt(Math.max(0, square / n - (x / n) ** 2 - (y / n) ** 2) / 2);
  const radius = Math.min(7, Math.max(1, (0.9 * spread * n ** (-1 / 6)) / CELL));
  return library.blur2({ data: cells.slice(), width: CELLS, height: CELLS }, radius).data;
};

const peakOf = (density) => {
  let best = 0;
  for (let i = 1; i < density.length; i++) if (density[i] > density[best]) best = i;
  return [((best % CELLS) + 0.5) * CELL - EDGE, (Math.floor(best / CELLS) + 0.5) * CELL - EDGE];
};

// The level above which that share of the customers lies.
const levelOf = (density, { cells, n }) => {
  const order = [...cells.keys()].filter((i) => cells[i]).sort((a, b) => density[b] - density[a]);
  let within = 0;
  const last = order.find((i) => (within += cells[i]) >= WITHIN * n);
  return density[last] * 0.999;
};

const areaOf = (ring) =>
  Math.abs(ring.reduce((sum, [x, y], i) => sum + x * ring[(i + 1) % ring.length][1] - y * ring[(i + 1) % ring.length][0], 0)) / 2;

const ringsAround = (density, part) => {
  const { coordinates } = library.contours().size([CELLS, CELLS]).contour(density, levelOf(density, part));
  const rings = coordinates.flat().filter((ring) => areaOf(ring) > 3);
  return rings.map((ring) => ring.map(([x, y]) => [x * CELL - EDGE, y * CELL - EDGE]));
};

// Answers per label, worked out when somebody asks.
const createDensity = (xy, labels) => {
  const parts = countCells(xy, labels);
  const known = new Map();
  const of = (label) => {
    if (!parts[label]) return null;
    if (!known.has(label)) {
      const density = smoothed(parts[label]);
      known.set(label, { peak: peakOf(density), density, rings: null });
    }
    return known.get(label);
  };
  return {
    count: (label) => parts[label]?.n ?? 0,
    peak: (label) => of(label)?.peak,
    rings(label) {
      const found = of(label);
      if (found) found.rings ??= ringsAround(found.density, parts[label]);
      return found?.rings ?? [];
    },
  };
};
