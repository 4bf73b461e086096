// The map as a file: one SVG with title, points, what lies over them, key, legend and the lines under it. The PNG is
// that SVG, drawn twice as large.

const MOST_CIRCLES = 5_000; // more would make a file that no office program opens
const MARGIN = 24;
const SIDE = 250;
const TITLE = 24; // from one line of the title to the next
const MOST_LINES = 6; // of a name, or of a line of text

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

// Rows of a swatch, a name in as many lines as it needs beside the number, and the number. Gives where the next begins.
const listOf = (parent, theme, heading, rows, x, y) => {
  drawText(parent, theme, heading, x, y, { "font-weight": 600 });
  brush.font = `13px ${theme.font}`;
  let row = y + 24;
  for (const { colour, name, size = "" } of rows) {
    const room = SIDE - 24 - 20 - brush.measureText(size).width - 12;
    const lines = brokenInto(MOST_LINES, name, (line) => brush.measureText(line).width <= room);
    svg("circle", { cx: x + 6, cy: row - 4.5, r: 6, fill: colour }, parent);
    lines.forEach((line, i) => drawText(parent, theme, line, x + 20, row + LINE * i));
    drawText(parent, theme, size, x + SIDE - 24, row, { "text-anchor": "end", "fill-opacity": 0.75 });
    row += 22 + LINE * (lines.length - 1);
  }
  return row + 16;
};

// `map` is { theme, size, picture, key, legend, words, overlay, circles or pixels }.
const pictureOf = ({ theme, size: [width, height], picture, key, legend, heading, overlay, circles, pixels }) => {
  const across = width + SIDE + 2 * MARGIN;
  const within = (text, font) => {
    brush.font = `${font} ${theme.font}`;
    return brokenInto(MOST_LINES, text, (line) => brush.measureText(line).width <= across - 2 * MARGIN);
  };
  const title = within(picture.title, "600 18px");
  const top = MARGIN + 34 + TITLE * (title.length - 1);
  const root = svg("svg", {});
  root.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  svg("title", {}, root).textContent = picture.title;
  svg("rect", { width: "100%", height: "100%", fill: theme.colour }, root);
  const bold = { "font-size": 18, "font-weight": 600 };
  title.forEach((line, i) => drawText(root, theme, line, MARGIN, MARGIN + 16 + TITLE * i, bold));
  const stage = svg("svg", { x: MARGIN, y: top, width, height, viewBox: `0 0 ${width} ${height}` }, root);
  if (pixels) imageOf(stage, pixels, width, height);
  else circlesOf(stage, circles);
  const copy = overlay.cloneNode(true);
  // No outline that is not answered yet, and no id of a customer: a picture leaves the room.
  for (const gone of copy.querySelectorAll('[display="none"], .seg-map-pending, [data-key="pointed"]')) gone.remove();
  stage.append(...copy.childNodes);
  const left = MARGIN + width + 24;
  const after = key ? listOf(root, theme, key.title, key.rows, left, top + 14) : top + 14;
  const tall = Math.max(height, listOf(root, theme, heading, legend, left, after) - top);
  const lines = picture.lines.flatMap((line) => within(line, "12px"));
  const small = { "font-size": 12, "fill-opacity": 0.75 };
  lines.forEach((line, i) => drawText(root, theme, line, MARGIN, top + tall + 26 + 20 * i, small));
  const down = top + tall + 22 * lines.length + MARGIN + 8;
  for (const [name, value] of Object.entries({ width: across, height: down, viewBox: `0 0 ${across} ${down}` })) {
    root.setAttribute(name, value);
  }
  return new XMLSerializer().serializeToString(root);
};

const savePicture = async (map, kind) => {
  const text = await withFonts(pictureOf(map));
  const blob = kind === "svg" ? new Blob([text], { type: "image/svg+xml" }) : await rasterised(text);
  save(blob, `${map.picture.file_name}.${kind}`);
};
