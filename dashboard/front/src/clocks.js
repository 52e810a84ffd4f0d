// Clocks in several zones, and moments as "5 minutes ago", both kept true as time goes by.
const language = document.documentElement.lang;
const locale = language === "ar" ? "ar-u-nu-latn" : "en-GB";
const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
const STEPS = [["day", 86400], ["hour", 3600], ["minute", 60]];

function tick() {
  const now = new Date();
  for (const clock of document.querySelectorAll("[data-zone]")) {
    const zone = clock.dataset.zone;
    clock.textContent = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone, hour: "2-digit", minute: "2-digit",
    }).format(now);
  }
  ages(document);
}

/** Write the age of every moment inside `root`. */
export function ages(root) {
  for (const time of root.querySelectorAll("time[data-age]")) {
    const seconds = (Date.parse(time.dateTime) - Date.now()) / 1000;
    const step = STEPS.find(([, size]) => Math.abs(seconds) >= size);
    const said = step ? relative.format(Math.round(seconds / step[1]), step[0]) : relative.format(0, "second");
    if (time.textContent !== said) time.textContent = said;
  }
}

export function clocks() {
  tick();
  setInterval(tick, 10_000);
}
