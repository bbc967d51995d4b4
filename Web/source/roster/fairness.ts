// SPDX-License-Identifier: Apache-2.0

import { h, s } from "../dom.ts";
import { dayName, number } from "../format.ts";
import { name, text } from "../texts.ts";
import { burdens, type FairnessLine } from "./model.ts";
import { collator, type Table } from "./state.ts";

/**
 * How evenly nights, weekends, holidays and peaks lie on the people of a pool over the last weeks.
 * Shown to everyone; nothing here counts penalties or fines.
 */
export function fairnessPanel(table: Table): HTMLElement[] {
  const { fairness } = table.state.book;
  const lines = fairness.lines.filter((line) => line.pool === table.state.pool);
  return [
    h("section", { class: "part" },
      h("h3", {}, text("rota.fairness")),
      h("p", { class: "small quiet" }, text("rota.fairnessPeriod", {
        from: dayName(fairness.period.start.slice(0, 10)), to: dayName(fairness.period.end.slice(0, 10)),
        known: dayName(fairness.known),
      }))),
    ...burdens.flatMap((burden) => {
      const own = lines.filter((line) => line.burden === burden);
      return own.length === 0 ? [] : [burdenPart(table, own)];
    }),
    people(table, lines),
  ];
}

function burdenPart(table: Table, lines: FairnessLine[]): HTMLElement {
  const burden = lines[0].burden;
  return h(
    "section",
    { class: "part" },
    h("h3", {}, text(`rota.burden.${burden}`)),
    h("p", { class: "small quiet" }, name(lines[0].definition)),
    lines.map((line) =>
      h("div", { class: "fair" },
        h("span", { class: `status status-${line.status}` }, text(`status.${line.status}.short`)),
        distribution(table, line),
        h("span", { class: "small" }, text("rota.fairLine", {
          total: number(line.total), people: number(line.shares.length), range: number(line.range),
          gini: line.gini === undefined ? "–" : number(line.gini, 2),
        })))
    ),
  );
}

/** One column for each number of times, as high as there are people who have it. */
function distribution(table: Table, line: FairnessLine): SVGElement {
  const most = Math.max(1, ...line.shares.map((share) => share.count));
  const counts = Array.from({ length: most + 1 }, (_, count) => line.shares.filter((share) => share.count === count).length);
  const highest = Math.max(1, ...counts);
  const chosen = line.shares.find((share) => share.officer === table.state.officer)?.count;
  const width = Math.min(22, 132 / counts.length);
  return s(
    "svg",
    { class: "spread", viewBox: "0 0 140 50", width: 140, height: 50, role: "img",
      "aria-label": counts.map((people, count) => text("rota.spread", { people, count })).join(text("list.comma")) },
    counts.map((people, count) => {
      const height = people === 0 ? 0 : Math.max(2, (people / highest) * 21);
      return [
        s("rect", { x: 4 + count * width, y: 34 - height, width: Math.max(2, width - 2), height, class: count === chosen ? "column is-own" : "column" }),
        people > 0 && width >= 12 ? s("text", { x: 4 + count * width + (width - 2) / 2, y: 31 - height, class: "column-people" }, people) : null,
        width >= 9 || count % 2 === 0 ? s("text", { x: 4 + count * width + (width - 2) / 2, y: 47 }, count) : null,
      ];
    }),
    s("path", { d: "M2 34.5H138", class: "axis" }),
  );
}

/** Everybody of the pool with all four counts, for everybody to see. */
function people(table: Table, lines: FairnessLine[]): HTMLElement {
  const counts = new Map<number, Map<string, number>>();
  for (const line of lines) {
    for (const share of line.shares) {
      const own = counts.get(share.officer) ?? new Map();
      own.set(line.burden, share.count);
      counts.set(share.officer, own);
    }
  }
  const order = collator();
  const members = table.members.filter((member) => counts.has(member.id))
    .sort((a, b) => order.compare(name(a.name), name(b.name)));
  return h(
    "details",
    { class: "part" },
    h("summary", {}, text("rota.everybody", { people: members.length })),
    h("table", { class: "table" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, text("rota.person")),
        burdens.map((burden) => h("th", { scope: "col" }, text(`rota.burden.${burden}`))))),
      h("tbody", {}, members.map((member) =>
        h("tr", { class: member.id === table.state.officer ? "is-chosen" : null },
          h("th", { scope: "row" }, name(member.name)),
          burdens.map((burden) => h("td", {}, counts.get(member.id)?.get(burden) ?? "–")))
      ))),
  );
}
