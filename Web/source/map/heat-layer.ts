// SPDX-License-Identifier: Apache-2.0

import type { Pair, Risk } from "../model.ts";
import { palette } from "./palette.ts";
import type { Roads } from "./roads.ts";

/** Canvas pixels are this many screen pixels wide: heat is blurred anyway. */
const coarse = 2;

/** Where incidents are expected, as a glow; drawn anew only when the map comes to rest. */
export class HeatPainter {
  risk: Risk | null = null;
  private canvas: HTMLCanvasElement | null = null;

  constructor(private readonly map: L.Map, private readonly roads: Roads) {}

  layer(): L.Layer {
    // deno-lint-ignore no-this-alias
    const painter = this;
    const Layer = L.Layer.extend({
      onAdd() {
        painter.canvas = document.createElement("canvas");
        painter.canvas.className = "heat";
        painter.map.getPane("heat").append(painter.canvas);
        painter.map.on("moveend", painter.draw, painter);
        painter.draw();
      },
      onRemove() {
        painter.canvas?.remove();
        painter.canvas = null;
        painter.map.off("moveend", painter.draw, painter);
      },
    });
    return new Layer();
  }

  draw() {
    const canvas = this.canvas;
    const pen = canvas?.getContext("2d", { willReadFrequently: true });
    if (!canvas || !pen || !this.risk) return;
    const size = this.map.getSize();
    canvas.width = Math.ceil(size.x / coarse);
    canvas.height = Math.ceil(size.y / coarse);
    canvas.style.width = `${size.x}px`;
    canvas.style.height = `${size.y}px`;
    L.DomUtil.setPosition(canvas, this.map.containerPointToLayerPoint([0, 0]));
    this.drawSpots(pen, canvas);
    this.tint(pen, canvas);
  }

  private drawSpots(pen: CanvasRenderingContext2D, canvas: HTMLCanvasElement) {
    const risk = this.risk;
    if (!risk) return;
    const radius = Math.max(6, 9 * 1.5 ** (this.map.getZoom() - 12.5));
    const spot = disc(radius);
    const largest = quantile(risk.expected, 0.995) || 1;
    for (let segment = 0; segment < this.roads.count; segment++) {
      const weight = Math.min(1, risk.expected[segment] / largest);
      if (weight < 0.02) continue;
      const place: Pair = this.roads.middle(segment);
      const point = this.map.latLngToContainerPoint(place);
      const x = point.x / coarse - radius;
      const y = point.y / coarse - radius;
      if (x < -2 * radius || y < -2 * radius || x > canvas.width || y > canvas.height) continue;
      pen.globalAlpha = Math.min(1, 0.05 + 0.5 * weight);
      pen.drawImage(spot, x, y);
    }
  }

  /** Turns the gathered opacity into colours. */
  private tint(pen: CanvasRenderingContext2D, canvas: HTMLCanvasElement) {
    if (canvas.width === 0 || canvas.height === 0) return;
    const image = pen.getImageData(0, 0, canvas.width, canvas.height);
    const table = ramp(palette().heat);
    for (let i = 0; i < image.data.length; i += 4) {
      const strength = image.data[i + 3];
      if (strength > 0) image.data.set(table.subarray(strength * 4, strength * 4 + 4), i);
    }
    pen.putImageData(image, 0, 0);
  }
}

function disc(radius: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.ceil(2 * radius);
  const pen = canvas.getContext("2d");
  if (pen) {
    const shade = pen.createRadialGradient(radius, radius, 0, radius, radius, radius);
    shade.addColorStop(0, "rgba(0,0,0,.55)");
    shade.addColorStop(0.5, "rgba(0,0,0,.2)");
    shade.addColorStop(1, "rgba(0,0,0,0)");
    pen.fillStyle = shade;
    pen.fillRect(0, 0, 2 * radius, 2 * radius);
  }
  return canvas;
}

/** Colours for every strength from 0 through 255, by straight lines between the stops. */
function ramp(stops: [number, number, number, number, number][]): Uint8ClampedArray {
  const table = new Uint8ClampedArray(256 * 4);
  for (let strength = 0; strength < 256; strength++) {
    let next = 1;
    while (next < stops.length - 1 && stops[next][0] < strength) next++;
    const [a, b] = [stops[next - 1], stops[next]];
    const part = (strength - a[0]) / (b[0] - a[0]);
    for (let i = 0; i < 4; i++) table[strength * 4 + i] = a[i + 1] + (b[i + 1] - a[i + 1]) * part;
  }
  return table;
}

function quantile(values: number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}
