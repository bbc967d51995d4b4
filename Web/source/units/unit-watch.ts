// SPDX-License-Identifier: Apache-2.0

import { h, replace } from "../dom.ts";
import { number } from "../format.ts";
import { name, term, text } from "../texts.ts";
import { UnitFeed } from "./feed.ts";
import { goneAfter, silentAfter, type Spot, type Unit } from "./model.ts";
import { UnitLayer } from "./unit-layer.ts";

/** A unit, and where it is. */
export interface SeenUnit {
  spot: Spot;
  /** Missing for a moment where a unit is new. */
  unit?: Unit;
  isSilent: boolean;
}

/** Units on the map, and in words how many there are, which one is meant, and how old all that is. */
export class UnitWatch {
  private readonly feed = new UnitFeed((hasMoved) => this.changed(hasMoved));
  private readonly layer: UnitLayer;
  private said = "";
  private readonly all = h("span", { class: "units-all" });
  private readonly words = h("span", {});
  /** Stays the same element, so that a press on its button is never lost to the next second's words. */
  private readonly one: HTMLElement;

  /**
   * `place` is where the words stand. `selected` is told whom somebody chose on the map, `moved` that units came or
   * went, moved or fell silent; `track` opens the track of the chosen one, where the page has that.
   */
  constructor(
    map: L.Map,
    private readonly place: HTMLElement,
    private readonly selected: (id: number | null) => void = () => {},
    private readonly moved: () => void = () => {},
    track?: () => void,
  ) {
    this.one = h("span", { class: "units-one" }, this.words,
      track && h("button", { type: "button", class: "units-track", "data-text": "track.action", click: track }, text("track.action")));
    replace(place, this.all);
    this.layer = new UnitLayer(map, this.feed);
    map.on("click", ({ latlng }) => {
      if (!this.feed.isOpen) return;
      const id = this.layer.at(latlng)?.id ?? null;
      this.select(id);
      this.selected(id);
    });
  }

  /** Watches, or stops watching. */
  show(isWanted: boolean) {
    if (isWanted === this.feed.isOpen) return;
    if (isWanted) this.feed.open();
    else this.feed.close();
    this.select(null);
  }

  /** Whoever was heard of within the hour, in no order. */
  get seen(): SeenUnit[] {
    const { now, spots, units } = this.feed;
    return [...spots.values()].filter((spot) => now - spot.at <= goneAfter).map((spot) => ({
      spot,
      unit: units.get(spot.id),
      isSilent: now - spot.at > silentAfter,
    }));
  }

  /** Draws all anew in another theme or language. */
  redraw() {
    this.layer.redraw();
    this.say();
  }

  /** The number of the chosen unit. */
  get chosen(): number | null {
    return this.layer.selected;
  }

  select(id: number | null) {
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
    this.moved();
  }

  private say() {
    const { shown, silent, age, isBroken } = this.feed.state;
    const { place } = this;
    place.hidden = !this.feed.isOpen;
    const one = this.oneInWords();
    const key = [isBroken ? "broken" : "live", shown, silent, isBroken ? Math.round(age / 1000) : "", one, text("units.count")].join(" ");
    if (key === this.said) return;
    this.said = key;
    replace(
      this.all,
      isBroken && h("b", { class: "bad" }, text("units.broken", { seconds: number(age / 1000) })),
      h("span", {}, text("units.count", { count: number(shown) })),
      silent > 0 && h("span", { class: "quiet" },
        text("units.silent", { count: number(silent), minutes: silentAfter / 60_000 })),
    );
    this.words.textContent = one;
    if (!one) this.one.remove();
    else if (!this.one.isConnected) place.append(this.one);
  }

  private oneInWords(): string {
    const spot = this.layer.selected === null ? undefined : this.feed.spots.get(this.layer.selected);
    if (!spot) return "";
    const unit = this.feed.units.get(spot.id);
    const age = Math.max(0, this.feed.now - spot.at) / 1000;
    return [
      unitName(unit),
      unit && term("unit-kind", unit.kind),
      unit?.unit && name(unit.unit),
      spot.speed !== null && `${number(spot.speed)} km/h`,
      age < 90 ? text("units.secondsAgo", { count: number(age) }) : text("units.minutesAgo", { count: number(age / 60) }),
    ].filter(Boolean).join(" · ");
  }
}

/** Who it is: a person's name and badge number, or a vehicle's plate. */
export const unitName = (unit: Unit | undefined): string =>
  unit?.name ? `${name(unit.name)} ${unit.holder}` : unit?.holder ?? "";
