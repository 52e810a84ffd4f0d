// The keyboard: j and k walk the stories, a acknowledges, n shows what is new, p pauses, ? helps.

/** Let `doc` be worked by keys; `board` is the live desk, null on other pages. */
export function keys(board, act) {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const what = {
      j: () => walk(1), k: () => walk(-1), n: () => board?.showNew(), p: () => board?.pause(),
      "?": help, "/": search, g: () => document.querySelector(".brand")?.focus(),
      a: () => act(document.activeElement?.closest("[data-alert]")),
    }[event.key];
    if (what) {
      event.preventDefault();
      what();
    }
  });
}

function walk(step) {
  const area = document.activeElement?.closest("[data-walk]") ?? document.querySelector("[data-walk]");
  const rows = [...(area?.querySelectorAll("[data-step]") ?? [])];
  if (!rows.length) return;
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)];
  (next.querySelector("a") ?? next).focus();
  next.scrollIntoView({ block: "nearest" });
}

function help() {
  const dialog = document.querySelector("#keys");
  if (dialog?.open) dialog.close();
  else dialog?.showModal();
}

function search() {
  document.querySelector("input[type=search]")?.focus();
}
