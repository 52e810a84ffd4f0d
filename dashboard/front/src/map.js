// The world by country, drawn from the table beside it.
import { geoNaturalEarth1, geoPath } from "d3-geo";
import { feature } from "topojson-client";

const SVG = "http://www.w3.org/2000/svg";

async function draw(figure) {
  const rows = new Map(
    [...document.querySelectorAll(`${figure.dataset.map} tr[data-number]`)].map((row) => [row.dataset.number, row]),
  );
  const most = Math.max(1, ...[...rows.values()].map((row) => Number(row.dataset.many)));
  const world = await (await fetch(figure.dataset.world)).json();
  const shapes = feature(world, world.objects.countries).features;
  const path = geoPath(geoNaturalEarth1().fitSize([960, 480], { type: "Sphere" }));
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 960 480");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", figure.dataset.label);
  for (const shape of shapes) {
    const land = document.createElementNS(SVG, "path");
    land.setAttribute("d", path(shape) ?? "");
    const row = rows.get(shape.id);
    if (row) {
      const share = Math.sqrt(Number(row.dataset.many) / most);
      land.setAttribute("class", `told told-${Math.min(4, Math.ceil(share * 4))}`);
      const title = document.createElementNS(SVG, "title");
      title.textContent = `${row.dataset.name}: ${row.dataset.many}`;
      land.append(title);
      land.addEventListener("click", () => row.querySelector("a")?.click());
    }
    svg.append(land);
  }
  figure.replaceChildren(svg);
}

for (const figure of document.querySelectorAll("[data-map]")) draw(figure);
