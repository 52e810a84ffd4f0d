// Every page of the desk: live stream, keyboard, clocks, forms.
import htmx from "htmx.org";
import { Board } from "./board.js";
import { ages, clocks } from "./clocks.js";
import { forms, send } from "./forms.js";
import { keys } from "./keys.js";
import { listen, throttled } from "./live.js";

const { csrf, worker, session, cursor } = document.body.dataset;

function ajax(path, target, swap = "innerMorph") {
  return htmx.ajax("GET", path, { target, swap }).catch(() => {});
}

document.addEventListener("htmx:after:swap", () => ages(document));

const root = document.querySelector("#desk");
const board = root ? new Board(root, ajax) : null;
const status = document.querySelector("#tiles");
const refreshStatus = throttled(() => ajax("/desk/status", "#tiles"), 5000);

async function act(alert) {
  const button = alert?.querySelector("[data-verb=acknowledge]");
  if (button) button.click();
}

clocks();
keys(board, act);
forms(csrf, (form, answer, button) => {
  const place = document.querySelector(button?.dataset.show ?? form.dataset.show ?? "none");
  if (place) showTrial(place, answer.alerts);
  else if (once(form.dataset.once, secretsOf(answer))) saved(form, answer);
  else if (form.dataset.after === "reload") location.reload();
  else if (form.dataset.after) location.assign(form.dataset.after);
});

function secretsOf(answer) {
  return (answer?.channels ?? []).flatMap((channel) => (channel.secret ? [`${channel.place}: ${channel.secret}`] : []));
}

/** Show what is told once; returns whether there was anything. */
function once(selector, lines) {
  const place = selector && document.querySelector(selector);
  if (!place || !lines.length) return false;
  const words = lines.map((line) => Object.assign(document.createElement("code"), { textContent: line, dir: "ltr" }));
  place.replaceChildren(place.dataset.words, ...words);
  place.scrollIntoView({ block: "nearest" });
  return true;
}

/** The page stays, so that a secret can be copied; what is saved next is the next version. */
function saved(form, answer) {
  form.querySelector(".said").textContent = document.body.dataset.saved;
  for (const field of form.elements) field.disabled = true;
  const link = Object.assign(document.createElement("a"), { href: `/subscriptions/${encodeURIComponent(answer.subscription_id)}`, textContent: answer.name });
  form.querySelector(".said").append(" ", link);
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-call]");
  if (!button) return;
  try {
    const answer = await send(button.dataset.callMethod ?? "POST", button.dataset.call, {}, csrf);
    if (!once(button.dataset.into, [answer?.secret ?? answer?.url].filter(Boolean))) location.reload();
  } catch (error) {
    say(error.message);
  }
});

/** List what a dry run would have told; titles are text, never markup. */
function showTrial(place, alerts) {
  const words = document.createElement("p");
  words.textContent = alerts.length ? place.dataset.found.replace("#", alerts.length) : place.dataset.none;
  const list = document.createElement("ol");
  list.className = "thread";
  for (const alert of alerts.slice(0, 100)) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `/stories/${encodeURIComponent(alert.story_id)}`;
    link.dir = "auto";
    link.textContent = alert.story.headline;
    item.append(link);
    list.append(item);
  }
  place.replaceChildren(words, list);
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-verb]");
  if (!button) return;
  button.disabled = true;
  try {
    await send("POST", `/api/v1/alerts/${encodeURIComponent(button.dataset.key)}/${button.dataset.verb}`, {}, csrf);
    board?.inbox();
    if (!board) location.reload();
  } catch (error) {
    say(error.message);
    button.disabled = false;
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
  const opens = event.target.closest("[data-opens]");
  if (opens) document.querySelector(opens.dataset.opens)?.showModal();
});

function say(words) {
  const place = document.querySelector("#notice");
  if (place) place.textContent = words;
}

// The page was written a moment before the connection: fetch what came between, once.
let settled = false;
function settle(id) {
  if (settled || !id) return;
  settled = true;
  document.body.classList.add("live");
  if (id !== cursor) board?.catchUp();
}

if (session) {
  listen({
    worker,
    session,
    hear: (name, data, id) => {
      settle(id);
      board?.hear(name, data);
      if (status && name !== "hello") refreshStatus();
      document.dispatchEvent(new CustomEvent("marsad:live", { detail: { name, data } }));
    },
    connection: (connected, id) => {
      document.body.classList.toggle("offline", !connected);
      const place = document.querySelector("#connection");
      if (place) place.hidden = connected;
      if (connected) settle(id);
    },
  });
  if (status) setInterval(refreshStatus, 10_000);
}
