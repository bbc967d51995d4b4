// SPDX-License-Identifier: Apache-2.0

import type { Name } from "../model.ts";

/** Who carries a terminal, as `/api/units` answers. */
export interface Unit {
  id: number;
  holder: string;
  kind: "patrolCar" | "patrolMotorcycle" | "officer" | "unknown";
  name?: Name;
  unit?: Name;
}

/** Terminal, latitude and longitude in hundred-thousandths of a degree, km/h, degrees from north, milliseconds since 1970. */
export type Row = [number, number, number, number | null, number | null, number];

/** A piece of `/api/units/live`. */
export interface Piece {
  now: number;
  places: Row[];
}

/** Where a unit is, as its terminal said last; nothing in it is estimated. */
export interface Spot {
  id: number;
  latitude: number;
  longitude: number;
  speed: number | null;
  course: number | null;
  at: number;
}

/** After this long without a place a unit counts as silent, in milliseconds. */
export const silentAfter = 5 * 60_000;
/** After this long it is not shown any more. */
export const goneAfter = 60 * 60_000;
