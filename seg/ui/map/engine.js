// What the doors open to. A view belongs to the element that Streamlit mounted; it leaves with it.

const views = new WeakMap();

const show = ({ data, parentElement, setStateValue, setTriggerValue }) => {
  const { head } = unpack(data);
  const tell = { withoutWebgl: () => setStateValue("webgl", false), ask: (asked) => setTriggerValue("asked", asked) };
  const view = views.get(parentElement) ?? createView(parentElement, head, tell);
  views.set(parentElement, view);
  view.wanted = head.state;
  memory.wanted.set(head.key, head.kept);
  const wanted = () => view.wanted === head.state; // else a later choice overtook this one
  withKept(head.kept, wanted, (things) => view.update(head, things));
  return () => {
    view.wanted = null;
    view.destroy();
    views.delete(parentElement);
    if (memory.wanted.get(head.key) === head.kept) memory.wanted.delete(head.key);
  };
};

memory.engine = { keep, show };
window.dispatchEvent(new CustomEvent("seg-map-engine"));
export default () => {};
