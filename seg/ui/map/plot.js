// The drawing surface: a regl-scatterplot whose WebGL canvas is as large as the map, not as the window.

const EXTENSIONS = ["OES_texture_float", "OES_element_index_uint", "WEBGL_color_buffer_float", "EXT_float_blend"];

// null where the browser has no WebGL, or one that cannot blend points.
const createPlot = (canvas, width, height, lost) => {
  const surface = document.createElement("canvas");
  const gl = surface.getContext("webgl", { antialias: true, preserveDrawingBuffer: true });
  if (!gl || !EXTENSIONS.every((name) => gl.getExtension(name))) return null;
  const renderer = library.createRenderer({ canvas: surface });
  renderer.resize(width, height);
  renderer.refresh();
  const plot = library.createScatterplot({
    renderer,
    canvas,
    width,
    height,
    colorBy: "valueA",
    opacityBy: "density",
    actionKeyMap: {},
    deselectOnDblClick: false,
    deselectOnEscape: false,
    lassoInitiatorParentElement: canvas.parentElement,
    lassoLongPressIndicatorParentElement: canvas.parentElement,
  });
  plot.get("camera").config({ isRotate: false }); // a map that lies on its side tells nothing more
  surface.addEventListener("webglcontextlost", lost);

  return {
    plot,
    resize(newWidth, newHeight) {
      renderer.resize(newWidth, newHeight);
      renderer.refresh();
      return plot.set({ width: newWidth, height: newHeight });
    },
    destroy() {
      surface.removeEventListener("webglcontextlost", lost);
      plot.destroy();
      renderer.destroy();
      gl.getExtension("WEBGL_lose_context")?.loseContext(); // browsers keep sixteen; give it back now
    },
  };
};

// Large points for few customers, small ones for many; how opaque they are follows from the density.
const pointStyle = (count) => {
  const size = Math.min(9, Math.max(2.1, 20 / count ** 0.18));
  return { pointSize: size, opacityByDensityFill: Math.min(1, Math.max(0.15, 0.14 * Math.log10(count) - 0.2)) };
};

const pointColours = (colours, ground) => ({
  pointColor: colours, pointColorActive: colours, pointColorHover: colours, backgroundColor: ground.rgb,
});
