// SPDX-License-Identifier: Apache-2.0

import type { Pair } from "../model.ts";
import { RoadPainter } from "./road-layer.ts";
import type { Roads } from "./roads.ts";

/** A map of the city's streets alone, for whatever lies on them. */
export class StreetMap {
  readonly map: L.Map;
  private readonly painter: RoadPainter;

  constructor(element: HTMLElement, roads: Roads, private readonly bounds: [Pair, Pair], options: object) {
    this.map = L.map(element, {
      zoomControl: false,
      attributionControl: false,
      zoomSnap: 0.25,
      minZoom: 10,
      keyboard: false,
      fadeAnimation: false,
      ...options,
    });
    this.showAll();
    this.painter = new RoadPainter(roads);
    this.painter.layer().addTo(this.map);
    new ResizeObserver(() => this.map.invalidateSize({ animate: false })).observe(element);
  }

  zoom(step: number) {
    this.map.setZoom(this.map.getZoom() + step);
  }

  showAll() {
    this.map.fitBounds(this.bounds, { padding: [12, 12] });
  }

  /** Paints the streets anew in another theme. */
  redraw() {
    this.painter.repaint();
  }
}
