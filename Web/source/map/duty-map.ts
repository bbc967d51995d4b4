// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import type { Pair, Place } from "../model.ts";
import { isShort, type Layer, selectedPlace, type Store } from "../state.ts";
import { name } from "../texts.ts";
import { colour } from "../theme.ts";
import { HeatPainter } from "./heat-layer.ts";
import { NamePainter } from "./name-layer.ts";
import { palette } from "./palette.ts";
import { PlaceLayer } from "./place-layer.ts";
import { RoadPainter } from "./road-layer.ts";
import type { Roads } from "./roads.ts";

/** The map: streets below, then heat, areas, what belongs to the selected place, and the places. */
export class DutyMap {
  readonly map: L.Map;
  private readonly painter: RoadPainter;
  private readonly names: NamePainter;
  private readonly heat: HeatPainter;
  private readonly heatLayer: L.Layer;
  private readonly areas = L.layerGroup();
  private readonly order = L.layerGroup();
  private readonly highlight = L.layerGroup();
  private readonly places: PlaceLayer;
  /** Where units are, for whoever may know it. */
  private units: { redraw(): void } | null = null;
  /** Takes the next point that somebody clicks, while one is asked for. */
  private picking: ((point: Pair | null) => void) | null = null;

  constructor(element: HTMLElement, private readonly store: Store, private readonly roads: Roads) {
    const { city } = store.state;
    this.map = L.map(element, {
      zoomControl: false,
      attributionControl: false,
      zoomSnap: 0.25,
      zoomDelta: 0.5,
      wheelPxPerZoomLevel: 110,
      minZoom: 10,
      maxZoom: 17,
      keyboard: false,
      fadeAnimation: false,
    });
    for (const [pane, order] of [
        ["heat", 300],
        ["areas", 350],
        ["highlight", 380],
        ["names", 390],
      ] as const) {
      this.map.createPane(pane).style.zIndex = String(order);
    }
    for (const pane of ["heat", "names"]) this.map.getPane(pane).style.pointerEvents = "none";
    this.showAll();
    this.painter = new RoadPainter(roads);
    this.painter.paint = this.paint();
    this.painter.layer().addTo(this.map);
    this.names = new NamePainter(this.map, roads);
    this.heat = new HeatPainter(this.map, roads);
    this.heatLayer = this.heat.layer();
    this.order.addTo(this.map);
    this.highlight.addTo(this.map);
    this.map.on("click", ({ latlng }) => this.picking?.([latlng.lat, latlng.lng]));
    this.places = new PlaceLayer(this.map, (place) => {
      if (this.picking && place.location) return this.picking(place.location);
      store.change({ selection: { form: place.form, id: place.id }, sheet: "reason" });
    });
    this.map.setMaxBounds(widened(city.bounds));
    this.follow();
    new ResizeObserver(() => this.map.invalidateSize({ animate: false })).observe(element);
  }

  /** Draws units over the streets, and anew with all else. */
  watch(units: { redraw(): void }) {
    this.units = units;
  }

  zoom(step: number) {
    this.map.setZoom(this.map.getZoom() + step);
  }

  showAll() {
    const { areas, bounds } = this.store.state.city;
    const points = areas.flatMap((area) => area.outline.flat());
    const box: [Pair, Pair] = points.length === 0 ? bounds : [
      [Math.min(...points.map((p) => p[0])), Math.min(...points.map((p) => p[1]))],
      [Math.max(...points.map((p) => p[0])), Math.max(...points.map((p) => p[1]))],
    ];
    this.map.fitBounds(box, { paddingTopLeft: [8, 44], paddingBottomRight: [8, 30] });
  }

  /** A point that somebody clicks next; `null` after Escape, or when another is asked for. */
  pick(): Promise<Pair | null> {
    this.picking?.(null);
    const element = this.map.getContainer();
    element.classList.add("is-picking");
    return new Promise((resolve) => {
      const end = (point: Pair | null) => {
        this.picking = null;
        element.classList.remove("is-picking");
        removeEventListener("keydown", escaped);
        resolve(point);
      };
      const escaped = (event: KeyboardEvent) => event.key === "Escape" && end(null);
      this.picking = end;
      addEventListener("keydown", escaped);
    });
  }

  /** Draws all anew with the colours of another theme, or the words of another language. */
  redraw() {
    this.painter.repaint();
    this.showAreas();
    this.showPlaces();
    this.showSelection(false);
    this.heat.draw();
    this.names.draw();
    this.units?.redraw();
  }

  private follow() {
    const { store } = this;
    store.on(["risk", "plan", "layers"], () => {
      this.painter.paint = this.paint();
      this.painter.repaint();
      this.showLayers();
    });
    store.on(["plan", "roster", "form", "onlyShort"], () => this.showPlaces());
    store.on(["selection"], () => this.showSelection(true));
    this.showLayers();
    this.showAreas();
    this.showPlaces();
  }

  private isOn(layer: Layer): boolean {
    return this.store.state.layers[layer];
  }

  private paint() {
    const { plan, risk } = this.store.state;
    const beats = plan.places.filter((place) => place.form === "beat");
    let tints: Int16Array | null = null;
    if (beats.length > 0) {
      const count = palette().beats.length;
      tints = new Int16Array(this.roads.count).fill(-1);
      beats.forEach((beat, position) => {
        for (const segment of beat.reason.segments) tints?.fill(position % count, segment, segment + 1);
      });
    }
    return { risk: this.isOn("risk") ? risk : null, beat: tints };
  }

