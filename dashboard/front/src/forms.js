// Forms that speak to the API: fields become JSON, the answer's words are shown beside the button.

/** Send `body` to the API; returns the answer, or throws an Error with its words. */
export async function send(method, path, body, csrf) {
  const answer = await fetch(path, {
    method,
    headers: { "content-type": "application/json", accept: "application/json", "x-csrf-token": csrf },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  const told = text ? JSON.parse(text) : null;
  if (!answer.ok) throw new Error(told?.detail ?? `HTTP ${answer.status}`);
  return told;
}

/** Let every form with `data-api` be sent as JSON; `done(form, answer)` comes after success. */
export function forms(csrf, done) {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.dataset?.api) return;
    event.preventDefault();
    const said = form.querySelector(".said");
    const button = event.submitter ?? form.querySelector("button");
    const path = button?.dataset.path ?? form.dataset.api;
    button?.setAttribute("aria-busy", "true");
    try {
      const answer = await send(form.dataset.method ?? "POST", path, body(form), csrf);
      if (said) said.textContent = "";
      said?.classList.remove("fault");
      done(form, answer, button);
    } catch (error) {
      if (said) said.textContent = error.message;
      said?.classList.add("fault");
    } finally {
      button?.removeAttribute("aria-busy");
    }
  });
}

function body(form) {
  const found = {};
  for (const field of form.elements) {
    if (!field.name || field.name === "csrf" || field.disabled) continue;
    if (field.type === "checkbox" && !field.checked) continue;
    let value = field.dataset.json ? JSON.parse(field.value || "null") : field.value;
    if (field.type === "datetime-local" && value) value = `${value}:00+00:00`;
    if (field.type === "number") value = value === "" ? null : Number(value);
    if (field.type === "checkbox") value = true;
    if (field.dataset.list !== undefined) value = value.split(",").map((v) => v.trim()).filter(Boolean);
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
