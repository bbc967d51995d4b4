// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import type { Pair, Place } from "../model.ts";
import { isSame, type Selection } from "../state.ts";
import { kindOf, symbol } from "../symbols.ts";
import { name } from "../texts.ts";

/** Pixels across that a finger or pointer can hit. */
const hitSize = 32;

/** The places of duty as symbols that can be pressed; the list is their keyboard path. */
export class PlaceLayer {
  private readonly group: L.LayerGroup;
  private markers: { place: Place; marker: L.Marker }[] = [];

  constructor(map: L.Map, private readonly choose: (place: Place) => void) {
    this.group = L.layerGroup().addTo(map);
    const container = map.getContainer();
    const showZoom = () => container.classList.toggle("is-close", map.getZoom() >= 14);
    map.on("zoomend", showZoom);
    showZoom();
  }

  /** Shows these places; `short` names those with too few people. */
  show(places: Place[], middle: (place: Place) => Pair | null, isShort: (place: Place) => boolean) {
    this.group.clearLayers();
    this.markers = [];
    for (const place of places) {
      const at = place.location ?? middle(place);
      if (!at) continue;
      const icon = h(
        "span",
        { class: `pin pin-${place.form}${isShort(place) ? " is-short" : ""}` },
        symbol(kindOf(place), place.form === "beat" ? 20 : 22),
        h("span", { class: "pin-number" }, place.id),
      );
      const marker = L.marker(at, {
        keyboard: false,
        title: name(place.name),
        riseOnHover: true,
        icon: L.divIcon({ className: "pin-box", iconSize: [hitSize, hitSize], html: icon }),
      });
      marker.on("click", () => this.choose(place));
      marker.addTo(this.group as unknown as L.LayerGroup);
      this.markers.push({ place, marker });
    }
  }

  mark(selection: Selection | null) {
    for (const { place, marker } of this.markers) {
      const isSelected = isSame(place, selection);
      marker.getElement()?.classList.toggle("is-selected", isSelected);
      marker.setZIndexOffset(isSelected ? 1000 : 0);
    }
  }
}
