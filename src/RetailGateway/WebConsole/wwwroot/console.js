// Forms. A sent form says that it is on its way: its button is busy, and pressing again does nothing. Without script a form is
// sent all the same. Passkeys are the one thing a page cannot do without script: a form with data-passkey is there where the
// browser can, from the first picture on.
(() => {
  const longest = 30_000;
  const can = window.PublicKeyCredential?.parseRequestOptionsFromJSON !== undefined;
  document.documentElement.toggleAttribute("data-passkeys", can);
  document.documentElement.toggleAttribute("data-script", true);
  document.documentElement.toggleAttribute("data-camera", navigator.mediaDevices?.getUserMedia !== undefined);

  const words = (id) => document.getElementById(id).content.cloneNode(true);
  const resting = new Map();

  const rest = (button) => {
    if (!resting.has(button)) return;
    button.replaceChildren(...resting.get(button));
    button.removeAttribute("aria-busy");
    button.style.minWidth = "";
    resting.delete(button);
  };

  const work = (button) => {
    if (!button?.matches(".btn") || resting.has(button)) return;
    button.style.minWidth = `${button.offsetWidth}px`;
    resting.set(button, [...button.childNodes]);
    button.replaceChildren(words("busy"));
    if (button.dataset.busy) button.lastChild.data = button.dataset.busy;
    button.setAttribute("aria-busy", "true");
  };

  const whole = (form) => {
    delete form.dataset.sent;
    for (const button of form.elements) rest(button);
  };

  const send = (form, button) => {
    form.dataset.sent = "";
    work(button);
    // Whoever stopped the next page from coming may press again.
    setTimeout(whole, longest, form);
  };

  const ask = async (form) => {
    const token = form.querySelector("[name=__RequestVerificationToken]").value;
    const answer = await fetch(`/passkeys/${form.dataset.passkey}`, { method: "POST", headers: { RequestVerificationToken: token } });
    if (!answer.ok || answer.redirected) throw new DOMException("", answer.status < 500 ? "Expired" : "NetworkError");
    const options = await answer.json();
    const credential = form.dataset.passkey === "request"
      ? await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
      : await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  };

  // Whoever closes the browser's question stays on the page as it was: nothing is said of that.
  const refusals = { NotAllowedError: "", AbortError: "", InvalidStateError: "known", Expired: "expired", NetworkError: "lost", TypeError: "lost" };
  const tell = (why) => { for (const note of document.querySelectorAll("[data-refusal]")) note.hidden = note.dataset.refusal !== why; };

  document.addEventListener("submit", (submit) => {
    const form = submit.target;
    if (submit.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent !== undefined) { submit.preventDefault(); return; }
    send(form, submit.submitter);
    if (!form.dataset.passkey) return;
    submit.preventDefault();
    tell("");
    ask(form).catch((refused) => { whole(form); tell(refusals[refused.name] ?? "unable"); });
  });

  // A page that the browser kept comes back as it was left.
  addEventListener("pageshow", (shown) => { if (shown.persisted) document.querySelectorAll("form[data-sent]").forEach(whole); });

  // What a form would do is reckoned while one reads: the old effect is not what is chosen now.
  const say = (effect, id) => {
    effect.style.minHeight = `${effect.offsetHeight}px`;
    effect.replaceChildren(words(id));
  };
  let asked;
  const asks = (ctx) => ctx?.sourceElement.matches("button") ?? false;
  const failed = (ctx) => { if (asks(ctx) && asked === ctx) say(ctx.target, "unreckoned"); };
  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    if (!asks(ctx)) return;
    asked = ctx;
    work(ctx.sourceElement);
    say(ctx.target, "reckoning");
  });
  document.addEventListener("htmx:before:response", (answer) => {
    if (answer.detail.ctx.response.status < 400) return;
    answer.preventDefault();
    failed(answer.detail.ctx);
  });
  document.addEventListener("htmx:error", ({ detail: { ctx } }) => failed(ctx));
  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => { if (asked === ctx) rest(ctx.sourceElement); });
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
  const typed = (part) => [...part.querySelectorAll("form")].some((form) => form.dataset.typed !== undefined || form.dataset.sent !== undefined
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
