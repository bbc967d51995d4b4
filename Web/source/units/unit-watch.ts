// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { number } from "../format.ts";
import type { Store } from "../state.ts";
import { name, term, text } from "../texts.ts";
import { UnitFeed } from "./feed.ts";
import { silentAfter } from "./model.ts";
import { UnitLayer } from "./unit-layer.ts";

/** Units on the map, and in words how many there are, which one is meant, and how old all that is. */
export class UnitWatch {
  private readonly feed = new UnitFeed((hasMoved) => this.changed(hasMoved));
  private readonly layer: UnitLayer;
  private said = "";

  constructor(private readonly store: Store, map: L.Map) {
    this.layer = new UnitLayer(map, this.feed);
    map.on("click", ({ latlng }) => {
      if (this.feed.isOpen) this.select(this.layer.at(latlng)?.id ?? null);
    });
    store.on(["layers"], () => this.follow());
    this.follow();
  }

  /** Draws all anew in another theme or language. */
  redraw() {
    this.layer.redraw();
    this.say();
  }

  private follow() {
    if (this.store.state.layers.units === this.feed.isOpen) return;
    if (this.feed.isOpen) this.feed.close();
    else this.feed.open();
    this.select(null);
  }

  private select(id: number | null) {
    this.layer.selected = id;
    this.layer.ask();
    this.say();
  }

  private changed(hasMoved: boolean) {
    // Nobody sees a page that lies behind another.
    if (document.hidden) return;
    const wasBroken = this.said.startsWith("broken");
    this.say();
    if (hasMoved || wasBroken || this.said.startsWith("broken")) this.layer.ask();
  }

  private say() {
    const { shown, silent, age, isBroken } = this.feed.state;
    const place = byId("units-now");
    place.hidden = !this.feed.isOpen;
    const one = this.oneInWords();
    const key = [isBroken ? "broken" : "live", shown, silent, isBroken ? Math.round(age / 1000) : "", one, text("units.count")].join(" ");
    if (key === this.said) return;
    this.said = key;
    replace(
      place,
      h("span", { class: "units-all" },
        isBroken && h("b", { class: "bad" }, text("units.broken", { seconds: number(age / 1000) })),
        h("span", {}, text("units.count", { count: number(shown) })),
        silent > 0 && h("span", { class: "quiet" },
          text("units.silent", { count: number(silent), minutes: silentAfter / 60_000 }))),
      one && h("span", { class: "units-one" }, one),
    );
  }

  private oneInWords(): string {
    const spot = this.layer.selected === null ? undefined : this.feed.spots.get(this.layer.selected);
    if (!spot) return "";
    const unit = this.feed.units.get(spot.id);
    const age = Math.max(0, this.feed.now - spot.at) / 1000;
    return [
      unit?.name ? `${name(unit.name)} ${unit.holder}` : unit?.holder ?? "",
      unit && term("unit-kind", unit.kind),
      unit?.unit && name(unit.unit),
      spot.speed !== null && `${number(spot.speed)} km/h`,
      age < 90 ? text("units.secondsAgo", { count: number(age) }) : text("units.minutesAgo", { count: number(age / 60) }),
    ].filter(Boolean).join(" · ");
  }
}
