// SPDX-License-Identifier: Apache-2.0

import type { Unit } from "./model.ts";

/** Moment, latitude and longitude in hundred-thousandths of a degree, km/h, degrees from north, verdict. */
type Row = [number, number, number, number | null, number | null, "accepted" | "late"];

/** `/api/units/{terminal}/track`. */
export interface TrackAnswer {
  unit: Unit;
  date: string;
  from: string;
  to: string;
  minutesEastOfUTC: number;
  places: Row[];
  total: number;
  leftOut: Record<string, number>;
  limited: boolean;
  next?: string;
}

/** Which track, and what for. */
export interface TrackQuestion {
  unit: number;
  date: string;
  reason: string;
  /** `00:00` unless the reader asked for less, or an earlier answer ended there. */
  from?: string;
  /** `24:00` unless the reader asked for less. */
  to?: string;
}

/** Where the unit was at a moment, as its terminal said. */
export interface TrackPoint {
  at: number;
  place: L.LatLngTuple;
  speed: number | null;
  isLate: boolean;
}

/** Nobody knows where a unit was in between after this long, in milliseconds. */
export const gap = 5 * 60_000;

export const pointsOf = ({ places }: TrackAnswer): TrackPoint[] =>
  places.map(([at, latitude, longitude, speed, , verdict]) => ({
    at,
    place: [latitude / 100_000, longitude / 100_000],
    speed,
    isLate: verdict === "late",
  }));

/** Lines that were driven, and those across gaps. */
export function linesOf(points: TrackPoint[]): { known: L.LatLngTuple[][]; unknown: L.LatLngTuple[][] } {
  const known: L.LatLngTuple[][] = [];
  const unknown: L.LatLngTuple[][] = [];
  points.forEach((point, index) => {
    const before = points[index - 1];
    if (before && point.at - before.at <= gap) return known.at(-1)?.push(point.place);
    if (before) unknown.push([before.place, point.place]);
    known.push([point.place]);
  });
  return { known, unknown };
}

/** The number of the newest point at or before the moment; 0 before the first. */
export function indexAt(points: TrackPoint[], moment: number): number {
  let [low, high] = [0, points.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (points[middle].at <= moment) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** `07:30:05` by the city's clock. */
export const timeOfDay = (moment: number, minutesEast: number): string =>
  new Date(moment + minutesEast * 60_000).toISOString().slice(11, 19);
