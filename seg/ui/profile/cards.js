// Segments as cards. Whoever is clicked among the typical customers is told by their place on the card.

const percent = (share) => `${(100 * share).toFixed(2)}%`;

const drawSpread = (parent, bar, told) => {
  const place = element("div", "spread", parent);
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", told);
  for (const whose of ["everyone", "own"]) {
    const [lower, median, upper] = bar[whose];
    const half = element("span", whose, place);
    half.style.left = percent(lower);
    half.style.width = `max(2px, ${percent(upper - lower)})`;
    if (!bar.share) element("span", `${whose} middle`, place).style.left = percent(median);
  }
};

const drawTraits = (card, traits, more, title) => {
  const told = traits.filter((trait) => trait.more === more);
  if (!told.length) return;
  const part = element("section", "", card);
  element("h4", "", part, title);
  for (const { text, values, bar } of told) {
    const trait = element("div", "trait", part);
    element("div", "text", trait, text);
    element("div", "values", trait, values);
    if (bar) drawSpread(trait, bar, values);
  }
};

const drawMix = (card, { title, parts }) => {
  const mix = element("section", "mix", card);
  element("h4", "", mix, title);
  const whole = element("div", "whole", mix), list = element("ul", "", mix);
  parts.forEach(({ name, share, text }, at) => {
    const deep = 1 - (0.75 * at) / parts.length;
    const slice = element("span", "", whole);
    slice.style.width = percent(share);
    slice.style.opacity = deep;
    const line = element("li", "", list);
    line.style.setProperty("--deep", deep);
    element("span", "", line, name);
    element("span", "share", line, text);
  });
};

const drawNames = (card, names, title, tell) => {
  const menu = element("details", "names", card);
  element("summary", "", menu, title);
  const list = element("ul", "", menu);
  for (const [where, name] of names) {
    const button = element("button", "", element("li", "", list), name);
    button.type = "button";
    button.addEventListener("click", () => tell("name", where));
  }
};

const drawCard = (root, card, words, tell) => {
  const place = element("article", "card", root);
  place.style.setProperty("--own", card.colour);
  element("h3", "", place, card.name);
  if (card.names.length) drawNames(place, card.names, words.names, tell);
  if (card.short === null) element("p", "looking", place).setAttribute("aria-label", words.looking);
  else if (card.short) element("p", "short", place, card.short);
  const facts = element("dl", "", place);
  for (const [name, value] of card.facts) {
    element("dt", "", facts, name);
    element("dd", "", facts, value);
  }
  if (card.plain) element("p", "", place, card.plain);
  drawTraits(place, card.traits, true, words.more);
  drawTraits(place, card.traits, false, words.less);
  if (card.but) element("p", "but", place, card.but);
  for (const mix of card.mixes) drawMix(place, mix);
  if (card.customers.length) {
    const people = element("section", "people", place);
    element("h4", "", people, words.customers);
    const list = element("ul", "", people);
    for (const [where, id] of card.customers) {
      const button = element("button", "", element("li", "", list), id);
      button.type = "button";
      button.addEventListener("click", () => tell("customer", where));
    }
  }
};

const drawn = new WeakMap();

export default ({ data, parentElement, setTriggerValue }) => {
  const wanted = JSON.stringify(data);
  let root = drawn.get(parentElement)?.root;
  if (!root) root = element("div", "cards", parentElement);
  if (drawn.get(parentElement)?.wanted !== wanted) {
    root.replaceChildren();
    for (const card of data.cards) drawCard(root, card, data.words, setTriggerValue);
  }
  drawn.set(parentElement, { root, wanted });
  return () => drawn.delete(parentElement);
};
