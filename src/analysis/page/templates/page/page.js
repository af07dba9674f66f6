"use strict";
// Without this script the page is whole; it only adds sorting, a hint and a way to print.
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
    const descending = head.getAttribute("aria-sort") === "ascending"
      || (!head.hasAttribute("aria-sort") && head.dataset.sort === "number");
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    for (const body of table.tBodies) sort(body, head.cellIndex, head.dataset.sort === "number", descending);
  });
}

function sort(body, column, numeric, descending) {
  const key = (row) => {
    const cell = row.cells[column];
    const value = cell.dataset.value ?? cell.textContent.trim();
    return numeric ? Number.parseFloat(value) : value;
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
