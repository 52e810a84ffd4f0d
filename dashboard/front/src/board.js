// The live desk: stories that are shown change in place, new ones wait behind "N new".
import { throttled } from "./live.js";

const ROWS_MS = 1500;
const WATCH_MS = 5000;
const AGAIN_MS = 30_000;
const PATIENCE = 10;

export class Board {
  /** `ajax(path, target)` fetches a fragment and morphs it into the element. */
  constructor(root, ajax) {
    this.root = root;
    this.ajax = ajax;
    this.list = root.querySelector("#stories");
    this.more = root.querySelector("#more");
    this.pauseButton = root.querySelector("#pause");
    this.waiting = new Set();
    this.changed = new Set();
    this.paused = false;
    this.rows = throttled(() => this.refreshRows(), ROWS_MS);
    this.watch = throttled(() => this.ajax("/desk/watch", "#watch-list"), WATCH_MS);
    this.inbox = throttled(() => this.refreshInbox(), 300);
    this.told = new Map();
    // What the index remembers of a dyad comes a little after the event itself.
    setInterval(() => this.paused || this.watch(), AGAIN_MS);
    this.more.addEventListener("click", () => this.showNew());
    this.pauseButton.addEventListener("click", () => this.pause());
  }

  hear(name, data) {
    if (name === "story") this.story(data);
    if (name === "alert") this.expect(data.alert_key, "storyVersion", data.story_version);
    if (name === "action") this.expect(data.alert_key, "stateVersion", data.state_version);
    if (name === "reset") this.catchUp();
  }

  catchUp() {
    this.showNew();
    this.inbox();
  }

  story(card) {
    const shown = this.list.querySelector(`[data-story="${CSS.escape(card.story_id)}"]`);
    if (shown) {
      this.changed.add(card.story_id);
      if (!this.paused) this.rows();
    } else if (!card.merged_into) {
      this.waiting.add(card.story_id);
      if (!this.paused && !this.list.querySelector("[data-story]")) this.showNew();
      else this.count();
    }
    if (!this.paused) this.watch();
  }

  count() {
    const many = this.waiting.size;
    this.more.hidden = many === 0;
    this.more.querySelector(".many").textContent = String(many);
    document.title = (many ? `(${many}) ` : "") + document.title.replace(/^\(\d+\) /, "");
  }

  async showNew() {
    const fresh = new Set(this.waiting);
    this.waiting.clear();
    this.changed.clear();
    this.count();
    await this.ajax("/desk/stories", "#stories");
    for (const id of fresh) {
      this.list.querySelector(`[data-story="${CSS.escape(id)}"]`)?.classList.add("fresh");
    }
    this.watch();
  }

  async refreshRows() {
    const ids = [...this.changed].slice(0, 50);
    this.changed.clear();
    for (const id of ids) {
      const row = this.list.querySelector(`[data-story="${CSS.escape(id)}"]`);
      if (row) await this.ajax(`/desk/rows/${encodeURIComponent(id)}`, `#${CSS.escape(row.id)}`, "outerMorph");
    }
  }

  /** Show the inbox once the server's own copy has what the stream told a moment ago. */
  expect(key, field, version) {
    this.told.set(`${key} ${field}`, { key, field, version, tries: PATIENCE });
    this.inbox();
  }

  async refreshInbox() {
    await this.ajax("/desk/inbox", "#inbox-list");
    for (const [name, wanted] of this.told) {
      const row = this.root.querySelector(`[data-alert="${CSS.escape(wanted.key)}"]`);
      const there = row && Number(row.dataset[wanted.field]) >= wanted.version;
      if (there || (wanted.tries -= 1) <= 0) this.told.delete(name);
    }
    if (this.told.size) setTimeout(this.inbox, 200);
  }

  pause() {
    this.paused = !this.paused;
    this.pauseButton.setAttribute("aria-pressed", String(this.paused));
    this.root.classList.toggle("paused", this.paused);
    if (!this.paused) {
      this.rows();
      this.watch();
    }
  }
}
