// A button that copies what stands in the element it names; without script, or without a clipboard, it is not there.
(() => {
  if (navigator.clipboard === undefined) return;
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = button.dataset.copied;
    });
  }
})();
