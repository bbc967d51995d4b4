// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import type { Name, Pair } from "../model.ts";
import { name, term, text } from "../texts.ts";

/** What /api/grid/responsibility answers; `null` outside every grid. */
export interface Responsibility {
  code: string;
  name: string;
  owners: { role: string; name?: string; unit: number; unitName?: Name }[];
}

/** A place that was asked about, and who answers for it today. */
export interface Ground {
  place: Pair;
  grid: Responsibility | null;
}

/** Who answers for the ground, role by role. */
export function groundPart({ place, grid }: Ground): HTMLElement {
  return h("section", { class: "part ground", "aria-label": text("order.ground") },
    h("h3", {}, text("order.ground")),
    h("p", { class: "quiet small" },
      grid ? `${grid.name} · ${grid.code}` : `${text("order.noGrid")} ${place.map((each) => each.toFixed(5)).join(", ")}`),
    grid && (grid.owners.length === 0
      ? h("p", { class: "asked" }, text("order.noOwner"))
      : h("dl", { class: "facts" }, grid.owners.map((owner) => [
        h("dt", {}, term("grid-role", owner.role)),
        h("dd", {}, [owner.name, owner.unitName && name(owner.unitName)].filter(Boolean).join(" · ")),
      ]))));
}
