// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import type { Pin } from "../map/pin-map.ts";
import { name, text } from "../texts.ts";
import type { Ledger, Point } from "./model.ts";

/** Which points the list holds. */
export type Filter = "open" | "congestion" | "disorder" | "done";

const filters: Filter[] = ["open", "congestion", "disorder", "done"];

export const filtered = (ledger: Ledger, filter: Filter): Point[] =>
  ledger.points.filter((point) =>
    filter === "done" ? !point.isOpen : point.isOpen && (filter === "open" || point.kind === filter)
  );

/** Overdue, or waiting for somebody to take it up. */
export const toneOf = (point: Point): Pin["tone"] =>
  point.commitment?.isOverdue ? "late" : ["verified", "reopened"].includes(point.state) ? "soon" : "calm";

export function pinOf(point: Point): Pin | null {
  if (point.latitude === undefined || point.longitude === undefined) return null;
  return {
    id: point.number,
    place: [point.latitude, point.longitude],
    tone: toneOf(point),
    title: `${text(`point.${point.kind}`)} ${point.place}`,
  };
}

export function showFilters(ledger: Ledger, current: Filter, choose: (filter: Filter) => void) {
  replace(
    byId("filters"),
    h("div", { class: "point-filters", role: "group", "aria-label": text("points.list") },
      filters.map((filter) =>
        h("button", {
          type: "button",
          class: "point-filter",
          "data-key": filter,
          "aria-pressed": String(filter === current),
          click: () => choose(filter),
        }, text(`point.${filter}`), h("small", {}, filtered(ledger, filter).length)))),
  );
}

export function showList(points: Point[], selected: number | undefined, choose: (number: number) => void) {
  const late = points.filter((point) => point.commitment?.isOverdue).length;
  replace(
    byId("count"),
    text("points.count", { count: points.length }),
    late > 0 && h("b", { class: "bad" }, ` · ${text("points.late", { count: late })}`),
  );
  replace(
    byId("list"),
    points.length === 0
      ? h("p", { class: "empty" }, text("points.empty"))
      : points.map((point) => row(point, point.number === selected, () => choose(point.number))),
  );
}

function row(point: Point, isCurrent: boolean, choose: () => void) {
  return h("button", {
    type: "button",
    class: "case-row",
    "data-key": String(point.number),
    "aria-current": isCurrent ? "true" : "false",
    click: choose,
  },
    h("span", { class: "case-name" }, point.place),
    h("span", { class: `due is-${toneOf(point)}` }, point.commitment?.deadline ?? ""),
    h("span", { class: "case-where quiet" }, text(`point.${point.kind}`),
      point.commitment ? ` · ${name(point.commitment.owner.name)}` : ` · ${name(point.reason)}`),
    h("span", { class: "quiet case-state" }, name(point.stateName)));
}
