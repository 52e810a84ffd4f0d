// One connection to the live stream for all tabs of a browser: a shared worker that hands on what
// it hears. EventSource comes back by itself with the id it heard last, and misses nothing.
const NAMES = ["hello", "story", "alert", "action", "reset"];
const ports = new Set();
let source = null;
let state = { kind: "state", connected: false, id: "" };

function tell(message) {
  for (const port of ports) port.postMessage(message);
}

function open() {
  source = new EventSource("/api/v1/stream");
  source.onopen = () => change({ connected: true });
  source.onerror = () => {
    change({ connected: false });
    // A refusal (signed out, server not ready) ends an EventSource for good: try anew.
    if (source.readyState === EventSource.CLOSED) setTimeout(open, 3000);
  };
  for (const name of NAMES) {
    source.addEventListener(name, (event) => {
      state.id = event.lastEventId;
      tell({ kind: "event", name, id: event.lastEventId, data: JSON.parse(event.data || "{}") });
    });
  }
}

function change(part) {
  state = { ...state, ...part };
  tell(state);
}

self.onconnect = (event) => {
  const port = event.ports[0];
  ports.add(port);
  port.onmessage = (message) => {
    if (message.data === "bye") ports.delete(port);
  };
  port.postMessage(state);
  if (source === null) open();
};
