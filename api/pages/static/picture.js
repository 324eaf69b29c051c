// Draws the rows of the table: each a dot where the server put it, with lines to those that its row names.
const box = document.getElementById("picture");
const canvas = document.getElementById("canvas");
const picked = document.getElementById("picked");
const dark = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const probe = document.createElement("canvas");

if (probe.getContext("webgl2") || probe.getContext("webgl")) draw();

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function draw() {
  const partners = [...document.querySelectorAll("tr[data-x]")].map((row) => ({
    ...row.dataset,
    link: row.querySelector("th a"),
    name: row.querySelector("th a").textContent,
    tied: [...row.querySelectorAll("a[href^='#n']")].map((each) => Number(each.hash.slice(2)) - 1),
  }));
  const graph = new graphology.UndirectedGraph();
  const most = Math.max(...partners.map((each) => each.partnerships));
  partners.forEach((each, at) =>
    graph.addNode(at, {
      label: each.name,
      x: Number(each.x),
      y: -Number(each.y),
      size: 2.5 + 11 * Math.sqrt(each.partnerships / most),
    }),
  );
  partners.forEach((each, at) => each.tied.forEach((other) => graph.mergeEdge(at, other)));
  box.hidden = false;
  document.getElementById("no-picture").hidden = true;

  let chosen = null;
  let ink = {};
  const settings = () => {
    ink = { ink: colour("ink"), link: colour("link"), border: colour("border"), line: colour("hairline"), ground: colour("ground") };
    return { labelColor: { color: ink.ink } };
  };
  const near = (node) => chosen === null || node === chosen || graph.areNeighbors(node, chosen);
  const marked = (node) => !box.dataset.mark || partners[node].type === box.dataset.mark;
  const picture = new Sigma(graph, canvas, {
    ...settings(),
    labelFont: "system-ui, sans-serif",
    labelSize: 13,
    labelRenderedSizeThreshold: 8,
    // A name's own ground, in the colours of the page.
    defaultDrawNodeHover: (context, data, { labelSize, labelFont }) => {
      context.font = `${labelSize}px ${labelFont}`;
      const width = context.measureText(data.label).width;
      context.fillStyle = ink.ground;
      context.strokeStyle = ink.ink;
      context.beginPath();
      context.rect(data.x + data.size + 1, data.y - labelSize, width + 8, labelSize * 1.7);
      context.fill();
      context.stroke();
      context.fillStyle = ink.ink;
      context.fillText(data.label, data.x + data.size + 5, data.y + labelSize / 3);
    },
    nodeReducer: (node, data) => ({
      ...data,
      // One meaning: in blue who is marked, and of a chosen one its neighbours.
      color: near(node) ? (marked(node) ? ink.link : ink.border) : ink.line,
      label: near(node) ? data.label : "",
      forceLabel: node === chosen,
      zIndex: near(node) ? 1 : 0,
    }),
    edgeReducer: (edge, data) => {
      const touches = chosen !== null && graph.hasExtremity(edge, chosen);
      return { ...data, size: touches ? 1.5 : 0.6, color: touches ? ink.link : ink.line, zIndex: touches ? 1 : 0 };
    },
    zIndex: true,
  });
  dark.addEventListener("change", () => picture.setSettings(settings()));

  const camera = picture.getCamera();
  const move = (state) => (still.matches ? camera.setState({ ...camera.getState(), ...state }) : camera.animate(state, { duration: 200 }));
  const closer = (by) => move({ ratio: camera.getState().ratio / by });

  function choose(node) {
    chosen = node;
    picked.replaceChildren();
    if (node !== null) {
      const each = partners[node];
      const name = document.createElement("p");
      name.append(each.link.cloneNode(true), ` (${each.partnerships})`);
      const tied = document.createElement("p");
      tied.textContent = `${picked.dataset.tied} ${each.tied.map((other) => partners[other].name).join("; ") || "–"}`;
      picked.append(name, tied);
    }
    picture.refresh({ skipIndexation: true });
  }

  picture.on("clickNode", ({ node }) => choose(node));
  picture.on("clickStage", () => choose(null));
  picture.on("enterNode", () => canvas.classList.add("pointing"));
  picture.on("leaveNode", () => canvas.classList.remove("pointing"));
  // The wheel scrolls the page, as everywhere; with Ctrl it brings the picture closer.
  canvas.addEventListener("wheel", (event) => event.ctrlKey || event.stopPropagation(), { capture: true });
  const commands = { in: () => closer(1.5), out: () => closer(1 / 1.5), all: () => (choose(null), move({ x: 0.5, y: 0.5, ratio: 1, angle: 0 })) };
  for (const button of box.querySelectorAll("[data-do]")) {
    button.hidden = false;
    button.addEventListener("click", commands[button.dataset.do]);
  }
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = steps[event.key];
    const { x, y, ratio } = camera.getState();
    if (step) move({ x: x + step[0] * 0.1 * ratio, y: y + step[1] * 0.1 * ratio });
    else if (event.key === "+") closer(1.5);
    else if (event.key === "-") closer(1 / 1.5);
    else return;
    event.preventDefault();
  });
  box.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const asked = document.getElementById("find").value.trim().toLowerCase();
    const names = partners.map((each) => each.name.toLowerCase());
    const found = [names.indexOf(asked), names.findIndex((name) => asked && name.includes(asked))].find((at) => at >= 0);
    if (found === undefined) {
      picked.textContent = picked.dataset.none;
      return;
    }
    choose(String(found));
    const { x, y } = picture.getNodeDisplayData(String(found));
    move({ x, y, ratio: 0.4 });
  });
}
