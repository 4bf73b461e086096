// The card at the pointer: the segment, how surely, what it is coloured by, and up to three facts in bands.

const createCard = (stage) => {
  const card = element("div", "seg-map-card", stage);
  card.hidden = true;
  const pointer = { x: 0, y: 0 };

  const place = () => {
    const { width, height } = stage.getBoundingClientRect();
    const right = pointer.x + 16 + card.offsetWidth > width;
    const below = pointer.y + 16 + card.offsetHeight > height;
    card.style.left = `${Math.max(4, right ? pointer.x - 12 - card.offsetWidth : pointer.x + 16)}px`;
    card.style.top = `${Math.max(4, below ? pointer.y - 12 - card.offsetHeight : pointer.y + 16)}px`;
  };

  const title = (name, colour) => {
    const line = element("div", "seg-map-card-title", card);
    element("span", "seg-map-swatch", line).style.background = colour;
    element("span", "", line).textContent = name;
  };

  const facts = (pairs) => {
    const list = element("dl", "", card);
    for (const [name, value] of pairs) {
      element("dt", "", list).textContent = name;
      element("dd", "", list).textContent = value;
    }
  };

  stage.addEventListener("mousemove", (event) => {
    const box = stage.getBoundingClientRect();
    Object.assign(pointer, { x: event.clientX - box.left, y: event.clientY - box.top });
    if (!card.hidden) place();
  });

  return {
    show(name, colour, pairs) {
      card.replaceChildren();
      title(name, colour);
      if (pairs.length) facts(pairs);
      card.hidden = false;
      place();
    },
    hide() {
      card.hidden = true;
    },
  };
};

// [what, band] of one customer: the facts first, then how surely it belongs, then what the colour says.
const factsOf = ({ hover, labels, sure, bands, tint, words }, row) => {
  const pairs = (hover?.names ?? []).map((name, j) => [name, hover.bands[j][hover.bytes[j * labels.length + row]]]);
  if (sure) pairs.push([words.confidence, bands[sure[row]]]);
  if (tint && tint.title !== words.confidence && !hover?.names.includes(tint.title)) {
    pairs.push([tint.title, tint.names[tint.codes[row]]]);
  }
  return pairs;
};
