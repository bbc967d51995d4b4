// SPDX-License-Identifier: Apache-2.0

import { pointAt, type StreetLine } from "./street-lines.ts";

/** A street name at a place, in pixels of one zoom level counted from the corner of the world. */
export interface Label {
  text: string;
  x: number;
  y: number;
  angle: number;
  halfWidth: number;
  roadClass: number;
}

/** Below this zoom a class of street bears no names; the order is that of the classes. */
const firstZoom = [12, 12.5, 14, 15.5];
export const fontSize = (roadClass: number) => (roadClass < 2 ? 12 : 11);

/**
 * Places street names for a whole zoom level at once, so that none jumps when the map moves.
 * Greedy: high streets first; a name goes where its street is straight and no other name is near.
 */
export class Labels {
  private readonly levels = new Map<number, Map<string, Label[]>>();
  private readonly pen: CanvasRenderingContext2D | null;

  constructor(private readonly lines: StreetLine[], private readonly font: string) {
    this.pen = document.createElement("canvas").getContext("2d");
  }

  /** The labels whose middle lies in a box of the zoom level's pixels. */
  within(zoom: number, left: number, top: number, right: number, bottom: number): Label[] {
    let level = this.levels.get(zoom);
    if (!level) {
      level = this.place(zoom);
      this.levels.set(zoom, level);
    }
    const found: Label[] = [];
    for (let i = Math.floor(left / 256); i <= right / 256; i++) {
      for (let j = Math.floor(top / 256); j <= bottom / 256; j++) {
        found.push(...level.get(`${i} ${j}`) ?? []);
      }
    }
    return found;
  }

  private place(zoom: number): Map<string, Label[]> {
    const scale = 256 * 2 ** zoom;
    const taken = new Map<string, Label[]>();
    for (const line of this.lines) {
      if (zoom < firstZoom[line.roadClass]) continue;
      const half = this.halfWidth(line);
      const length = line.along[line.along.length - 1] * scale;
      let next = half + 8;
      while (next + half < length) {
        const label = this.candidate(line, next, half, scale);
        if (label && this.isFree(label, taken)) {
          take(label, taken);
          next += 420;
        } else {
          next += 30;
        }
      }
    }
    return taken;
  }

  private halfWidth(line: StreetLine): number {
    if (!this.pen) return 4 * line.name.length;
    this.pen.font = `${fontSize(line.roadClass)}px ${this.font}`;
    return this.pen.measureText(line.name).width / 2 + 4;
  }

  /** A label centred so far along the street, unless the street bends there. */
  private candidate(line: StreetLine, along: number, half: number, scale: number): Label | null {
    const a = pointAt(line, (along - half) / scale);
    const b = pointAt(line, (along + half) / scale);
    const m = pointAt(line, along / scale);
    const chord = Math.hypot(b[0] - a[0], b[1] - a[1]) * scale;
    if (chord < 2 * half * 0.97) return null;
    let angle = Math.atan2(b[1] - a[1], b[0] - a[0]);
    if (angle > Math.PI / 2) angle -= Math.PI;
    if (angle < -Math.PI / 2) angle += Math.PI;
    return {
      text: line.name,
      x: m[0] * scale,
      y: m[1] * scale,
      angle,
      halfWidth: half,
      roadClass: line.roadClass,
    };
  }

  private isFree(label: Label, taken: Map<string, Label[]>): boolean {
    const column = Math.floor(label.x / 256);
    const row = Math.floor(label.y / 256);
    for (let i = column - 1; i <= column + 1; i++) {
      for (let j = row - 1; j <= row + 1; j++) {
        for (const other of taken.get(`${i} ${j}`) ?? []) {
          if (collide(label, other)) return false;
        }
      }
    }
    return true;
  }
}

function take(label: Label, taken: Map<string, Label[]>) {
  const key = `${Math.floor(label.x / 256)} ${Math.floor(label.y / 256)}`;
  const list = taken.get(key);
  if (list) list.push(label);
  else taken.set(key, [label]);
}

/** Two names are too near if any of the discs along one touches one of the other. */
function collide(a: Label, b: Label): boolean {
  const distance = Math.hypot(a.x - b.x, a.y - b.y);
  if (a.text === b.text && distance < 300) return true;
  if (distance > a.halfWidth + b.halfWidth + 20) return false;
  return discs(a).some(([ax, ay]) => discs(b).some(([bx, by]) => Math.hypot(ax - bx, ay - by) < 20));
}

function discs(label: Label): [number, number][] {
  const steps = Math.ceil((2 * label.halfWidth) / 14);
  return Array.from({ length: steps + 1 }, (_, step) => {
    const offset = -label.halfWidth + (2 * label.halfWidth * step) / steps;
    return [label.x + Math.cos(label.angle) * offset, label.y + Math.sin(label.angle) * offset];
  });
}
