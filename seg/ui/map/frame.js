// The parts of the map on the page, without behaviour: stage at the left, legend and tools at the right.

let frames = 0;

const createFrame = (parent, head) => {
  if (!document.getElementById("seg-map-style")) {
    const style = element("style", "", document.head);
    style.id = "seg-map-style";
    style.textContent = STYLE;
  }
  const root = element("div", "seg-map", parent);
  root.style.setProperty("--seg-map-height", `${head.height}px`);
  const stage = element("div", "seg-map-stage", root);
  stage.tabIndex = 0;
  stage.setAttribute("role", "group");
  const canvas = element("canvas", "", stage);
  canvas.setAttribute("role", "img");
  const note = element("p", "seg-map-note", stage);
  note.setAttribute("role", "status");
  note.textContent = head.words.drawing;

  const side = element("div", "seg-map-side", root);
  const top = element("div", "seg-map-top", side);
  const heading = element("div", "seg-map-heading", top);
  const all = button("seg-map-all", top, () => {});
  const list = element("ul", "seg-map-list", side);
  list.id = `seg-map-list-${(frames += 1)}`;
  heading.id = `${list.id}-heading`;
  list.setAttribute("aria-labelledby", heading.id);
  const tools = element("div", "seg-map-tools", side);
  const tool = (name) => button(`seg-map-tool ${name}`, tools, () => {});
  const [reset, zoomOut, zoomIn] = ["seg-map-reset", "seg-map-sign", "seg-map-sign"].map(tool);
  [zoomOut.textContent, zoomIn.textContent] = ["−", "+"];
  const hint = element("p", "seg-map-hint", side);
  hint.id = `${list.id}-hint`;
  stage.setAttribute("aria-describedby", hint.id);

  const told = {};
  const measure = () => [Math.max(1, Math.floor(stage.clientWidth)), Math.max(1, Math.floor(stage.clientHeight))];
  let current = measure();

  const words = ({ words, height }) => {
    root.style.setProperty("--seg-map-height", `${height}px`);
    canvas.setAttribute("aria-label", words.label);
    stage.setAttribute("aria-label", words.label);
    [heading.textContent, all.textContent, reset.textContent] = [words.legend, words.show_all, words.reset];
    [zoomIn.title, zoomOut.title, hint.textContent] = [words.zoom_in, words.zoom_out, words.hint];
    zoomIn.setAttribute("aria-label", words.zoom_in);
    zoomOut.setAttribute("aria-label", words.zoom_out);
  };
  words(head);

  return {
    root, stage, canvas, list, all, reset, zoomIn, zoomOut, told, words,
    size: () => current,
    fits: () => measure().join() === current.join(),
    measure: () => (current = measure()),
    note(text) {
      note.textContent = text;
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
