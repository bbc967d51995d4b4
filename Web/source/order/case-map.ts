// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { RoadPainter } from "../map/road-layer.ts";
import type { Roads } from "../map/roads.ts";
import type { Pair } from "../model.ts";
import { className } from "./case-view.ts";
import { left } from "./clock.ts";
import type { Case } from "./model.ts";

/** The city's streets and its open cases. */
export class CaseMap {
  private readonly map: L.Map;
  private readonly painter: RoadPainter;
  private readonly pins = L.layerGroup();
  private shown: Case[] = [];
  private selected: number | undefined;

  constructor(
    element: HTMLElement,
    roads: Roads,
    private readonly bounds: [Pair, Pair],
    private readonly choose: (id: number) => void,
    moved: (box: [number, number, number, number]) => void,
  ) {
    this.map = L.map(element, {
      zoomControl: false,
      attributionControl: false,
      zoomSnap: 0.25,
      minZoom: 10,
      maxZoom: 17,
      keyboard: false,
      fadeAnimation: false,
    });
    this.showAll();
    this.painter = new RoadPainter(roads);
    this.painter.layer().addTo(this.map);
    this.pins.addTo(this.map);
    this.map.on("moveend", () => moved(this.box()));
    new ResizeObserver(() => this.map.invalidateSize({ animate: false })).observe(element);
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

  zoom(step: number) {
    this.map.setZoom(this.map.getZoom() + step);
  }

  showAll() {
    this.map.fitBounds(this.bounds, { padding: [12, 12] });
  }

  redraw() {
    this.painter.repaint();
    this.show(this.shown, this.selected);
  }

  show(cases: Case[], selected: number | undefined) {
    this.shown = cases;
    this.selected = selected;
    this.pins.clearLayers();
    for (const one of cases) this.pin(one)?.addTo(this.pins);
  }

  moveTo(one: Case) {
    if (one.latitude === undefined || one.longitude === undefined) return;
    const place: Pair = [one.latitude, one.longitude];
    if (this.map.getZoom() < 13.5) this.map.setView(place, 14, { animate: true });
    else this.map.panInside(place, { padding: [60, 60] });
  }

  private pin(one: Case): L.Marker | null {
    if (one.latitude === undefined || one.longitude === undefined) return null;
    const tone = one.due ? left(one.due).tone : "calm";
    const isSelected = one.id === this.selected;
    const marker = L.marker([one.latitude, one.longitude], {
      // The list beside it is the keyboard's way to every case.
      keyboard: false,
      icon: L.divIcon({
        className: "case-pin-box",
        iconSize: [24, 24],
        html: h("span", {
          class: `case-pin is-${tone} ${isSelected ? "is-selected" : ""}`,
          title: `#${one.id} ${className(one)}`,
        }),
      }),
    });
    marker.on("click", () => this.choose(one.id));
    if (isSelected) marker.setZIndexOffset(1000);
    return marker;
  }
}
