// The button that has this browser show notices. Only a person's click asks for leave.
const form = document.querySelector("form[data-push-key]");
const words = form?.querySelector("[data-push-words]");

const say = (text) => {
  words.textContent = text;
};

const bytes = (base64url) =>
  Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const base64url = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

async function subscribe() {
  if ((await Notification.requestPermission()) !== "granted") {
    say("The browser was not allowed to show notices. Allow them for this address in its settings, then try again.");
    return;
  }
  const registration = await navigator.serviceWorker.register(form.dataset.pushWorker, { scope: "/" });
  await navigator.serviceWorker.ready;
  const options = { userVisibleOnly: true, applicationServerKey: bytes(form.dataset.pushKey) };
  let subscription;
  try {
    subscription = await registration.pushManager.subscribe(options);
  } catch (error) {
    if (error.name !== "InvalidStateError") throw error;
    // Subscribed to a key that we had before: that one is of no use any more.
    await (await registration.pushManager.getSubscription())?.unsubscribe();
    subscription = await registration.pushManager.subscribe(options);
  }
  form.elements.endpoint.value = subscription.endpoint;
  form.elements.p256dh.value = base64url(subscription.getKey("p256dh"));
  form.elements.auth.value = base64url(subscription.getKey("auth"));
  form.submit();
}

if (form) {
  const button = form.querySelector("button");
  if (!("serviceWorker" in navigator && "PushManager" in window)) {
    say("This browser can't show notices here. It needs an address that begins with https; on an iPhone, add Frontline to the home screen first.");
  } else {
    button.disabled = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      button.disabled = true;
      subscribe()
        .catch((error) => say(`That didn't work: ${error.message} Nothing was changed.`))
        .finally(() => {
          button.disabled = false;
        });
    });
  }
}
