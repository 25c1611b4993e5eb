// Passkeys: a challenge is fetched, the browser asks for a touch, and the answer goes with the page's own form. Whatever
// offers one stays hidden where the browser knows none, or where an IP address stands for the host.

const able =
  typeof PublicKeyCredential === "function" &&
  typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function" &&
  !/^[\d.]+$|:|^\[/.test(location.hostname);

if (able) {
  for (const offer of document.querySelectorAll("[data-passkey-step-up]")) offerStepUp(offer);
  for (const form of document.querySelectorAll("form[data-passkey-sign-in]")) offerSignIn(form);
  for (const form of document.querySelectorAll("form[data-passkey-new]")) offerNew(form);
}

// Beside a code: an answer stands in for it. Where the form has one thing to do, it does it.
function offerStepUp(offer) {
  const form = offer.closest("form");
  const button = offer.querySelector("button");
  offer.hidden = false;
  button.addEventListener("click", async () => {
    if (!form.reportValidity()) return;
    const fields = { purpose: offer.dataset.passkeyStepUp, subject: offer.dataset.subject ?? "" };
    if (!(await run(offer, button, () => answer(form, "/step-up/challenge", fields)))) return;
    const buttons = form.querySelectorAll("button[type=submit]");
    if (buttons.length === 1) {
      form.requestSubmit(buttons[0]);
      return;
    }
    say(offer, offer.dataset.done);
    buttons[0].focus();
  });
}

function offerSignIn(form) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.PasskeyAnswer.value) return;
    event.preventDefault();
    if (await run(form, event.submitter, () => answer(form, "/sign-in/challenge", {}))) form.requestSubmit();
  });
}

function offerNew(form) {
  form.querySelector("[data-without-script]").hidden = true;
  form.querySelector("[data-with-script]").hidden = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.PasskeyAnswer.value) return;
    event.preventDefault();
    if (await run(form, event.submitter, () => create(form))) form.requestSubmit();
  });
}

async function answer(form, address, fields) {
  const challenge = await fetchChallenge(form, address, fields);
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(challenge.options);
  keep(form, challenge, await navigator.credentials.get({ publicKey }));
}

async function create(form) {
  const challenge = await fetchChallenge(form, form.dataset.passkeyNew, {});
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(challenge.options);
  keep(form, challenge, await navigator.credentials.create({ publicKey }));
}

async function fetchChallenge(form, address, fields) {
  const token = form.elements.__RequestVerificationToken.value;
  const response = await fetch(address, {
    method: "POST",
    body: new URLSearchParams({ ...fields, __RequestVerificationToken: token }),
    headers: { Accept: "application/json" },
    redirect: "error",
  });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

function keep(form, challenge, credential) {
  form.elements.PasskeyTicket.value = challenge.ticket;
  form.elements.PasskeyAnswer.value = JSON.stringify(credential.toJSON());
}

// Says what is going on, and afterwards what can be done if nothing came of it. Answers whether something did.
async function run(offer, button, ceremony) {
  button.disabled = true;
  say(offer, offer.dataset.waiting);
  try {
    await ceremony();
    say(offer, "");
    return true;
  } catch (error) {
    const known = error.name === "InvalidStateError" && offer.dataset.known;
    say(offer, known || offer.dataset.failed);
    return false;
  } finally {
    button.disabled = false;
  }
}

function say(offer, words) {
  offer.querySelector("[role=status]").textContent = words;
}
