// A count sheet on a phone whose line comes and goes. What is typed is kept on the phone, under the person, the shop, the
// shelf and the sheet, until the server has it; the sheet's number was fixed when it was drawn, so sending twice counts once.
(() => {
  const AGAIN = 20_000;
  const CAUSES = { 400: "stale", 401: "signed-out", 403: "forbidden", 404: "gone", 413: "large", 429: "busy" };
  let form, draft, key, sending = false;

  const part = () => document.getElementById("sheet-part");
  const lines = () => [...form.querySelectorAll("[data-line]")];
  const note = (name, on) => { part().querySelector(`[data-note=${name}]`).hidden = !on; };
  const keep = () => { localStorage.setItem(key, JSON.stringify(draft)); };
  const cause = (name) => { for (const other of part().querySelectorAll("[data-cause]")) other.hidden = other.dataset.note !== name; };

  const told = () => {
    part().querySelector("[data-filled] b").textContent = Object.keys(draft.lines).length;
    note("offline", !navigator.onLine && !draft.queued);
    note("queued", draft.queued);
  };

  // The sheet that was left unsent goes on under its own number. A shelf's name may hold a slash, a number does not.
  const resume = () => {
    const prefix = `rg-sheet/${form.dataset.sheet}/`;
    const left = Object.keys(localStorage).find((name) => name.startsWith(prefix) && !name.slice(prefix.length).includes("/"));
    key = left ?? prefix + form.elements.sheet.value;
    draft = left ? JSON.parse(localStorage.getItem(left)) : { lines: {}, queued: false };
    draft.place = form.dataset.place;
    draft.all ||= form.dataset.all === "1";
    form.elements.sheet.value = key.slice(prefix.length);
    for (const [name, line] of Object.entries(draft.lines)) {
      if (form.elements[name]) form.elements[name].value = line.typed;
    }
    note("resumed", left !== undefined && !draft.queued);
  };

  const type = (input) => {
    if (input.value.trim() === "") delete draft.lines[input.name];
    else draft.lines[input.name] = { typed: input.value, at: new Date().toISOString() };
    draft.queued = false;
    keep();
    told();
    cause();
  };

  const body = () => {
    const post = new FormData();
    for (const hidden of form.querySelectorAll("input[type=hidden]")) post.append(hidden.name, hidden.value);
    for (const [name, line] of Object.entries(draft.lines)) {
      post.append(name, line.typed);
      post.append(name.replace("q-", "at-"), line.at);
    }
    post.append("sentAt", new Date().toISOString());
    return post;
  };

  const answered = async (answer) => {
    const where = new URL(answer.url).pathname;
    if (answer.redirected && where.startsWith("/stock/sheet/")) {
      localStorage.removeItem(key);
      location.assign(answer.url);
    } else if (answer.status === 422) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      draft.queued = false;
      keep();
      part().replaceWith(page.getElementById("sheet-part"));
      open();
      part().querySelector("[aria-invalid=true]")?.focus();
    } else {
      const why = answer.redirected ? "signed-out" : answer.status >= 500 ? "busy" : CAUSES[answer.status] ?? "refused";
      draft.queued = why === "busy";
      keep();
      told();
      cause(why);
    }
  };

  const send = async () => {
    if (sending || !draft?.queued) return;
    sending = true;
    try {
      await answered(await fetch(form.action, { method: "POST", body: body() }));
    } catch {
      // The line is away; what is kept goes out when it is back.
    } finally {
      sending = false;
    }
  };

  // Shows the lines that fit; the first of them is where a barcode leads.
  const look = (text) => {
    const wanted = text.trim().toUpperCase();
    const found = lines().filter((line) => {
      line.hidden = wanted !== "" && !line.dataset.line.includes(wanted);
      return !line.hidden;
    });
    note("none", found.length === 0);
    return found;
  };

  const open = () => {
    form = document.getElementById("sheet");
    if (!form) return;
    resume();
    told();
    const field = document.getElementById("look");
    field.addEventListener("input", () => look(field.value));
    field.addEventListener("keydown", (press) => {
      if (press.key !== "Enter") return;
      press.preventDefault();
      look(field.value)[0]?.querySelector("input").focus();
    });
    field.addEventListener("scan", () => look(field.value)[0]?.querySelector("input").focus());
    form.addEventListener("input", (typed) => { if (typed.target.closest("[data-line]")) type(typed.target); });
    // A phone's keypad ends a line with Enter: on to the next one, and not away with the sheet.
    form.addEventListener("keydown", (press) => {
      const line = press.target.closest("[data-line]");
      if (press.key !== "Enter" || !line) return;
      press.preventDefault();
      const shown = lines().filter((other) => !other.hidden);
      (shown[shown.indexOf(line) + 1]?.querySelector("input") ?? form.querySelector("button.go")).focus();
    });
    part().querySelector("[data-discard]").addEventListener("click", () => {
      localStorage.removeItem(key);
      location.reload();
    });
    form.addEventListener("submit", (submit) => {
      submit.preventDefault();
      draft.queued = true;
      keep();
      told();
      cause();
      send();
    });
    send();
  };

  open();
  addEventListener("online", () => { if (form) { told(); send(); } });
  addEventListener("offline", () => { if (form) told(); });
  document.addEventListener("visibilitychange", send);
  setInterval(send, AGAIN);
})();
