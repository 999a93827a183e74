// Goods that come, line by line: a barcode read by the camera, or a few letters, leads to the line that they are of.
(() => {
  const form = document.getElementById("receipt");
  if (!form) return;
  const field = document.getElementById("look");
  const lines = [...form.querySelectorAll("[data-line]")];

  const look = () => {
    const wanted = field.value.trim().toUpperCase();
    const found = lines.filter((line) => {
      line.hidden = wanted !== "" && !line.dataset.line.includes(wanted);
      return !line.hidden;
    });
    form.querySelector("[data-note=none]").hidden = found.length > 0;
    return found;
  };

  const lead = () => {
    const input = look()[0]?.querySelector("input");
    input?.focus();
    input?.select();
  };

  field.addEventListener("input", look);
  field.addEventListener("scan", lead);
  // A phone's keypad ends a field with Enter: on to the next one, and not away with the form.
  form.addEventListener("keydown", (press) => {
    if (press.key !== "Enter" || press.target.tagName !== "INPUT") return;
    press.preventDefault();
    if (press.target === field) {
      lead();
      return;
    }
    const inputs = lines.filter((line) => !line.hidden).flatMap((line) => [...line.querySelectorAll("input")]);
    (inputs[inputs.indexOf(press.target) + 1] ?? form.querySelector("button.go")).focus();
  });
})();