  private showLayers() {
    this.heat.risk = this.store.state.risk;
    const shown = (layer: L.Layer, wanted: boolean) => wanted ? layer.addTo(this.map) : layer.remove();
    shown(this.heatLayer, this.isOn("heat"));
    shown(this.areas, this.isOn("areas"));
    this.heat.draw();
  }

  private showAreas() {
    this.areas.clearLayers();
    const stroke = colour("--area");
    for (const area of this.store.state.city.areas) {
      L.polygon(area.outline, {
        pane: "areas",
        color: stroke,
        weight: 1.6,
        opacity: 0.75,
        dashArray: "6 5",
        fill: false,
        interactive: false,
      }).addTo(this.areas);
      if (!area.label) continue;
      L.marker(area.label, {
        interactive: false,
        keyboard: false,
        pane: "areas",
        icon: L.divIcon({
          className: "area-name",
          iconSize: [160, 24],
          html: h("span", {}, name(area.name)),
        }),
      }).addTo(this.areas);
    }
  }

  private showPlaces() {
    const { state } = this.store;
    const shown = state.plan.places.filter((place) =>
      (!state.form || place.form === state.form) && (!state.onlyShort || isShort(state, place))
    );
    this.places.show(shown, (place) => this.middle(place), (place) => isShort(state, place));
    this.places.mark(state.selection);
    this.showOrder();
  }

  /** The rings of a special order around what it guards. */
  private showOrder() {
    this.order.clearLayers();
    const order = this.store.state.plan.specialOrder;
    if (!order) return;
    for (
      const [radius, property] of [
        [order.outerRadiusMetres, "--diversion"],
        [order.coreRadiusMetres, "--cordon"],
      ] as const
    ) {
      L.circle(order.centre, {
        radius,
        color: colour(property),
        weight: 1.6,
        dashArray: "3 5",
        fillColor: colour(property),
        fillOpacity: 0.07,
        interactive: false,
        pane: "areas",
      }).addTo(this.order);
    }
  }

  private showSelection(moves: boolean) {
    const place = selectedPlace(this.store.state);
    this.highlight.clearLayers();
    this.places.mark(this.store.state.selection);
    if (!place) return;
    const accent = colour("--accent");
    const base = { pane: "highlight", interactive: false, color: accent, lineCap: "round" };
    const shapes = place.reason.segments.map((segment) => this.roads.shape(segment));
    // A beat's many streets would drown the map in the weight that suits a junction's few.
    const isBroad = place.form === "beat";
    L.polyline(shapes, { ...base, weight: isBroad ? 6 : 9, opacity: 0.22 }).addTo(this.highlight);
    L.polyline(shapes, { ...base, weight: isBroad ? 1.6 : 2.5, opacity: isBroad ? 0.75 : 0.9 })
      .addTo(this.highlight);
    if (place.strictControlSegments?.length) {
      const strict = place.strictControlSegments.map((segment) => this.roads.shape(segment));
      L.polyline(strict, { ...base, color: colour("--cordon"), weight: 4, opacity: 0.9 })
        .addTo(this.highlight);
    }
    if (place.stops && place.stops.length > 1) this.showRoute(place, accent);
    const at = place.location ?? this.middle(place);
    if (moves && at) this.moveTo(at);
  }

  private showRoute(place: Place, accent: string) {
    const stops = place.stops ?? [];
    L.polyline(stops.map((stop) => stop.location), {
      pane: "highlight",
      interactive: false,
      color: accent,
      weight: 1.6,
      dashArray: "2 6",
      opacity: 0.9,
    }).addTo(this.highlight);
    stops.forEach((stop, position) => {
      L.marker(stop.location, {
        interactive: false,
        keyboard: false,
        icon: L.divIcon({
          className: "stop",
          iconSize: [20, 20],
          html: h("span", {}, position + 1),
        }),
      }).addTo(this.highlight);
    });
  }

  private moveTo(place: Pair) {
    const zoom = this.map.getZoom();
    if (zoom < 13.5) this.map.setView(place, 14, { animate: true });
    else this.map.panInside(place, { padding: [90, 90] });
  }

  /** A place for a symbol of something that has streets but no point. */
  private middle(place: Place): Pair | null {
    const segments = place.reason.segments;
    if (segments.length === 0) return null;
    const middles = segments.map((segment) => this.roads.middle(segment));
    const mean: Pair = [
      middles.reduce((sum, m) => sum + m[0], 0) / middles.length,
      middles.reduce((sum, m) => sum + m[1], 0) / middles.length,
    ];
    const distance = (m: Pair) => Math.hypot(m[0] - mean[0], m[1] - mean[1]);
    return middles.reduce((best, m) => (distance(m) < distance(best) ? m : best));
  }
}

const widened = ([southWest, northEast]: [Pair, Pair]): [Pair, Pair] => {
  const dy = (northEast[0] - southWest[0]) / 3;
  const dx = (northEast[1] - southWest[1]) / 2;
  return [[southWest[0] - dy, southWest[1] - dx], [northEast[0] + dy, northEast[1] + dx]];
};
