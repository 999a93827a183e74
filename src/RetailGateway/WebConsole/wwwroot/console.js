// Passkeys: the one thing a page cannot do without script. A form with data-passkey shows itself where the browser can.
(() => {
  const can = window.PublicKeyCredential?.parseRequestOptionsFromJSON !== undefined;

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
      form.hidden = false;
      form.addEventListener("submit", (submit) => {
        submit.preventDefault();
        // Whoever closes the browser's question stays on the page as it was.
        ask(form).catch((refused) => { form.dataset.refused = refused.name; });
      });
    }
  };

  document.addEventListener("DOMContentLoaded", show);
})();
