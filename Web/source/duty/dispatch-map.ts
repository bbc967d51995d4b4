// SPDX-License-Identifier: Apache-2.0

import { byId, h } from "../dom.ts";
import { PinMap } from "../map/pin-map.ts";
import { Roads } from "../map/roads.ts";
import type { Pair } from "../model.ts";
import { server } from "../server.ts";
import { UnitWatch } from "../units/unit-watch.ts";
import type { Incident, Page, Stay } from "./model.ts";
import { incidentWords } from "./parts.ts";
import { now, read } from "./post.ts";
import { openUnitActs } from "./unit-acts.ts";
import { type ListedUnit, UnitList } from "./unit-list.ts";

/** Open incidents and moving units on the dispatcher's map, and the units again as a list for the keyboard. */
export class DispatchMap {
  private incidents: Incident[] = [];
  private stays: Stay[] = [];
  private readonly map: PinMap;
  private readonly watch: UnitWatch;
  private readonly list: UnitList;

  /** Its page part must be visible: a map asks how large it is. */
  static async open(): Promise<DispatchMap> {
    const [city, columns] = await Promise.all([server.city(), server.roads(), library()]);
    byId("attribution").textContent = [...city.attributions, "Leaflet"].join(" · ");
    return new DispatchMap(new Roads(columns), city.bounds);
  }

  private constructor(roads: Roads, bounds: [Pair, Pair]) {
    this.map = new PinMap(byId("map"), roads, bounds, (id) => showIncident(id));
    this.list = new UnitList(byId("unit-list"), (id) => this.choose(id), (id) => this.openActs(id));
    this.watch = new UnitWatch(this.map.map, byId("units-now"), (id) => this.list.select(id), () => this.showUnits());
    byId("zoom-in").addEventListener("click", () => this.map.zoom(1));
    byId("zoom-out").addEventListener("click", () => this.map.zoom(-1));
    byId("zoom-all").addEventListener("click", () => this.map.showAll());
  }

  /** Watches and asks what is new, or rests while another tab is open. */
  async show(isWanted: boolean) {
    this.watch.show(isWanted);
    if (!isWanted) return;
    const [incidents, stays] = await Promise.all([
      read<Page<Incident>>("/api/incidents?state=open"),
      read<Page<Stay>>("/api/attendance"),
    ]);
    this.incidents = incidents?.items ?? [];
    this.stays = (stays?.items ?? []).filter((each) => each.start <= now() && now() < each.end);
    this.map.show(this.incidents.map((each) => ({
      id: each.id,
      place: [each.latitude, each.longitude],
      tone: each.priority === 1 ? "late" : each.state === "waiting" ? "soon" : "calm",
      title: `${each.id} · ${incidentWords(each)}`,
    })), undefined);
    this.showUnits();
  }

  /** In another theme or language. */
  redraw() {
    this.map.redraw();
    this.watch.redraw();
    this.showUnits();
  }

  private showUnits() {
    this.list.show(this.listed);
  }

  private get listed(): ListedUnit[] {
    return this.watch.seen.map((each) => ({ ...each, standing: this.stayOf(each.unit?.holder)?.standing }));
  }

  /** The shift of whoever carries the terminal: an officer's own, or the one that the vehicle is rostered for. */
  private stayOf(holder: string | undefined): Stay | undefined {
    const own = holder ? this.stays.filter((each) => each.officer.badge === holder || each.vehicle === holder) : [];
    return own.find((each) => each.standing === "present") ?? own[0];
  }

  private choose(id: number) {
    this.watch.select(id);
    const spot = this.watch.seen.find((each) => each.spot.id === id)?.spot;
    if (spot) this.map.moveTo([spot.latitude, spot.longitude]);
  }

  private openActs(id: number) {
    const unit = this.listed.find((each) => each.spot.id === id);
    if (unit) openUnitActs(unit, this.stayOf(unit.unit?.holder), this.incidents);
  }
}

/** To the incident's card, where it is dispatched. */
function showIncident(id: number) {
  const card = document.querySelector<HTMLElement>(`[data-incident="${id}"]`);
  card?.scrollIntoView({ block: "center" });
  card?.querySelector<HTMLElement>(".act")?.focus({ preventScroll: true });
}

/** The library of maps, which phones do without. */
function library(): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = h("script", { src: "/leaflet.js" });
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => reject(new Error("/leaflet.js")));
    document.head.append(h("link", { rel: "stylesheet", href: "/leaflet.css" }), script);
  });
}
