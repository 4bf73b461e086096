// The parts of the map on the page, without behaviour: stage at the left, key and legend at the right.

let frames = 0;

const ICONS = {
  move: "M8 1v14M1 8h14M5.8 3.2 8 1l2.2 2.2M5.8 12.8 8 15l2.2-2.2M3.2 5.8 1 8l2.2 2.2M12.8 5.8 15 8l-2.2 2.2",
  lasso: "M5.2 10.9C2.800 10.200 1.500 8.600 1.500 6.700 1.500 3.900 4.400 1.800 8 1.800s6.500 2.100 6.500 4.900S11.600 11.600 8 11.600c-.5 0-1 0-1.400-.1M6.500 11.400a1.500 1.500 0 1 0-1.400.900c.9.700.6 2.100-.8 2.400",
  box: "M2 5V2h3M11 2h3v3M14 11v3h-3M5 14H2v-3M7 2h2M7 14h2M2 7v2M14 7v2",
  zoomIn: "M8 3v10M3 8h10",
  zoomOut: "M3 8h10",
  reset: "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4",
};

const iconButton = (name, parent) => {
  const made = button("seg-map-icon", parent, () => {});
  const picture = svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, made);
  const line = { fill: "none", stroke: "currentColor", "stroke-width": 1.5, "stroke-linecap": "round" };
  svg("path", { d: ICONS[name], ...line, "stroke-linejoin": "round" }, picture);
  return made;
};

const createFrame = (parent, head) => {
  if (!document.getElementById("seg-map-style")) {
    const style = element("style", "", document.head);
    style.id = "seg-map-style";
    style.textContent = STYLE;
  }
  const root = element("div", "seg-map", parent);
  const stage = element("div", "seg-map-stage", root);
  stage.tabIndex = 0;
  stage.setAttribute("role", "group");
  const canvas = element("canvas", "", stage);
  canvas.setAttribute("role", "img");
  const note = element("p", "seg-map-note", stage);
  note.setAttribute("role", "status");
  note.textContent = head.words.drawing;
  const tools = element("div", "seg-map-bar seg-map-tools", stage);
  const layers = element("div", "seg-map-bar seg-map-layers", stage);
  const [names, outlines] = ["", ""].map(() => button("seg-map-layer", layers, () => {}));
  const zooms = element("div", "seg-map-bar seg-map-zooms", stage);
  const [zoomIn, zoomOut, reset] = ["zoomIn", "zoomOut", "reset"].map((name) => iconButton(name, zooms));

  const side = element("div", "seg-map-side", root);
  const tintKey = element("div", "seg-map-key", side);
  const top = element("div", "seg-map-top", side);
  const heading = element("div", "seg-map-heading", top);
  const all = button("seg-map-all", top, () => {});
  const list = element("ul", "seg-map-list", side);
  list.id = `seg-map-list-${(frames += 1)}`;
  heading.id = `${list.id}-heading`;
  list.setAttribute("aria-labelledby", heading.id);
  const hint = element("p", "seg-map-hint", side);
  const downloads = element("div", "seg-map-downloads", side);
  const downloadsName = element("span", "", downloads);
  const [png, svgFile] = ["", ""].map(() => button("seg-map-download", downloads, () => {}));
  hint.id = `${list.id}-hint`;
  stage.setAttribute("aria-describedby", hint.id);

  const told = {};
  const measure = () => [Math.max(1, Math.floor(stage.clientWidth)), Math.max(1, Math.floor(stage.clientHeight))];
  const named = (made, word) => {
    made.title = word;
    made.setAttribute("aria-label", word);
  };
  const download = (made, word, words) => {
    made.textContent = word;
    named(made, `${words.download} ${word}`);
  };

  const words = ({ words, height, picture, drawing }) => {
    root.style.setProperty("--seg-map-height", `${height}px`);
    canvas.setAttribute("aria-label", words.label);
    stage.setAttribute("aria-label", words.label);
    [heading.textContent, all.textContent, hint.textContent] = [words.legend, words.show_all, words.hint];
    [names.textContent, outlines.textContent] = [words.names, words.outlines];
    named(zoomIn, words.zoom_in);
    named(zoomOut, words.zoom_out);
    named(reset, words.reset);
    downloadsName.textContent = words.download;
    download(png, words.png, words);
    download(svgFile, words.svg, words);
    downloads.hidden = !picture;
    tools.hidden = !drawing;
    tools.setAttribute("aria-label", words.tools);
  };
  words(head);
  let current = measure();

  return {
    root, stage, canvas, tools, list, all, tintKey, reset, zoomIn, zoomOut, names, outlines, png, svgFile, told, words,
    named,
    size: () => current,
    fits: () => measure().join() === current.join(),
    measure: () => (current = measure()),
    // Where the bars stand on the stage: names of segments keep clear of them.
    bars: () => [tools, layers, zooms].filter((bar) => !bar.hidden).map((bar) => ({
      x: bar.offsetLeft + bar.offsetWidth / 2, y: bar.offsetTop + bar.offsetHeight / 2,
      w: bar.offsetWidth, h: bar.offsetHeight,
    })),
    note(text) {
      note.textContent = text;
    },
    hint(text) {
      hint.textContent = text;
    },
    withoutWebgl(sentence) {
      root.replaceChildren();
      root.classList.add("seg-map-plain");
      const words = element("p", "", root);
      words.setAttribute("role", "status");
      words.textContent = sentence;
    },
    // For whoever waits until a picture stands: a test, or a script that prints the page.
    tell({ id, points, drawn, hidden, ground }) {
      Object.assign(told, { id, points: points.length, drawn, hidden, dark: ground.dark });
      Object.assign(root.dataset, { mapId: id, points: points.length, drawn, hidden: hidden.join() });
    },
  };
};
