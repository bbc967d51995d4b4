// SPDX-License-Identifier: Apache-2.0

import type { Pin } from "../map/pin-map.ts";
import type { Pair } from "../model.ts";
import { className } from "./case-view.ts";
import { left } from "./clock.ts";
import type { Case } from "./model.ts";

export const placeOf = (one: Case): Pair | null =>
  one.latitude === undefined || one.longitude === undefined ? null : [one.latitude, one.longitude];

/** A case on the map; a case without a place has none. */
export function pinOf(one: Case): Pin | null {
  const place = placeOf(one);
  return place && {
    id: one.id,
    place,
    tone: one.due ? left(one.due).tone : "calm",
    title: `#${one.id} ${className(one)}`,
  };
}
