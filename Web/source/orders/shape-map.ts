// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import type { Roads } from "../map/roads.ts";
import { StreetMap } from "../map/street-map.ts";
import type { Pair } from "../model.ts";

/** Ground, a street or a place that a record is about. */
export interface Shape {
  form: "area" | "line" | "point";
  /** Outlines of an area, the course of a line; a point is one pair. */
  lines: Pair[][];
  /** Said by the line's form too, not by colour alone. */
  tone: "done" | "missing" | "plain" | "draft";
  title: string;
  choose?: () => void;
}

/** The city's streets with shapes on them, and a way to draw more. */
export class ShapeMap extends StreetMap {
  private readonly layers = L.layerGroup();
  private readonly drafts = L.layerGroup();
  private pick: ((place: Pair) => void) | null = null;

  constructor(element: HTMLElement, roads: Roads, bounds: [Pair, Pair]) {
    super(element, roads, bounds, { maxZoom: 19, doubleClickZoom: false });
    this.layers.addTo(this.map);
    this.drafts.addTo(this.map);
    this.map.on("click", ({ latlng }) => this.pick?.([latlng.lat, latlng.lng]));
  }

  show(shapes: Shape[]) {
    this.layers.clearLayers();
    for (const shape of shapes) this.add(shape, this.layers);
  }

  /** What is being drawn, above all else. */
  showDraft(shapes: Shape[]) {
    this.drafts.clearLayers();
    for (const shape of shapes) this.add(shape, this.drafts);
  }

  /** Every press on the map gives a place, until `null` ends it. */
  picking(pick: ((place: Pair) => void) | null) {
    this.pick = pick;
    this.map.getContainer().classList.toggle("is-picking", pick !== null);
    if (!pick) this.drafts.clearLayers();
  }

  /** The part of the map where the shapes lie. */
  fit(shapes: Shape[]) {
    const places = shapes.flatMap((shape) => shape.lines.flat());
    if (places.length === 0) return;
    const north = places.map(([latitude]) => latitude);
    const east = places.map(([, longitude]) => longitude);
    this.map.fitBounds([[Math.min(...north), Math.min(...east)], [Math.max(...north), Math.max(...east)]], {
      padding: [40, 40],
      maxZoom: 17,
      animate: false,
    });
  }

  private add(shape: Shape, group: L.LayerGroup) {
    const className = `shape is-${shape.tone} is-${shape.form}`;
    const interactive = Boolean(shape.choose) && !this.pick;
    if (shape.form === "point") {
      const marker = L.marker(shape.lines[0][0], {
        keyboard: false,
        interactive,
        title: shape.title,
        icon: L.divIcon({
          className: "shape-point-box",
          iconSize: [16, 16],
          html: h("span", { class: `shape-point is-${shape.tone}` }),
        }),
      });
      if (shape.choose) marker.on("click", shape.choose);
      return marker.addTo(group);
    }
    const options = { className, interactive };
    const path = shape.form === "area" ? L.polygon(shape.lines, options) : L.polyline(shape.lines, options);
    if (shape.choose) path.on("click", shape.choose);
    path.addTo(group);
  }
}
