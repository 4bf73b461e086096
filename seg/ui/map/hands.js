// What wheel, pointer and keys do on the stage, apart from the tools.

const KEYS = { ArrowLeft: [0.15, 0], ArrowRight: [-0.15, 0], ArrowUp: [0, -0.15], ArrowDown: [0, 0.15] };

const listenToHands = (page, { camera, card, tools, goHome, nameAt }) => {
  const { stage, canvas } = page;
  const focused = () => stage.contains(document.activeElement);
  // The wheel scrolls the page until somebody has clicked the map. What is being drawn must not slip from under it.
  stage.addEventListener("wheel", (e) => {
    if (tools.busy()) e.stopPropagation(), e.preventDefault();
    else if (focused() || e.ctrlKey || e.metaKey) camera.left();
    else e.stopPropagation();
  }, { capture: true, passive: false });
  stage.addEventListener("mousedown", camera.grip, true);
  stage.addEventListener("mousemove", (e) => {
    if (e.buttons === 1) camera.left(), card.hide();
    stage.classList.toggle("seg-map-on-name", e.target === canvas && nameAt(tools.placeOf(e)) !== undefined);
  });
  page.root.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || !(stage.contains(e.target) || e.key === "Escape")) return;
    if (KEYS[e.key]) camera.pan(KEYS[e.key]);
    else if (e.key === "+" || e.key === "=") camera.zoom(1.4);
    else if (e.key === "-") camera.zoom(1 / 1.4);
    else if (e.key === "0" || e.key === "Home") goHome();
    else if (!tools.key(e)) return;
    e.preventDefault();
  });
  page.zoomIn.addEventListener("click", () => camera.zoom(1.4));
  page.zoomOut.addEventListener("click", () => camera.zoom(1 / 1.4));
  page.reset.addEventListener("click", goHome);
};
