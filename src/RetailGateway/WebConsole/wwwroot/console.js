// Passkeys: the one thing a page cannot do without script. A form with data-passkey is there where the browser can, from the
// first picture on.
(() => {
  const can = window.PublicKeyCredential?.parseRequestOptionsFromJSON !== undefined;
  document.documentElement.toggleAttribute("data-passkeys", can);
  document.documentElement.toggleAttribute("data-script", true);
  document.documentElement.toggleAttribute("data-camera", navigator.mediaDevices?.getUserMedia !== undefined);

  const ask = async (form) => {
    const token = form.querySelector("[name=__RequestVerificationToken]").value;
    const answer = await fetch(`/passkeys/${form.dataset.passkey}`, { method: "POST", headers: { RequestVerificationToken: token } });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const options = await answer.json();
    const credential = form.dataset.passkey === "request"
      ? await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
      : await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  };

  const show = () => {
    if (!can) return;
    for (const form of document.querySelectorAll("form[data-passkey]")) {
      form.addEventListener("submit", (submit) => {
        submit.preventDefault();
        // Whoever closes the browser's question stays on the page as it was.
        ask(form).catch((refused) => { form.dataset.refused = refused.name; });
      });
    }
  };

  document.addEventListener("DOMContentLoaded", show);
})();

// Pages that renew themselves. An element with data-live names topics, and data-seen how they stood when it was drawn. A line
// of events says how they stand; where that differs the page is fetched and its live parts are put in the place of the old.
(() => {
  const silent = 40_000, rest = 2_000, minute = 60_000, comeAgain = 2_000, comeAgainAtLast = 15_000;
  let source, watch, due, told = {}, refused = 0, renewed = performance.now();

  const root = document.documentElement;
  const parts = () => [...document.querySelectorAll("[data-live]")];
  const read = (text) => Object.fromEntries((text ?? "").split(" ").map((pair) => pair.split("=")));
  const behind = (part) => {
    const seen = read(part.dataset.seen);
    return part.dataset.live.split(" ").some((topic) => topic in seen && topic in told && seen[topic] !== told[topic]);
  };

  // What somebody has typed, chosen or is about to is never taken from under them.
  const typed = (part) => [...part.querySelectorAll("form")].some((form) => form.dataset.typed !== undefined
    || (form.contains(document.activeElement) && document.activeElement.matches("input, textarea, select"))
    || [...form.elements].some((field) => field.type === "radio" || field.type === "checkbox" ? field.checked !== field.defaultChecked
      : field.tagName === "SELECT" ? [...field.options].some((option) => option.selected !== option.defaultSelected)
        : "defaultValue" in field && field.type !== "hidden" && field.value !== field.defaultValue));

  const say = (word) => {
    const line = document.querySelector(".line");
    if (!line || root.dataset.line === word) return;
    root.dataset.line = word;
    line.replaceChildren();
    const words = document.getElementById(`line-${word}`);
    if (words) line.append(words.content.cloneNode(true));
  };

  const note = (part) => {
    if (part.firstElementChild?.matches("[data-changed]")) return;
    const words = document.getElementById("page-changed").content.cloneNode(true);
    words.firstElementChild.dataset.changed = "";
    part.prepend(words);
  };

  const put = (part, fresh) => {
    const active = part.contains(document.activeElement) ? document.activeElement : null;
    const again = active?.id ? `#${CSS.escape(active.id)}` : active?.getAttribute("href") ? `a[href="${CSS.escape(active.getAttribute("href"))}"]`
      : active?.tagName === "SUMMARY" ? `details[id="${CSS.escape(active.parentElement.id)}"] > summary` : null;
    const open = [...part.querySelectorAll("details[open][id]")].map((details) => details.id);
    const rows = new Set([...part.querySelectorAll("[data-row]")].map((row) => row.dataset.row));
    const [x, y] = [scrollX, scrollY];
    part.replaceWith(fresh);
    for (const id of open) fresh.querySelector(`details[id="${CSS.escape(id)}"]`)?.setAttribute("open", "");
    for (const row of fresh.querySelectorAll("[data-row]")) if (!rows.has(row.dataset.row)) row.classList.add("fresh");
    if (again) fresh.querySelector(again)?.focus({ preventScroll: true });
    scrollTo(x, y);
    htmx.process(fresh);
  };

  const renew = async () => {
    due = undefined;
    renewed = performance.now();
    const answer = await fetch(location.href, { headers: { "HX-Request": "true" }, cache: "no-store" }).catch(() => null);
    if (answer?.status === 401) { stop(); say("out"); return; }
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of parts()) {
      const fresh = page.getElementById(part.id);
      if (!fresh) note(part);
      else if (typed(part)) { if (behind(part)) note(part); }
      else put(part, document.adoptNode(fresh));
    }
  };

  // Many browsers hear of one change at once: they come one after the other.
  const soon = () => { due ??= setTimeout(renew, Math.max(Math.random() * 400, renewed + rest - performance.now())); };

  const stop = () => { source?.close(); source = undefined; clearTimeout(watch); };

  const start = () => {
    stop();
    if (document.hidden || !parts().some((part) => part.dataset.live)) return;
    const wait = () => { clearTimeout(watch); watch = setTimeout(() => { say("lost"); start(); }, silent); };
    source = new EventSource("/live");
    source.onmessage = (message) => {
      const back = root.dataset.line === "lost";
      told = read(message.data);
      refused = 0;
      wait();
      say("on");
      if (back || parts().some(behind)) soon();
    };
    source.onerror = () => {
      say("lost");
      // Refused, and not cut: the browser would not try again, and we ask whether anybody is signed in at all.
      if (source?.readyState !== EventSource.CLOSED) return;
      stop();
      renew();
      watch = setTimeout(start, Math.min(comeAgainAtLast, comeAgain * 2 ** refused++));
    };
    wait();
  };

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) stop();
    else { start(); if (performance.now() - renewed > minute) soon(); }
  });
  addEventListener("pagehide", stop);
  addEventListener("pageshow", (shown) => { if (shown.persisted) start(); });
  document.addEventListener("DOMContentLoaded", () => {
    start();
    setInterval(() => { if (!document.hidden && parts().length > 0) soon(); }, minute);
  });
})();
