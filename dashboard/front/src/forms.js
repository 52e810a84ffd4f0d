// Forms that speak to the API: fields become JSON, what is wrong is said beside its field.
import { number, rows } from "./rows.js";

/** Send `body` to the API; returns the answer, or throws an Error with its words and `places`. */
export async function send(method, path, body, csrf) {
  const answer = await fetch(path, {
    method,
    headers: {
      "content-type": "application/json", accept: "application/json", "x-csrf-token": csrf,
      "accept-language": document.documentElement.lang,
    },
    body: body === undefined || method === "GET" ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  const told = text ? JSON.parse(text) : null;
  if (answer.ok) return told;
  throw Object.assign(new Error(told?.detail ?? `HTTP ${answer.status}`), { places: told?.places ?? [] });
}

/** Let every form with `data-api` be sent as JSON; `done(form, answer)` comes after success. */
export function forms(csrf, done) {
  rows(document);
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.dataset?.api) return;
    event.preventDefault();
    const said = form.querySelector(".said");
    const button = event.submitter ?? form.querySelector("button");
    const method = form.dataset.method ?? "POST";
    forget(form);
    button?.setAttribute("aria-busy", "true");
    try {
      const given = method === "DELETE" ? undefined : body(form);
      const answer = await send(method, button?.dataset.path ?? form.dataset.api, given, csrf);
      if (said) said.textContent = "";
      said?.classList.remove("fault");
      done(form, answer, button);
    } catch (error) {
      const left = mark(form, error.places ?? []);
      const marked = error.places?.length && !left.length;
      if (said) said.textContent = marked ? document.body.dataset.faults : left.join(" ") || error.message;
      said?.classList.add("fault");
    } finally {
      button?.removeAttribute("aria-busy");
    }
  });
}

/** Write each fault below its field; returns the words of those that no field is shown for. */
function mark(form, places) {
  const left = [];
  for (const place of places) {
    const field = place.where && [...form.elements].find(
      (one) => one.type !== "hidden" && one.name && (one.name === place.where || one.name.startsWith(`${place.where}.`)),
    );
    if (!field) {
      left.push(place.what);
      continue;
    }
    for (let around = field.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
    const words = document.createElement("span");
    words.className = "fault";
    words.id = `fault-${place.where.replaceAll(".", "-")}`;
    words.textContent = place.what;
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", words.id);
    field.after(words);
    field.focus();
    if (place.end && field.setSelectionRange) select(field, place.start, place.end);
  }
  return left;
}

/** Select code points `start` to `end`: a field counts in UTF-16. */
function select(field, start, end) {
  const signs = [...field.value];
  const [from, to] = [start, end].map((at) => signs.slice(0, at).join("").length);
  field.setSelectionRange(from, to);
}

function forget(form) {
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    document.getElementById(field.getAttribute("aria-describedby"))?.remove();
    field.removeAttribute("aria-describedby");
  }
}

/** The fields as JSON, over what the form began with (`data-base`). */
function body(form) {
  const found = JSON.parse(form.dataset.base ?? "{}");
  number(form);
  for (const field of form.elements) {
    if (!field.name || field.name === "csrf" || field.disabled || field.closest("label[hidden]")) continue;
    let value = field.dataset.json ? JSON.parse(field.value || "null") : field.value;
    if (field.type === "datetime-local" && value) value = `${value}:00+00:00`;
    if (field.type === "number") value = value === "" ? null : Number(value);
    if (field.type === "checkbox") value = field.checked;
    if (field.dataset.list !== undefined) value = value.split(/[,،]/).map((v) => v.trim()).filter(Boolean);
    put(found, field.name.split("."), value);
  }
  return found;
}

/** `matchers.0.field` becomes `{matchers: [{field}]}`. */
function put(into, path, value) {
  const [key, ...rest] = path;
  if (!rest.length) into[key] = value;
  else put((into[key] ??= /^\d+$/.test(rest[0]) ? [] : {}), rest, value);
}
