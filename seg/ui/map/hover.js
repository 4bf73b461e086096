// The card at the pointer: the segment, and up to three facts in bands.

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

  const title = (entry, colour) => {
    const line = element("div", "seg-map-card-title", card);
    element("span", "seg-map-swatch", line).style.background = colour;
    element("span", "", line).textContent = entry.name;
  };

  const facts = (table, row) => {
    const rows = table.bytes.length / table.names.length;
    const list = element("dl", "", card);
    table.names.forEach((name, j) => {
      element("dt", "", list).textContent = name;
      element("dd", "", list).textContent = table.bands[j][table.bytes[j * rows + row]];
    });
  };

  stage.addEventListener("mousemove", (event) => {
    const box = stage.getBoundingClientRect();
    Object.assign(pointer, { x: event.clientX - box.left, y: event.clientY - box.top });
    if (!card.hidden) place();
  });

  return {
    show(entry, colour, table, row) {
      card.replaceChildren();
      title(entry, colour);
      if (table) facts(table, row);
      card.hidden = false;
      place();
    },
    hide() {
      card.hidden = true;
    },
  };
};
