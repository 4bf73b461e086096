export { default as createScatterplot, createRenderer } from "regl-scatterplot";
export { contours } from "d3-contour";
export { blur2 } from "d3-array";
