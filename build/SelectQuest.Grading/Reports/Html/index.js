
// Sorts and filters the table of students. The page says everything without it.
"use strict";
(() => {
  const table = document.getElementById("matrix");
  const students = table.tBodies[0];
  const issued = [...students.rows];
  const all = [...table.tBodies].flatMap((body) => [...body.rows]);
  const heads = [...table.tHead.rows[0].cells];
  const find = document.getElementById("find");
  const buttons = [...document.querySelectorAll("#controls button")];
  const words = new Intl.Collator(undefined, { sensitivity: "base", numeric: true });
  const opposite = { ascending: "descending", descending: "ascending" };
  let show = "all";

  const key = (row, column) => row.cells[column].dataset.key ?? row.cells[column].textContent;

  function sort(column, direction) {
    // From the order in which the page came, so that equals stay sorted by name.
    const rows = [...issued].sort((a, b) => {
      const order = words.compare(key(a, column), key(b, column));
      return direction === "ascending" ? order : -order;
    });
    students.append(...rows);
    heads.forEach((head, i) => (i === column ? head.setAttribute("aria-sort", direction) : head.removeAttribute("aria-sort")));
  }

  function filter() {
    const wanted = find.value.trim().toLowerCase();
    let shown = 0;
    for (const row of all) {
      const fits = show === "all" || row.dataset.is.split(" ").includes(show);
      row.hidden = !fits || !row.cells[0].textContent.toLowerCase().includes(wanted);
      shown += row.hidden ? 0 : 1;
    }
    document.getElementById("shown").textContent = `${shown} of ${all.length} shown`;
    document.getElementById("nobody").hidden = shown > 0;
  }

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () =>
      sort(column, opposite[head.getAttribute("aria-sort")] ?? head.dataset.sort));
  });
  heads[0].setAttribute("aria-sort", "ascending");

  for (const button of buttons) {
    button.addEventListener("click", () => {
      show = button.dataset.show;
      buttons.forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
      filter();
    });
  }
  find.addEventListener("input", filter);
  document.getElementById("controls").hidden = false;
  filter();
})();
