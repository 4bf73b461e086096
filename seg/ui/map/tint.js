// What colour each point has: by segment or by a tint, and dimmed where others stand out. And the key to a tint.

// Those who do not stand out: something of the colour of text, so that pale colours stay visible, and mostly ground.
const dimmed = (colour, ground) => mixed(mixed(colour, channels(ground.text), 0.3), ground.rgb, 0.78);

const isLit = (lit, row) => (lit.bits[row >> 3] >> (7 - (row % 8))) & 1;

const segmentColours = (legend, ground) => {
  const colours = new Array(1 + Math.max(...legend.map((entry) => entry.label))).fill("#888888");
  for (const entry of legend) colours[entry.label] = ground.dark ? entry.dark : entry.colour;
  return colours;
};

// The colours, and for each row which of them; `plain` is the colour of a row as if all stood out.
const paintOf = ({ legend, labels, tint, lit, ground }) => {
  const own = tint ? (ground.dark ? tint.dark : tint.colours) : segmentColours(legend, ground);
  const codes = tint ? tint.codes : labels;
  const plain = (row) => own[codes[row]];
  if (!lit) return { colours: own, codes, plain };
  const shaded = Uint16Array.from(codes);
  for (let row = 0; row < codes.length; row++) if (!isLit(lit, row)) shaded[row] += own.length;
  return { colours: [...own, ...own.map((colour) => dimmed(colour, ground))], codes: shaded, plain };
};

// Rows in the order in which they are drawn: those who stand out last, above the others.
const orderOf = (lit, count) => {
  const [under, over] = [[], []];
  for (let row = 0; row < count; row++) (isLit(lit, row) ? over : under).push(row);
  return under.concat(over);
};

// A scale is a bar with its ends named, a list has a name per colour.
const showKey = (parent, tint, dark) => {
  const wanted = tint ? `${tint.id} ${dark}` : "";
  if (parent.dataset.drawn === wanted) return;
  parent.dataset.drawn = wanted;
  parent.replaceChildren();
  parent.hidden = !tint;
  if (!tint) return;
  element("div", "seg-map-heading", parent).textContent = tint.title;
  const colours = dark ? tint.dark : tint.colours;
  const list = element("ul", tint.ordered ? "seg-map-scale" : "seg-map-swatches", parent);
  list.setAttribute("aria-label", tint.title);
  tint.names.forEach((name, i) => {
    const item = element("li", "", list);
    item.title = name;
    element("span", "seg-map-swatch", item).style.background = colours[i];
    element("span", "seg-map-key-name", item).textContent = name;
  });
};
