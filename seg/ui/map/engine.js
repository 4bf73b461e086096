// What the doors open to. A view belongs to the element that Streamlit mounted; it leaves with it.

const views = new WeakMap();

const show = ({ data, parentElement, setStateValue }) => {
  const { head, bytes } = unpack(data);
  const view = views.get(parentElement) ?? createView(parentElement, head, () => setStateValue("webgl", false));
  views.set(parentElement, view);
  view.wanted = head.state;
  withCoordinates(head.id, (coordinates) => {
    if (view.wanted === head.state) view.update(head, bytes, coordinates); // else a later choice overtook this one
  });
  return () => {
    view.destroy();
    views.delete(parentElement);
  };
};

memory.engine = { keepCoordinates, keepHover, show };
window.dispatchEvent(new CustomEvent("seg-map-engine"));
export default () => {};
