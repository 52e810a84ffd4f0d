// The live stream as this page hears it: by the shared worker where browsers have one, else direct.
const NAMES = ["hello", "story", "alert", "action", "reset"];

/** Call `hear(name, data)` for every event and `connection(connected, id)` when that changes. */
export function listen({ worker, session, hear, connection }) {
  if (typeof SharedWorker === "function") {
    // Named by session: whoever signs in next never hears what was meant for the one before.
    const { port } = new SharedWorker(worker, { name: `marsad-${session}` });
    port.onmessage = ({ data }) => {
      if (data.kind === "state") connection(data.connected, data.id);
      else hear(data.name, data.data, data.id);
    };
    addEventListener("pagehide", () => port.postMessage("bye"));
    port.start();
    return;
  }
  const source = new EventSource("/api/v1/stream");
  source.onopen = () => connection(true, "");
  source.onerror = () => connection(false, "");
  for (const name of NAMES) {
    source.addEventListener(name, (event) => hear(name, JSON.parse(event.data || "{}"), event.lastEventId));
  }
}

/** Return a function that runs `work` at once, and again at most every `wait` milliseconds. */
export function throttled(work, wait) {
  let timer = null;
  let again = false;
  const run = () => {
    again = false;
    timer = setTimeout(() => {
      timer = null;
      if (again) run();
    }, wait);
    work();
  };
  return () => {
    if (timer === null) run();
    else again = true;
  };
}
