// SPDX-License-Identifier: Apache-2.0

import type { Roads } from "./roads.ts";

/** A street as one line, joined from the segments that bear its name. */
export interface StreetLine {
  name: string;
  /** Position in the road classes, the highest street first. */
  roadClass: number;
  x: number[];
  y: number[];
  /** Length along the line up to each point, the world being 1 wide. */
  along: number[];
}

/** Joins segments of one name end to end, the longest street lines first within a class. */
export function streetLines(roads: Roads): StreetLine[] {
  const byName = new Map<number, number[]>();
  roads.columns.streetName.forEach((street, segment) => {
    if (street < 0) return;
    const list = byName.get(street);
    if (list) list.push(segment);
    else byName.set(street, [segment]);
  });
  const lines: StreetLine[] = [];
  for (const [street, segments] of byName) {
    lines.push(...join(roads, roads.columns.streetNames[street], segments));
  }
  return lines.sort((a, b) => a.roadClass - b.roadClass || length(b) - length(a));
}

const length = (line: StreetLine) => line.along[line.along.length - 1];

function join(roads: Roads, name: string, segments: number[]): StreetLine[] {
  const first = (segment: number) => roads.start[segment];
  const last = (segment: number) => roads.start[segment + 1] - 1;
  const key = (point: number) => `${roads.x[point]} ${roads.y[point]}`;
  const ends = new Map<string, number[]>();
  for (const segment of segments) {
    for (const end of [key(first(segment)), key(last(segment))]) {
      ends.set(end, [...(ends.get(end) ?? []), segment]);
    }
  }
  const unused = new Set(segments);
  const lines: StreetLine[] = [];
  for (const segment of segments) {
    if (!unused.delete(segment)) continue;
    let points = range(first(segment), last(segment));
    for (const _ of [0, 1]) {
      for (;;) {
        const end = key(points[points.length - 1]);
        const next = ends.get(end)?.find((candidate) => unused.has(candidate));
        if (next === undefined) break;
        unused.delete(next);
        const more = range(first(next), last(next));
        if (key(more[0]) !== end) more.reverse();
        points = points.concat(more.slice(1));
      }
      points.reverse();
    }
    lines.push(line(roads, name, roads.roadClass[segment], points));
  }
  return lines;
}

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, step) => from + step);

function line(roads: Roads, name: string, roadClass: number, points: number[]): StreetLine {
  const x = points.map((point) => roads.x[point]);
  const y = points.map((point) => roads.y[point]);
  const along = [0];
  for (let i = 1; i < x.length; i++) {
    along.push(along[i - 1] + Math.hypot(x[i] - x[i - 1], y[i] - y[i - 1]));
  }
  return { name, roadClass, x, y, along };
}

/** The point so far along the line. */
export function pointAt(line: StreetLine, distance: number): [number, number] {
  const { x, y, along } = line;
  let low = 0;
  let high = along.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (along[middle] <= distance) low = middle;
    else high = middle;
  }
  const span = along[high] - along[low] || 1;
  const part = (distance - along[low]) / span;
  return [x[low] + (x[high] - x[low]) * part, y[low] + (y[high] - y[low]) * part];
}
