// Time lines by uPlot, drawn from the table beside them: the table is the data.
import uPlot from "uplot";

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function draw(figure) {
  const table = document.querySelector(figure.dataset.chart);
  const rows = [...table.querySelectorAll("tr[data-x]")].map((row) => row.dataset);
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
    cursor: { drag: { x: false, y: false } },
    legend: { show: false },
    scales: { y: figure.dataset.low ? { range: [Number(figure.dataset.low), Number(figure.dataset.high)] } : { range: (_, __, high) => [0, Math.max(high, 1)] } },
    axes: [
      { stroke: css("--soft"), grid: { stroke: css("--line") }, values: (_, ticks) => ticks.map(day) },
      { stroke: css("--soft"), grid: { stroke: css("--line") }, size: 40 },
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

function day(seconds) {
  const moment = new Date(seconds * 1000);
  return `${String(moment.getUTCDate()).padStart(2, "0")}/${String(moment.getUTCMonth() + 1).padStart(2, "0")}`;
}

for (const figure of document.querySelectorAll("[data-chart]")) draw(figure);
