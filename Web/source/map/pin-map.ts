// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import type { Pair } from "../model.ts";
import type { Roads } from "./roads.ts";
import { StreetMap } from "./street-map.ts";

/** Something that lies at a place and can be chosen. */
export interface Pin {
  id: number;
  place: Pair;
  /** How urgent it is; the shape tells it too. */
  tone: "calm" | "soon" | "late";
  title: string;
}

/** The city's streets with pins. */
export class PinMap extends StreetMap {
  private readonly pins = L.layerGroup();
  private shown: Pin[] = [];
  private selected: number | undefined;

  constructor(
    element: HTMLElement,
    roads: Roads,
    bounds: [Pair, Pair],
    private readonly choose: (id: number) => void,
    moved: (box: [number, number, number, number]) => void = () => {},
    asked: (place: Pair) => void = () => {},
  ) {
    super(element, roads, bounds, { maxZoom: 17 });
    this.pins.addTo(this.map);
    this.map.on("moveend", () => moved(this.box()));
    this.map.on("click", ({ latlng }) => asked([latlng.lat, latlng.lng]));
  }

  /** West, south, east, north; at most what the server answers for. */
  box(): [number, number, number, number] {
    const { x, y } = this.map.getSize();
    const corner = (point: [number, number]) => this.map.containerPointToLatLng(point);
    const [low, high] = [corner([0, y]), corner([x, 0])];
    const middle = this.map.getCenter();
    const half = (span: number) => Math.min(span / 2, 0.49);
    const [wide, tall] = [half(high.lng - low.lng), half(high.lat - low.lat)];
    return [middle.lng - wide, middle.lat - tall, middle.lng + wide, middle.lat + tall];
  }

  override redraw() {
    super.redraw();
    this.show(this.shown, this.selected);
  }

  show(pins: Pin[], selected: number | undefined) {
    this.shown = pins;
    this.selected = selected;
    this.pins.clearLayers();
    for (const pin of pins) this.marker(pin).addTo(this.pins);
  }

  moveTo(place: Pair) {
    if (this.map.getZoom() < 13.5) this.map.setView(place, 14, { animate: true });
    else this.map.panInside(place, { padding: [60, 60] });
  }

  private marker({ id, place, tone, title }: Pin): L.Marker {
    const isSelected = id === this.selected;
    const marker = L.marker(place, {
      // The list beside it is the keyboard's way to every pin.
      keyboard: false,
      icon: L.divIcon({
        className: "case-pin-box",
        iconSize: [24, 24],
        html: h("span", { class: `case-pin is-${tone} ${isSelected ? "is-selected" : ""}`, title }),
      }),
    });
    marker.on("click", () => this.choose(id));
    if (isSelected) marker.setZIndexOffset(1000);
    return marker;
  }
}
