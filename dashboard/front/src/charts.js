// Time lines by uPlot, drawn from the table beside them: the table is the data.
import uPlot from "uplot";

const WHOLE = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000];
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function draw(figure) {
  const table = document.querySelector(figure.dataset.chart);
  const rows = [...table.querySelectorAll("tr[data-x]")].map((row) => row.dataset).sort((a, b) => a.x - b.x);
  if (!rows.length) return;
  const xs = rows.map((row) => Number(row.x));
  const names = figure.dataset.series.split("|");
  const columns = names.map((_, i) => rows.map((row) => (row[`y${i}`] === "" ? null : Number(row[`y${i}`]))));
  const colours = ["--accent", "--critical", "--coop"];
  const points = figure.dataset.kind === "points";
  const bars = uPlot.paths.bars({ size: [0.7, 40] });
  const options = {
    width: figure.clientWidth,
    height: 200,
    padding: [8, 40, 0, 0],
    cursor: { drag: { x: false, y: false } },
    legend: { show: false },
    scales: { x: { range: () => around(xs) }, y: figure.dataset.low ? { range: [Number(figure.dataset.low), Number(figure.dataset.high)] } : { range: (_, __, high) => [0, Math.max(high, 1)] } },
    axes: [
      { stroke: css("--soft"), grid: { stroke: css("--line"), width: 1 }, values: (_, ticks) => moments(ticks), space: 90, size: 32 },
      { stroke: css("--soft"), grid: { stroke: css("--line"), width: 1 }, size: 40, ...(points ? {} : { incrs: WHOLE }) },
    ],
    series: [
      {},
      ...names.map((label, i) => ({
        label,
        stroke: css(colours[i]),
        fill: points ? undefined : css(colours[i]) + "55",
        width: points ? 0 : 1.5,
        paths: points ? () => null : bars,
        points: { show: points, size: 8, fill: css(colours[i]) },
      })),
    ],
  };
  figure.replaceChildren();
  const chart = new uPlot(options, [xs, ...columns], figure);
  new ResizeObserver(() => chart.setSize({ width: figure.clientWidth, height: 200 })).observe(figure);
}

/** The time shown: that of the rows with some air around, half a day at least. */
function around(xs) {
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  const air = Math.max((high - low) * 0.03, high - low < 86_400 ? 43_200 : 0);
  return [low - air, high + air];
}

/** Days; with hours where all lies within a week. */
function moments(ticks) {
  const spread = ticks.length > 1 ? ticks.at(-1) - ticks[0] : 0;
  return ticks.map((tick) => {
    const written = new Date(tick * 1000).toISOString();
    const [day, hour] = [`${written.slice(8, 10)}/${written.slice(5, 7)}`, written.slice(11, 16)];
    if (spread > 604_800) return day;
    return spread < 172_800 ? `${day} ${hour}` : `${day} ${hour.slice(0, 2)}h`;
  });
}

for (const figure of document.querySelectorAll("[data-chart]")) draw(figure);
