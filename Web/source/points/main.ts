// SPDX-License-Identifier: Apache-2.0

import { byId } from "../dom.ts";
import { startPage } from "../failure.ts";
import { PinMap } from "../map/pin-map.ts";
import { Roads } from "../map/roads.ts";
import { connectDesk } from "../panels/desk-controls.ts";
import { showPerson } from "../panels/person.ts";
import { ServerProblem } from "../problem.ts";
import { server } from "../server.ts";
import { type Person, send, session } from "../session.ts";
import { fillPage, name, text, useStrings } from "../texts.ts";
import { type Filter, filtered, pinOf, showFilters, showList } from "./list.ts";
import type { Ledger, Point } from "./model.ts";
import { showPoint, type Step } from "./point-view.ts";

/** List, map and one point of the ledger. */
class PointDesk {
  private filter: Filter = "open";
  private shown: number | undefined;
  private readonly map: PinMap;

  constructor(
    private ledger: Ledger,
    private readonly person: Person | undefined,
    roads: Roads,
    bounds: [[number, number], [number, number]],
  ) {
    this.map = new PinMap(byId("map"), roads, bounds, (number) => this.open(number));
  }

  async refresh() {
    this.ledger = await send("GET", "/api/points");
    this.draw();
  }

  draw() {
    const points = filtered(this.ledger, this.filter);
    byId("demo").hidden = !this.ledger.isDemoData;
    showFilters(this.ledger, this.filter, (filter) => {
      this.filter = filter;
      byId("list").scrollTop = 0;
      this.draw();
    });
    showList(points, this.shown, (number) => this.open(number));
    this.map.show(points.map(pinOf).filter((pin) => pin !== null), this.shown);
    showPoint(this.ledger, this.point(), {
      mayFollow: this.person?.permissions.includes("followPoints") ?? false,
      take: (point, step) => this.take(point, step),
    });
  }

  open(number: number) {
    this.shown = number;
    history.replaceState(null, "", `#${number}`);
    byId("app").dataset.sheet = "case";
    const pin = this.point() && pinOf(this.point() as Point);
    if (pin) this.map.moveTo(pin.place);
    this.draw();
  }

  close() {
    this.shown = undefined;
    history.replaceState(null, "", location.pathname);
    byId("app").dataset.sheet = "queue";
    this.draw();
  }

  /** The next or previous point of the list. */
  step(by: number) {
    const list = filtered(this.ledger, this.filter);
    const at = list.findIndex((point) => point.number === this.shown);
    const next = list[at < 0 ? 0 : Math.min(list.length - 1, Math.max(0, at + by))];
    if (next) this.open(next.number);
  }

  zoom(by: number) {
    if (by === 0) this.map.showAll();
    else this.map.zoom(by);
  }

  /** Draws all anew in another theme or language. */
  redraw() {
    this.map.redraw();
    this.draw();
  }

  private point(): Point | undefined {
    return this.ledger.points.find((point) => point.number === this.shown);
  }

  /** Somebody else's step comes first: the form stays, with the ledger as it is now behind it. */
  private async take(point: Point, step: Step) {
    const body = { ...step, revision: this.ledger.revision };
    try {
      this.ledger = await send("POST", `/api/points/${point.number}/steps`, body, this.person);
    } catch (error) {
      if (error instanceof ServerProblem && error.kind === "pointConflict") {
        this.ledger = await send("GET", "/api/points");
      }
      throw error;
    }
    this.draw();
    byId("point-title").focus();
    byId("done").textContent = text("points.recorded", { number: point.number });
  }
}

async function start() {
  const person = await session.person();
  const [strings, city, columns, ledger] = await Promise.all([
    server.strings(),
    server.city(),
    server.roads(),
    send("GET", "/api/points"),
  ]);
  useStrings(strings);
  const desk = new PointDesk(ledger, person, new Roads(columns), city.bounds);
  const words = () => {
    fillPage();
    showPerson(person);
    document.title = `${text("points.title")} · ${name(city.name)}`;
    byId("attribution").textContent = [...city.attributions, "Leaflet"].join(" · ");
  };
  words();
  connectDesk(desk, words, { r: () => void desk.refresh() });
  desk.draw();
  const asked = Number(location.hash.slice(1));
  if (asked > 0) desk.open(asked);
  document.documentElement.dataset.ready = "true";
}

startPage(start);
