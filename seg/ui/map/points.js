// Points as the library takes them: which there are, which are drawn, and how.

const GLIDE_MS = 700;
const FADE_MS = 350; // as in map.css
const GLIDE_POINTS = 100_000; // more would not move smoothly

const pointsOf = ({ xy }) => {
  const points = new Array(xy.length / 2);
  for (let i = 0; i < points.length; i++) points[i] = [xy[2 * i], xy[2 * i + 1], 0];
  return points;
};

// All rows of segments that are not hidden; undefined where none is.
const rowsShown = (labels, hiddenLabels) => {
  if (!hiddenLabels.length) return undefined;
  const off = new Set(hiddenLabels);
  const rows = [];
  labels.forEach((label, i) => off.has(label) || rows.push(i));
  return rows;
};

// The library counts the points in view, for their opacity, only when the view changes: say that it did, before the
// next frame, so that one frame is enough.
const recount = (plot) => plot.view(plot.get("cameraView"), { preventEvent: true });

const filterPoints = async (plot, rows) => {
  const drawing = rows ? plot.filter(rows) : plot.unfilter();
  recount(plot);
  await drawing;
};

// Draws `shown` and keeps the index in it by which the library finds the point at the pointer.
const drawPoints = async (plot, shown, rows, glide) => {
  if (!shown.points.length) return;
  const paint = paintOf(shown);
  for (let i = 0; i < shown.points.length; i++) shown.points[i][2] = paint.codes[i];
  plot.set({ ...pointColours(paint.colours, shown.ground), ...pointStyle(shown.points.length) });
  const order = shown.lit ? orderOf(shown.lit, shown.points.length) : null;
  if (order || plot.get("pointOrder")) plot.set({ pointOrder: order });
  const options = { zDataType: "categorical", filter: rows, spatialIndex: shown.index };
  const drawing = plot.draw(shown.points, { ...options, transition: glide, transitionDuration: GLIDE_MS });
  recount(plot);
  await drawing;
  shown.index = plot.get("spatialIndex");
};

// Where points are too many to glide, the old picture melts away over the new one. Call the answer when that stands.
const crossFade = (canvas) => {
  const old = element("canvas", "seg-map-melting");
  [old.width, old.height] = [canvas.width, canvas.height];
  old.getContext("2d").drawImage(canvas, 0, 0);
  canvas.after(old);
  return () => {
    old.style.opacity = 0;
    setTimeout(() => old.remove(), FADE_MS);
  };
};

// Radius in pixels and opacity of the points in view, as the library draws them (asinh scale, opacity by density).
const lookOf = (shown, view, [width, height], inView) => {
  const { pointSize, opacityByDensityFill } = pointStyle(shown.points.length);
  const scale = Math.hypot(view[0], view[1]);
  const across = pointSize * (scale > 1 ? Math.asinh(scale) / Math.asinh(1) : 1);
  const share = (opacityByDensityFill * width * height) / (Math.max(1, inView) * across * across);
  return { radius: across / 2, opacity: Math.min(1, Math.max(0.1, (share * Math.min(1, scale * scale) * 4) / Math.PI)) };
};
