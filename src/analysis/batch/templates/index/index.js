"use strict";
// Search, filters and a count over the rows of the list. No request, no storage: works from a folder.
const form = document.querySelector("form");
const output = form.querySelector("output");
const reset = form.querySelector("[type=reset]");
const tiles = [...form.querySelectorAll(".map button")];
const nothing = document.querySelector(".nothing");
const groups = [...document.querySelectorAll("#reports tbody")].map((body) => ({
  body,
  rows: [...body.rows].slice(1).map((row) => ({
    row,
    codes: { ...body.dataset, ...row.dataset },
    text: ` ${body.dataset.search} ${row.dataset.search}`,
  })),
}));
const names = groups.map(({ body }) => body.dataset.name);
const locale = document.documentElement.lang;

// As the words of each row were written: without marks, đ as d, in lower case.
const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d")
  .toLowerCase().replace(/[-–.,]/g, " ");

// What must be found, each by its beginning: a province's name as a whole, or "nam dinh" would find Bình Định
// in "năm 2023"; all else word by word.
function terms(query) {
  const found = [];
  let rest = ` ${bare(query).split(/\s+/).join(" ")} `;
  for (const name of names) {
    if (!rest.includes(` ${name} `)) continue;
    found.push(name);
    rest = rest.replace(` ${name} `, "  ");
  }
  return [...found, ...rest.split(" ").filter(Boolean)];
}

function apply() {
  const { find, ...chosen } = Object.fromEntries(new FormData(form));
  const words = terms(find);
  const wanted = Object.entries(chosen).filter(([, code]) => code);
  let shown = 0;
  for (const { body, rows } of groups) {
    let here = 0;
    for (const { row, codes, text } of rows) {
      const fits = wanted.every(([kind, code]) => codes[kind] === code)
        && words.every((word) => text.includes(` ${word}`));
      row.hidden = !fits;
      here += fits;
    }
    body.hidden = here === 0;
    shown += here;
  }
  for (const tile of tiles) tile.setAttribute("aria-pressed", String(tile.value === chosen.province));
  output.textContent = output.dataset.text.replace("#", shown.toLocaleString(locale));
  reset.hidden = words.length === 0 && wanted.length === 0;
  nothing.hidden = shown > 0;
  document.querySelector("#reports").hidden = shown === 0;
}

// What is chosen stands in the address, behind the #: a list that was narrowed down can be sent on.
function remember() {
  const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  history.replaceState(null, "", `#${chosen}`);
}

function recall() {
  const chosen = new URLSearchParams(location.hash.slice(1));
  if (chosen.size) for (const field of form.querySelectorAll("input, select")) field.value = chosen.get(field.name) ?? "";
  apply();
}

form.hidden = false;
form.addEventListener("input", () => { apply(); remember(); });
addEventListener("hashchange", recall);
for (const tile of tiles) {
  tile.addEventListener("click", () => {
    const province = form.elements.province;
    province.value = province.value === tile.value ? "" : tile.value;
    apply();
    remember();
  });
}
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => {
  setTimeout(() => { apply(); remember(); }); // the fields are empty only after the event
  form.elements.find.focus();
});
addEventListener("pageshow", recall); // a browser that comes back to the page fills the fields in again
