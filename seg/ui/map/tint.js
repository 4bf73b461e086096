// What colour each point has: by segment or by a tint, and dimmed where others stand out. And the key to a tint.

// Those who do not stand out: something of the colour of text, so that pale colours stay visible, and mostly ground.
const dimmed = (colour, ground) => mixed(mixed(colour, channels(ground.text), 0.3), ground.rgb, 0.78);

const isLit = (lit, row) => (lit.bits[row >> 3] >> (7 - (row % 8))) & 1;

const segmentColours = (legend, ground) => {
  const colours = new Array(1 + Math.max(...legend.map((entry) => entry.label))).fill("#888888");
  for (const entry of legend) colours[entry.label] = ground.dark ? entry.dark : entry.colour;
  return colours;
};

// The colours when all stand out, and for each row which of them.
const ownPaint = ({ legend, labels, tint, ground }) =>
  tint ? { colours: ground.dark ? tint.dark : tint.colours, codes: tint.codes }
    : { colours: segmentColours(legend, ground), codes: labels };
const plainColour = (shown, row) => {
  const { colours, codes } = ownPaint(shown);
  return colours[codes[row]];
};

// The same as they are drawn: a second half of the colours for those who do not stand out.
const paintOf = (shown) => {
  const { lit, ground } = shown;
  const { colours, codes } = ownPaint(shown);
  if (!lit) return { colours, codes };
  const shaded = Uint16Array.from(codes);
  for (let row = 0; row < codes.length; row++) if (!isLit(lit, row)) shaded[row] += colours.length;
  return { colours: [...colours, ...colours.map((colour) => dimmed(colour, ground))], codes: shaded };
};

// Rows in the order in which they are drawn: those who stand out last, above the others.
const orderOf = (lit, count) => {
  const [under, over] = [[], []];
  for (let row = 0; row < count; row++) (isLit(lit, row) ? over : under).push(row);
  return under.concat(over);
};

const listIn = (parent, name, title, names, colours) => {
  const list = element("ul", name, parent);
  list.setAttribute("aria-label", title);
  names.forEach((name, i) => {
    const item = element("li", "", list);
    item.title = name;
    element("span", "seg-map-swatch", item).style.background = colours[i];
    element("span", "seg-map-key-name", item).textContent = name;
  });
};

// A scale is a bar with its ends named, and beside it who is unknown; a list has a name per colour.
const showKey = (parent, tint, dark) => {
  const wanted = tint ? `${tint.id} ${dark}` : "";
  if (parent.dataset.drawn === wanted) return;
  parent.dataset.drawn = wanted;
  parent.replaceChildren();
  parent.hidden = !tint;
  if (!tint) return;
  element("div", "seg-map-heading", parent).textContent = tint.title;
  const colours = dark ? tint.dark : tint.colours;
  const steps = tint.ordered ? tint.names.length - tint.unknown : 0;
  if (steps) listIn(parent, "seg-map-scale", tint.title, tint.names.slice(0, steps), colours);
  const others = tint.names.slice(steps);
  if (others.length) listIn(parent, "seg-map-swatches", tint.title, others, colours.slice(steps));
};
