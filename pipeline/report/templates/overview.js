"use strict";
(() => {
  const table = document.getElementById("heat");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const heads = Array.from(table.tHead.rows[0].cells);
  const collator = new Intl.Collator("zh-CN", { numeric: true });
  const value = (row, at) => {
    const cell = row.cells[at];
    return cell.dataset.sort === undefined ? cell.textContent.trim() : Number(cell.dataset.sort);
  };
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b));
  const sort = (at) => {
    const up = heads[at].getAttribute("aria-sort") !== "ascending";
    heads.forEach((head) => head.setAttribute("aria-sort", "none"));
    heads[at].setAttribute("aria-sort", up ? "ascending" : "descending");
    const keyed = rows.map((row, index) => ({ row, index, key: value(row, at) }));
    keyed.sort((a, b) => (up ? 1 : -1) * compare(a.key, b.key) || a.index - b.index);
    body.append(...keyed.map((item) => item.row));
  };
  heads.forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(at));
  });
  body.addEventListener("mouseover", (event) => {
    const cell = event.target.closest("td");
    if (cell && !cell.title && cell.cellIndex >= 4) cell.title = heads[cell.cellIndex].title;
  });
  const find = document.getElementById("find");
  const shown = document.getElementById("shown");
  find.closest("p").hidden = false;
  find.addEventListener("input", () => {
    const words = find.value.trim().toLowerCase();
    let count = 0;
    for (const row of rows) {
      row.hidden = words !== "" && !(row.cells[0].textContent + row.cells[1].textContent).toLowerCase().includes(words);
      count += row.hidden ? 0 : 1;
    }
    shown.textContent = words === "" ? "" : `${count} 份`;
  });
})();
