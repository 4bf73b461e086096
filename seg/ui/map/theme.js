// Buttons and colours.

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

const hex = (rgb) => `#${rgb.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;

// A colour (#rrggbb) with that share of the ground in it.
const mixed = (colour, ground, share) =>
  hex([1, 3, 5].map((at, i) => parseInt(colour.slice(at, at + 2), 16) * (1 - share) + ground[i] * share));

// What Streamlit's theme gives the page: the ground and whether it is dark, and the colours and font of text.
const groundOf = (root) => {
  const style = getComputedStyle(root);
  const rgb = channels(style.getPropertyValue("--st-background-color"));
  const light = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
  const text = hex(channels(style.getPropertyValue("--st-text-color") || "#222222"));
  const accent = hex(channels(style.getPropertyValue("--st-primary-color") || "#0b5fa5"));
  const font = style.getPropertyValue("--st-font").trim() || "sans-serif";
  return { rgb, dark: light < 110, name: rgb.join(), colour: hex(rgb), text, accent, font };
};

const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
