// SPDX-License-Identifier: Apache-2.0

import type { Risk } from "../model.ts";
import { type Palette, palette } from "./palette.ts";
import type { Roads } from "./roads.ts";

/** What is painted over the bare streets. */
export interface Paint {
  risk: Risk | null;
  /** By segment: a number that tells neighbouring beats apart, or -1. */
  beat: Int16Array | null;
}

/** Width in pixels at zoom 12 by road class. */
const widths = [3.0, 2.6, 1.7, 0.8];
const growth = 1.52;

/**
 * The city's streets, painted into 256-pixel canvases in the browser: two themes and two languages
 * from one file, no tile server, no WebGL. docs/decisions/0007-map.md says why.
 */
export class RoadPainter {
  paint: Paint = { risk: null, beat: null };
  private readonly tiles = new Map<HTMLCanvasElement, L.Coords>();

  constructor(private readonly roads: Roads) {}

  /** A layer of these pictures; `repaint` shows a changed `paint` or theme. */
  layer(): L.GridLayer {
    const Layer = L.GridLayer.extend({
      createTile: (tile: L.Coords) => {
        const canvas = document.createElement("canvas");
        // Between whole zooms Leaflet stretches tiles; a few more pixels keep the lines sharp.
        const density = 1.5 * (devicePixelRatio || 1);
        canvas.width = canvas.height = 256 * density;
        canvas.style.width = canvas.style.height = "256px";
        this.tiles.set(canvas, { ...tile });
        this.drawTile(canvas, tile);
        return canvas;
      },
    });
    const layer = new Layer({ keepBuffer: 3, updateWhenZooming: false });
    layer.on("tileunload", (event) => this.tiles.delete(event.tile as HTMLCanvasElement));
    return layer;
  }

  /** Paints every picture again in its place, so that nothing flashes. */
  repaint() {
    for (const [canvas, tile] of this.tiles) this.drawTile(canvas, tile);
  }

  private drawTile(canvas: HTMLCanvasElement, tile: L.Coords) {
    const pen = canvas.getContext("2d", { alpha: false });
    if (!pen) return;
    const colours = palette();
    const density = canvas.width / 256;
    pen.setTransform(density, 0, 0, density, 0, 0);
    pen.fillStyle = colours.ground;
    pen.fillRect(0, 0, 256, 256);
    pen.lineCap = pen.lineJoin = "round";
    const segments = [...this.roads.near(tile)];
    this.paintBeats(pen, tile, segments, colours);
    this.paintStreets(pen, tile, segments, colours);
    this.paintRisk(pen, tile, segments, colours);
  }

  private width(roadClass: number, zoom: number): number {
    return widths[roadClass] * growth ** (zoom - 12);
  }

  private trace(pen: CanvasRenderingContext2D, tile: L.Coords, segment: number) {
    const scale = 256 * 2 ** tile.z;
    const { x, y, start } = this.roads;
    for (let i = start[segment]; i < start[segment + 1]; i++) {
      const px = x[i] * scale - tile.x * 256;
      const py = y[i] * scale - tile.y * 256;
      if (i === start[segment]) pen.moveTo(px, py);
      else pen.lineTo(px, py);
    }
  }

  private paintBeats(
    pen: CanvasRenderingContext2D,
    tile: L.Coords,
    segments: number[],
    colours: Palette,
  ) {
    const beat = this.paint.beat;
    if (!beat) return;
    pen.lineWidth = Math.max(7, 13 * growth ** (tile.z - 13));
    for (let tint = 0; tint < colours.beats.length; tint++) {
      pen.strokeStyle = colours.beats[tint];
      pen.beginPath();
      for (const segment of segments) {
        if (beat[segment] === tint) this.trace(pen, tile, segment);
      }
      pen.stroke();
    }
  }

  private paintStreets(
    pen: CanvasRenderingContext2D,
    tile: L.Coords,
    segments: number[],
    colours: Palette,
  ) {
    const stroke = (roadClass: number, style: string, width: number) => {
      pen.strokeStyle = style;
      pen.lineWidth = width;
      pen.beginPath();
      for (const segment of segments) {
        if (this.roads.roadClass[segment] === roadClass) this.trace(pen, tile, segment);
      }
      pen.stroke();
    };
    // Local streets get a casing only where they are wide enough to show one.
    const lowest = tile.z >= 15 ? 3 : 2;
    stroke(3, colours.roads[3], this.width(3, tile.z));
    for (let c = lowest; c >= 0; c--) stroke(c, colours.casing, this.width(c, tile.z) + 1.4);
    for (let c = lowest; c >= 0; c--) {
      stroke(c, c === 3 ? colours.roads[2] : colours.roads[c], this.width(c, tile.z));
    }
  }

  private paintRisk(
    pen: CanvasRenderingContext2D,
    tile: L.Coords,
    segments: number[],
    colours: Palette,
  ) {
    const risk = this.paint.risk;
    if (!risk) return;
    for (let step = 0; step < risk.steps.length; step++) {
      const from = risk.steps[step];
      const to = risk.steps[step + 1] ?? Infinity;
      // At the far zooms the lesser steps would only blur the picture.
      if (tile.z < 12 && step === 0) continue;
      pen.strokeStyle = colours.risk[step];
      pen.lineWidth = (1.4 + 0.35 * step) * 1.36 ** (tile.z - 12);
      pen.beginPath();
      for (const segment of segments) {
        const value = risk.perKilometre[segment];
        if (value >= from && value < to) this.trace(pen, tile, segment);
      }
      pen.stroke();
    }
  }
}
