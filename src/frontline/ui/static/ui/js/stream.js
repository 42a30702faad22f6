// One connection to /live, kept up: told about what happened, about gaps, and about being lost and back.
//
// EventSource reconnects by itself and says where it was (Last-Event-ID), so the server can send what was missed. It gives
// up on an answer that is no stream (a proxy's 502); we don't, and then say where we were with ?since=. A tab that nobody
// has looked at for a while lets go of its connection: a browser allows six to one server, and people open more tabs.
const UNSEEN = 60_000; // ms

export const listen = (address, { happened, missed, lost, back }) => {
  let source = null;
  let pause = 1000;
  let last = new URL(address, location.href).searchParams.get("since") ?? "";
  let mayHaveMissed = !last;

  const close = () => {
    source?.close();
    source = null;
  };

  const connect = () => {
    close();
    const url = new URL(address, location.href);
    if (last) url.searchParams.set("since", last);
    source = new EventSource(url);
    source.onopen = () => {
      back();
      pause = 1000;
      if (mayHaveMissed) missed();
      mayHaveMissed = !last;
    };
    source.onmessage = ({ data, lastEventId }) => {
      last = lastEventId || last;
      mayHaveMissed = !last;
      happened(JSON.parse(data));
    };
    source.addEventListener("reload", ({ lastEventId }) => {
      last = lastEventId || last;
      missed();
    });
    source.onerror = () => {
      lost();
      if (source?.readyState !== EventSource.CLOSED) return;
      setTimeout(() => source && connect(), pause);
      pause = Math.min(pause * 2, 30_000);
    };
  };

  let unseen = 0;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(unseen);
    if (document.hidden) unseen = setTimeout(close, UNSEEN);
    else if (!source) connect();
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => event.persisted && connect());
  connect();
};
