// Elements and colours.

const element = (tag, name, parent) => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  parent?.append(made);
  return made;
};

const button = (name, parent, press) => {
  const made = element("button", name, parent);
  made.type = "button";
  made.addEventListener("click", press);
  return made;
};

// Any CSS colour as [red, green, blue], 0..255: a canvas knows them all.
const channels = (colour) => {
  const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  brush.fillStyle = colour.trim() || "#ffffff";
  brush.fillRect(0, 0, 1, 1);
  return [...brush.getImageData(0, 0, 1, 1).data.subarray(0, 3)];
};

// The ground that Streamlit's theme gives the page, and whether it is dark.
const groundOf = (root) => {
  const rgb = channels(getComputedStyle(root).getPropertyValue("--st-background-color"));
  const light = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
  return { rgb, dark: light < 110, name: rgb.join() };
};

const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
