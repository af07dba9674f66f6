"use strict";
// Without this script the page is whole; it only adds sorting, a hint, and ways to print and to take charts along.
const print = document.querySelector("button.print");
print.hidden = false;
print.addEventListener("click", () => window.print());

for (const region of document.querySelectorAll(".scroll")) {
  const measure = () => region.classList.toggle("overflows", region.scrollWidth > region.clientWidth + 1);
  new ResizeObserver(measure).observe(region);
}

const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

for (const head of document.querySelectorAll("th[data-sort]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...head.childNodes);
  button.title = document.body.dataset.sortWord;
  head.append(button);
  button.addEventListener("click", () => {
    const table = head.closest("table");
    if (table.classList.contains("heat")) return sortWhole(table, head);
    const descending = head.getAttribute("aria-sort") === "ascending"
      || (!head.hasAttribute("aria-sort") && head.dataset.sort === "number");
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    for (const body of table.tBodies) sort(body, head.cellIndex, head.dataset.sort === "number", descending);
  });
}

// "1.234,5" as the page's language writes it, for a machine.
const point = new Intl.NumberFormat(document.documentElement.lang).format(1.5)[1];
const plainNumber = (text) => text.replace(point === "," ? /\./g : /,/g, "").replace(",", ".").replace("−", "-");

function sort(body, column, numeric, descending) {
  const key = (row) => {
    const cell = row.cells[column];
    if (!numeric) return cell.dataset.value ?? cell.textContent.trim();
    return Number.parseFloat(cell.dataset.value ?? plainNumber(cell.textContent));
  };
  const missing = (value) => value === "" || Number.isNaN(value);
  const rows = [...body.rows].filter((row) => !row.classList.contains("group"));
  const order = rows.map((row) => [key(row), row]).sort(([a], [b]) => {
    // Rows without a figure stay at the end, whichever way the others go.
    if (missing(a) || missing(b)) return missing(a) - missing(b);
    return (numeric ? a - b : collator.compare(a, b)) * (descending ? -1 : 1);
  });
  body.append(...order.map(([, row]) => row));
}

// A heat table is sorted as a whole, across its regions; the third time brings them back.
const regions = new Map();

function sortWhole(table, head) {
  if (!regions.has(table)) regions.set(table, [...table.tBodies].map((body) => [body, [...body.rows]]));
  const bodies = regions.get(table);
  const closing = bodies.length > 1 ? bodies.at(-1)[0] : null;
  const was = head.getAttribute("aria-sort");
  const first = head.dataset.sort === "number" ? "descending" : "ascending";
  const now = was === null ? first : was === first ? (first === "descending" ? "ascending" : "descending") : null;
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  for (const [body, rows] of bodies) {
    body.append(...rows);
    if (now !== null && body !== closing && body !== bodies[0][0]) {
      bodies[0][0].append(...rows.filter((row) => !row.classList.contains("group")));
    }
  }
  table.classList.toggle("sorted", now !== null);
  if (now === null) return;
  head.setAttribute("aria-sort", now);
  sort(bodies[0][0], head.cellIndex, head.dataset.sort === "number", now === "descending");
}

// Find a place by its name, with marks or without, or see one region alone.
const bare = (name) => name.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();

for (const table of document.querySelectorAll("table.heat")) {
  const bodies = [...table.tBodies];
  const rows = bodies.slice(0, bodies.length > 1 ? -1 : undefined).flatMap((body) => [...body.rows]);
  const groups = rows.filter((row) => row.classList.contains("group"));
  if (rows.length < 12) continue;
  const line = document.createElement("p");
  line.className = "filter";
  const wanted = document.createElement("input");
  wanted.type = "search";
  wanted.placeholder = document.body.dataset.filterWord;
  wanted.setAttribute("aria-label", wanted.placeholder);
  const region = document.createElement("select");
  region.setAttribute("aria-label", document.body.dataset.allWord);
  region.append(new Option(document.body.dataset.allWord, ""), ...groups.map((row) => new Option(row.textContent.trim())));
  const regionOf = new Map();
  let current = "";
  for (const row of rows) {
    if (row.classList.contains("group")) current = row.textContent.trim();
    regionOf.set(row, current);
  }
  const narrow = () => {
    for (const row of rows) {
      const own = row.classList.contains("group") ? !wanted.value : bare(row.cells[0].textContent).includes(bare(wanted.value));
      row.hidden = !(own && (!region.value || regionOf.get(row) === region.value));
    }
  };
  wanted.addEventListener("input", narrow);
  region.addEventListener("change", narrow);
  const hint = document.createElement("span");
  hint.textContent = document.body.dataset.sortHint;
  line.append(wanted, ...(groups.length ? [region] : []), hint);
  table.closest(".scroll").before(line);
}

// Charts to take along, as they look on paper: colours of the light theme, the typeface within.
const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
const faces = rules.filter((rule) => rule instanceof CSSFontFaceRule).map((rule) => rule.cssText).join("");
const light = (name, usual) => rules.filter((rule) => rule.selectorText === ":root")
  .map((rule) => rule.style.getPropertyValue(name).trim()).filter(Boolean).at(-1) ?? usual;
const report = JSON.parse(document.getElementById("passport").textContent).stamp.replaceAll("/", "-");

for (const panel of document.querySelectorAll("figure .panel")) {
  const figure = panel.closest("figure");
  const place = [...figure.querySelectorAll(".panel")].indexOf(panel) + 1;
  const line = document.createElement("p");
  line.className = "take";
  const said = document.createElement("span");
  said.textContent = document.body.dataset.takeWord;
  line.append(said);
  for (const [kind, make] of [["SVG", asVector], ["PNG", asPicture]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = kind;
    button.setAttribute("aria-label", `${said.textContent} ${place}, ${kind}`);
    button.addEventListener("click", async () => {
      const link = document.createElement("a");
      link.download = `${report}-${figure.id}-${place}.${kind.toLowerCase()}`;
      link.href = URL.createObjectURL(await make(drawing(panel.querySelector("svg"))));
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
    line.append(" ", button);
  }
  panel.append(line);
}

function drawing(svg) {
  const copy = svg.cloneNode(true);
  const { x, y, width, height } = svg.viewBox.baseVal;
  const drawn = svg.getBBox(); // words may stand out a little
  const margin = 4;
  const left = Math.min(x, drawn.x) - margin, top = Math.min(y, drawn.y) - margin;
  const wide = Math.max(x + width, drawn.x + drawn.width) + margin - left;
  const high = Math.max(y + height, drawn.y + drawn.height) + margin - top;
  copy.setAttribute("viewBox", `${left} ${top} ${wide} ${high}`);
  copy.setAttribute("width", wide);
  copy.setAttribute("height", high);
  const ground = document.createElementNS(svg.namespaceURI, "rect");
  for (const [name, value] of Object.entries({ x: left, y: top, width: wide, height: high, fill: "#ffffff" })) {
    ground.setAttribute(name, value);
  }
  const style = document.createElementNS(svg.namespaceURI, "style");
  style.textContent = faces;
  copy.prepend(style, ground);
  const text = new XMLSerializer().serializeToString(copy);
  return { wide, high, text: text.replace(/var\((--c-\w+), (#\w+)\)/g, (_, name, usual) => light(name, usual)) };
}

async function asVector({ text }) {
  return new Blob([text], { type: "image/svg+xml" });
}

async function asPicture({ wide, high, text }) {
  const scale = 3;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(wide * scale);
  canvas.height = Math.round(high * scale);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
