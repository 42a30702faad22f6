// Shows what Frontline tells while no page of it is open. It answers no requests of pages: nothing is cached here.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  let said = {};
  try {
    said = event.data ? event.data.json() : {};
  } catch {
    // Not ours, or broken: browsers insist that something is shown for each push.
  }
  const { title = "Frontline", body = "", url = "/notices", tag } = said;
  event.waitUntil(self.registration.showNotification(title, { body, tag, data: { url } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const address = new URL(event.notification.data?.url ?? "/notices", self.location.origin);
  if (address.origin !== self.location.origin) return;
  event.waitUntil(
    (async () => {
      const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
      const open = pages.find((page) => page.url === address.href);
      return open ? open.focus() : self.clients.openWindow(address.href);
    })(),
  );
});
