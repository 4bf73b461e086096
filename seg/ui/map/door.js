// Waits for the engine, a component of its own, and hands this component over to it.
const engine = () => window.segMap?.engine ?? new Promise((ready) =>
  window.addEventListener("seg-map-engine", () => ready(window.segMap.engine), { once: true }));
export default async (component) => (await engine()).METHOD(component);
