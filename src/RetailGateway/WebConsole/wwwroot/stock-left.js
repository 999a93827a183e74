// Count sheets that were left unsent on this phone (stock-sheet.js keeps them, by person, place, shelf and sheet): each is
// named with what it holds and leads to where it goes on. Another person's are not looked at.
(() => {
  const part = document.getElementById("sheets-left");
  if (!part) return;
  const { sheets, place, whole, uncategorised } = part.dataset;
  const list = part.querySelector("ul");

  // The last part of a key is the sheet's number; what stands before it is the shelf, whose name may hold a slash.
  const left = () => Object.keys(localStorage)
    .map((name) => [name, name.startsWith(sheets) && /^(.*)\/[0-9a-f]{32}$/.exec(name.slice(sheets.length))])
    .filter(([, match]) => match)
    .map(([name, match]) => ({ shelf: match[1], ...JSON.parse(localStorage.getItem(name)) }))
    .filter((sheet) => (sheet.place ?? place) === place && Object.keys(sheet.lines).length > 0);

  const row = (sheet) => {
    const line = part.querySelector("template").content.cloneNode(true);
    const link = line.querySelector("a");
    const name = { "": whole, "-": uncategorised }[sheet.shelf] ?? sheet.shelf;
    line.querySelector("h3").textContent = name;
    line.querySelector(".sr").textContent = ` (${name})`;
    line.querySelector("b").textContent = Object.keys(sheet.lines).length;
    line.querySelector("[data-queued]").hidden = !sheet.queued;
    line.querySelector("[data-draft]").hidden = sheet.queued;
    link.href = `/stock/sheet?${new URLSearchParams({ location: place, shelf: sheet.shelf, ...(sheet.all && { all: "1" }) })}`;
    return line;
  };

  const show = () => {
    const found = left();
    list.replaceChildren(...found.map(row));
    part.hidden = found.length === 0;
  };

  show();
  // Back from the sheet: it may have gone out meanwhile.
  addEventListener("pageshow", (shown) => { if (shown.persisted) show(); });
})();
