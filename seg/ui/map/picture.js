// The map as a file: one SVG with title, points, what lies over them, key, legend and the lines under it. The PNG is
// that SVG, drawn twice as large.

const MOST_CIRCLES = 5_000; // more would make a file that no office program opens
const MARGIN = 24;
const SIDE = 250;

const drawText = (parent, theme, text, x, y, look = {}) => {
  const made = svg("text", { x, y, fill: theme.text, "font-family": theme.font, "font-size": 13, ...look }, parent);
  made.textContent = text;
  return made;
};

const circlesOf = (parent, { rows, place, colour, radius, opacity }) => {
  const groups = new Map();
  for (const row of rows) {
    const fill = colour(row);
    if (!groups.has(fill)) groups.set(fill, svg("g", { fill, "fill-opacity": opacity }, parent));
    const [x, y] = place(row);
    svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: radius.toFixed(1) }, groups.get(fill));
  }
};

const imageOf = (parent, pixels, width, height) => {
  const sheet = document.createElement("canvas");
  [sheet.width, sheet.height] = [pixels.width, pixels.height];
  sheet.getContext("2d").putImageData(pixels, 0, 0);
  svg("image", { href: sheet.toDataURL("image/png"), width, height }, parent);
};

// Rows of a swatch, a name that is cut where it would reach the number, and the number.
const listOf = (parent, theme, heading, rows, x, y) => {
  drawText(parent, theme, heading, x, y, { "font-weight": 600 });
  brush.font = `13px ${theme.font}`;
  rows.forEach(({ colour, name, size = "" }, i) => {
    const line = y + 24 + 22 * i;
    const room = SIDE - 24 - 18 - brush.measureText(size).width - 12;
    let cut = name;
    while (cut.length > 1 && brush.measureText(cut).width > room) cut = `${cut.slice(0, -2).trimEnd()}…`;
    svg("circle", { cx: x + 6, cy: line - 4.5, r: 6, fill: colour }, parent);
    svg("title", {}, drawText(parent, theme, cut, x + 20, line)).textContent = name;
    drawText(parent, theme, size, x + SIDE - 24, line, { "text-anchor": "end", "fill-opacity": 0.75 });
  });
  return y + 24 + 22 * rows.length + 16;
};

// `map` is { theme, size, picture, key, legend, words, overlay, circles or pixels }.
const pictureOf = ({ theme, size: [width, height], picture, key, legend, heading, overlay, circles, pixels }) => {
  const top = MARGIN + 34;
  const rows = legend.length + (key ? key.rows.length + 3 : 0);
  const tall = Math.max(height, rows * 22 + 60);
  const whole = [width + SIDE + 2 * MARGIN, top + tall + 22 * picture.lines.length + MARGIN + 8];
  const root = svg("svg", { width: whole[0], height: whole[1], viewBox: `0 0 ${whole[0]} ${whole[1]}` });
  root.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  svg("title", {}, root).textContent = picture.title;
  svg("rect", { width: "100%", height: "100%", fill: theme.colour }, root);
  drawText(root, theme, picture.title, MARGIN, MARGIN + 16, { "font-size": 18, "font-weight": 600 });
  const stage = svg("svg", { x: MARGIN, y: top, width, height, viewBox: `0 0 ${width} ${height}` }, root);
  if (pixels) imageOf(stage, pixels, width, height);
  else circlesOf(stage, circles);
  const copy = overlay.cloneNode(true);
  // No outline that is not answered yet, and no id of a customer: a picture leaves the room.
  for (const gone of copy.querySelectorAll('[display="none"], .seg-map-pending, [data-key="pointed"]')) gone.remove();
  stage.append(...copy.childNodes);
  const left = MARGIN + width + 24;
  const after = key ? listOf(root, theme, key.title, key.rows, left, top + 14) : top + 14;
  listOf(root, theme, heading, legend, left, after);
  const small = { "font-size": 12, "fill-opacity": 0.75 };
  picture.lines.forEach((line, i) => drawText(root, theme, line, MARGIN, top + tall + 26 + 20 * i, small));
  return new XMLSerializer().serializeToString(root);
};

const savePicture = async (map, kind) => {
  const text = pictureOf(map);
  const blob = kind === "svg" ? new Blob([text], { type: "image/svg+xml" }) : await rasterised(text);
  save(blob, `${map.picture.file_name}.${kind}`);
};
