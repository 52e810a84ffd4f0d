// Parts of a form that repeat (channels, quiet hours), and fields that only some choices need.

/** Let rows be added and removed, and a choice (`data-picks`) show the fields made for it. */
export function rows(root) {
  root.addEventListener("click", ({ target }) => {
    const adds = target.closest("[data-adds]");
    if (adds) add(adds);
    target.closest("[data-removes]")?.closest("[data-row]").remove();
  });
  root.addEventListener("change", ({ target }) => {
    if (target.matches("[data-picks]")) pick(target);
  });
}

/** Name the fields of each row by its place; rows without a value in their key are left out. */
export function number(form) {
  for (const list of form.querySelectorAll("[data-rows]")) {
    let at = 0;
    for (const row of list.querySelectorAll("[data-row]")) {
      const there = row.querySelector("[data-key]").value !== "";
      for (const field of row.querySelectorAll("[data-part]")) {
        field.name = there ? `${list.dataset.rows}.${at}.${field.dataset.part}` : "";
      }
      if (there) at += 1;
    }
  }
}

function add(button) {
  const group = button.closest("fieldset");
  const row = group.querySelector("template").content.cloneNode(true);
  const list = group.querySelector("[data-rows]");
  list.append(row);
  list.lastElementChild.querySelector("[data-picks]")?.focus();
}

function pick(choice) {
  const around = choice.closest("[data-row]") ?? choice.form;
  for (const label of around.querySelectorAll("[data-for]")) {
    if (label.closest("[data-row]") !== choice.closest("[data-row]")) continue;
    label.hidden = !label.dataset.for.split(" ").includes(choice.value);
  }
}
