// Search and sorting of the tables; without it they stand as they were written.
"use strict";
(() => {
  const collator = new Intl.Collator("vi", { numeric: true });
  // `Hà Tĩnh` is found by `ha tinh`.
  const folded = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "")
    .replace(/[đĐ]/g, "d").toLowerCase().replace(/\s+/g, " ").trim();
  const key = (cell) => {
    const value = cell.dataset.value;
    return value === undefined ? cell.textContent : value === "" ? null : Number(value);
  };
  const compared = (a, b) => {
    if (a === null || b === null) return (a === null) - (b === null);
    return typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b);
  };
  const sort = (table, column, header) => {
    const down = header.getAttribute("aria-sort") === "ascending";
    const body = table.tBodies[0];
    const rows = Array.from(body.rows, (row, index) => [key(row.cells[column]), index, row]);
    rows.sort((a, b) => {
      const none = (a[0] === null) - (b[0] === null);
      return none || (down ? -1 : 1) * compared(a[0], b[0]) || a[1] - b[1];
    });
    const sorted = document.createDocumentFragment();
    for (const [, , row] of rows) sorted.append(row);
    body.append(sorted);
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
  };
  for (const table of document.querySelectorAll("table[data-sorts]")) {
    Array.from(table.tHead.rows[0].cells).forEach((header, column) => {
      // A <button> would be missing where a printer repeats the header on each page.
      const button = document.createElement("span");
      button.setAttribute("role", "button");
      button.tabIndex = 0;
      button.textContent = header.textContent;
      button.addEventListener("click", () => sort(table, column, header));
      button.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        sort(table, column, header);
      });
      header.replaceChildren(button);
    });
  }
  for (const search of document.querySelectorAll(".search")) {
    const input = search.querySelector("input");
    const told = search.querySelector("[aria-live]");
    const table = document.getElementById(input.getAttribute("aria-controls"));
    let texts = null;
    const filter = () => {
      texts ??= Array.from(table.tBodies[0].rows, (row) => [folded(row.textContent), row]);
      const wanted = folded(input.value);
      let count = 0;
      for (const [text, row] of texts) {
        const shown = text.includes(wanted);
        if (row.hidden === shown) row.hidden = !shown;
        count += shown;
      }
      told.textContent = wanted ? told.dataset.words.replace("{count}", count) : "";
    };
    input.addEventListener("input", filter);
    search.hidden = false;
  }
})();
