// SPDX-License-Identifier: Apache-2.0

import type { Pair, RoadColumns } from "../model.ts";

/** Web Mercator, the whole world being 1 wide. Source: EPSG 3857 in spherical form. */
export function project([latitude, longitude]: Pair): [number, number] {
  const radians = (latitude * Math.PI) / 180;
  return [(longitude + 180) / 360, (1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2];
}

/** Cells per side of the world in the index: tiles of zoom 14. */
const cells = 2 ** 14;

/** All streets, projected once and found by map tile. */
export class Roads {
  readonly count: number;
  /** By point: projected x and y. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** By segment: where its points begin; one more entry at the end. */
  readonly start: Uint32Array;
  readonly roadClass: Uint8Array;
  private readonly index = new Map<number, number[]>();
  private readonly latitude: Float64Array;
  private readonly longitude: Float64Array;

  constructor(readonly columns: RoadColumns) {
    this.count = columns.roadClass.length;
    this.roadClass = Uint8Array.from(columns.roadClass);
    this.start = new Uint32Array(this.count + 1);
    for (let i = 0; i < this.count; i++) this.start[i + 1] = this.start[i] + columns.pointCount[i];
    const points = this.start[this.count];
    this.x = new Float64Array(points);
    this.y = new Float64Array(points);
    this.latitude = new Float64Array(points);
    this.longitude = new Float64Array(points);
    let [latitude, longitude] = columns.origin;
    for (let i = 0; i < points; i++) {
      latitude += columns.latitude[i];
      longitude += columns.longitude[i];
      this.latitude[i] = latitude * columns.quantum;
      this.longitude[i] = longitude * columns.quantum;
      [this.x[i], this.y[i]] = project([this.latitude[i], this.longitude[i]]);
    }
    for (let i = 0; i < this.count; i++) this.addToIndex(i);
  }

  name(segment: number): string | null {
    const position = this.columns.streetName[segment];
    return position < 0 ? null : this.columns.streetNames[position];
  }

  shape(segment: number): Pair[] {
    const shape: Pair[] = [];
    for (let i = this.start[segment]; i < this.start[segment + 1]; i++) {
      shape.push([this.latitude[i], this.longitude[i]]);
    }
    return shape;
  }

  /** The middle point of the segment's shape. */
  middle(segment: number): Pair {
    const i = (this.start[segment] + this.start[segment + 1]) >> 1;
    return [this.latitude[i], this.longitude[i]];
  }

  /** The segments that may touch a tile. */
  near(tile: L.Coords): Set<number> {
    const scale = 2 ** (14 - tile.z);
    const found = new Set<number>();
    const across = Math.max(1, Math.ceil(scale));
    const left = Math.floor(tile.x * scale);
    const top = Math.floor(tile.y * scale);
    for (let i = left; i < left + across; i++) {
      for (let j = top; j < top + across; j++) {
        for (const segment of this.index.get(i * cells + j) ?? []) found.add(segment);
      }
    }
    return found;
  }

  private addToIndex(segment: number) {
    // A wide line reaches a little over the edge of its cell.
    const margin = 16 / 256 / cells;
    let [left, top, right, bottom] = [1, 1, 0, 0];
    for (let i = this.start[segment]; i < this.start[segment + 1]; i++) {
      left = Math.min(left, this.x[i]);
      right = Math.max(right, this.x[i]);
      top = Math.min(top, this.y[i]);
      bottom = Math.max(bottom, this.y[i]);
    }
    for (let i = Math.floor((left - margin) * cells); i <= (right + margin) * cells; i++) {
      for (let j = Math.floor((top - margin) * cells); j <= (bottom + margin) * cells; j++) {
        const key = i * cells + j;
        const list = this.index.get(key);
        if (list) list.push(segment);
        else this.index.set(key, [segment]);
      }
    }
  }
}
