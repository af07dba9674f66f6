"use strict";
// Search, filters and a count over the reports of the list. No request, no storage: works from a folder.
const form = document.querySelector("form");
const output = form.querySelector("output");
const reset = form.querySelector("[type=reset]");
const tiles = [...form.querySelectorAll(".map button")];
const nothing = document.querySelector(".nothing");
const list = document.querySelector("#reports");
const locale = document.documentElement.lang;

// Each knows its parts, and whether it is in sight: only what changes is touched, or every letter would cost
// a browser as much as the page itself.
const sections = [...list.children].map((section) => ({
  node: section,
  places: [...section.querySelectorAll(".place")].map((place) => ({
    node: place,
    lines: [...place.querySelectorAll(".line")].map((line) => {
      const codes = { ...section.dataset, ...place.dataset, ...line.dataset };
      const text = ` ${place.dataset.search} ${line.dataset.search}`;
      const each = [...line.querySelector(".each").children];
      const told = line.querySelector(".told");
      return {
        node: line,
        told,
        reports: [...line.querySelector(".years").children].map((year, n) => ({
          node: year,
          beside: each[n],
          codes: { ...codes, year: year.dataset.year },
          text: `${text} ${year.dataset.search ?? year.dataset.year}`,
          finding: told && each[n].querySelector(".finding:not(.muted)")?.textContent,
        })),
      };
    }),
  })),
}));
const names = sections.flatMap(({ places }) => places.map(({ node }) => node.dataset.name)).filter(Boolean);

// As the words of each report were written: without marks, đ as d, in lower case.
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

function show(part, fits) {
  if (part.node.hidden === fits) part.node.hidden = !fits;
  if (part.beside && part.beside.hidden === fits) part.beside.hidden = !fits;
}

// The sentence below the years is of the newest one in sight that has one.
function tell({ told, reports }, fits) {
  const newest = reports.find((report, n) => fits[n] && report.finding);
  const finding = newest?.finding ?? list.dataset.each;
  if (told.lastChild.data.endsWith(finding)) return;
  [told.firstChild.textContent] = newest?.node.textContent.split("\n") ?? [""];
  told.lastChild.data = ` ${finding}`;
}

function apply() {
  const { find, ...chosen } = Object.fromEntries(new FormData(form));
  const words = terms(find).map((word) => ` ${word}`);
  const wanted = Object.entries(chosen).filter(([, code]) => code);
  const fitting = ({ codes, text }) =>
    wanted.every(([kind, code]) => codes[kind] === code) && words.every((word) => text.includes(word));
  let shown = 0;
  for (const section of sections) {
    const before = shown;
    for (const place of section.places) {
      const here = shown;
      for (const line of place.lines) {
        const fits = line.reports.map(fitting);
        const count = fits.filter(Boolean).length;
        if (count) line.reports.forEach((report, n) => show(report, fits[n]));
        if (count && line.told) tell(line, fits);
        show(line, count > 0);
        shown += count;
      }
      show(place, shown > here);
    }
    show(section, shown > before);
  }
  for (const tile of tiles) tile.setAttribute("aria-pressed", String(tile.value === chosen.province));
  output.textContent = output.dataset.text.replace("#", shown.toLocaleString(locale));
  reset.hidden = words.length === 0 && wanted.length === 0;
  nothing.hidden = shown > 0;
  list.hidden = shown === 0;
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
