// SPDX-License-Identifier: Apache-2.0

import { byId } from "./dom.ts";
import { startPage } from "./failure.ts";
import { PinMap } from "./map/pin-map.ts";
import { Roads } from "./map/roads.ts";
import { pinOf, placeOf } from "./order/case-pin.ts";
import { showCase } from "./order/case-view.ts";
import type { Case, CaseList, Desk, OneCase } from "./order/model.ts";
import { showQueue, showQueues } from "./order/queue.ts";
import type { Ground } from "./order/responsible.ts";
import { cases } from "./order/server.ts";
import { connectDesk } from "./panels/desk-controls.ts";
import type { Pair } from "./model.ts";
import { showPerson } from "./panels/person.ts";
import { server } from "./server.ts";
import { type Person, session } from "./session.ts";
import { fillPage, name, text, useStrings } from "./texts.ts";

/** Queue, map and case of one person of city order. */
class Workbench {
  private queue: CaseList = { cases: [], isComplete: true };
  private shown: OneCase | null = null;
  private ground: Ground | null = null;
  private near: Case[] = [];
  private box: [number, number, number, number] | null = null;
  private readonly map: PinMap;

  constructor(
    private readonly person: Person,
    private readonly desk: Desk,
    private turn: string,
    roads: Roads,
    bounds: [[number, number], [number, number]],
  ) {
    this.map = new PinMap(byId("map"), roads, bounds, (id) => this.open(id), (box) => this.look(box),
      (place) => this.ask(place));
    this.box = this.map.box();
  }

  async refresh() {
    this.queue = await cases.queue(this.turn);
    if (this.box) this.near = (await cases.near(this.box)).cases;
    this.draw();
  }

  /** Reads all anew, unless somebody is filling in a form. */
  lookAgain() {
    if (!document.querySelector(".case-form")) void this.refresh();
  }

  draw() {
    showQueues(this.desk, this.turn, (turn) => void this.choose(turn));
    showQueue(this.queue, this.shown?.case.id, (id) => void this.open(id));
    this.showPins();
    showCase(this.shown, {
      desk: this.desk,
      person: this.person,
      ground: this.ground,
      done: (next) => void this.done(next),
      changed: (id) => void this.open(id),
    });
  }

  async open(id: number) {
    const shown = await cases.one(id);
    const place = placeOf(shown.case);
    this.ground = place && await cases.ground(place);
    this.shown = shown;
    history.replaceState(null, "", `#${id}`);
    byId("app").dataset.sheet = "case";
    if (place) this.map.moveTo(place);
    this.draw();
  }

  /** Who answers for a place of the map. */
  private async ask(place: Pair) {
    this.ground = await cases.ground(place);
    this.shown = null;
    history.replaceState(null, "", location.pathname);
    byId("app").dataset.sheet = "case";
    this.draw();
  }

  close() {
    this.shown = null;
    this.ground = null;
    history.replaceState(null, "", location.pathname);
    byId("app").dataset.sheet = "queue";
    this.draw();
  }

  /** The next or previous case of the queue. */
  step(by: number) {
    const list = this.queue.cases;
    const at = list.findIndex((one) => one.id === this.shown?.case.id);
    const next = list[at < 0 ? 0 : Math.min(list.length - 1, Math.max(0, at + by))];
    if (next) void this.open(next.id);
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

  private async choose(turn: string) {
    this.turn = turn;
    byId("list").scrollTop = 0;
    await this.refresh();
  }

  private async look(box: [number, number, number, number]) {
    this.box = box;
    this.near = (await cases.near(box)).cases;
    this.showPins();
  }

  private showPins() {
    this.map.show(this.near.map(pinOf).filter((pin) => pin !== null), this.shown?.case.id);
  }

  /** The case as it is after what was done, its place in the queue, and the keyboard at its name. */
  private async done(next: OneCase) {
    this.shown = next;
    await this.refresh();
    byId("case-title").focus();
    const notice = byId("done");
    notice.textContent = text("order.done", { id: next.case.id });
  }
}

/** Whoever may follow what happens on duty hears of a reminder at once; all others at the next look. */
function listen(person: Person, bench: Workbench) {
  if (!person.permissions.includes("readBoard")) return;
  new EventSource("/api/live").addEventListener("duty", (event) => {
    if (JSON.parse(event.data).subject === "cityCase") bench.lookAgain();
  });
}

async function start() {
  const person = await session.person();
  if (!person) return location.replace("/sign-in.html");
  const [strings, city, columns, desk] = await Promise.all([
    server.strings(),
    server.city(),
    server.roads(),
    cases.desk(),
  ]);
  useStrings(strings);
  const mine = desk.queues.find((queue) => queue.isMine) ?? desk.queues[0];
  const bench = new Workbench(person, desk, mine.turn, new Roads(columns), city.bounds);
  const words = () => {
    fillPage();
    showPerson(person);
    document.title = `${text("order.title")} · ${name(city.name)}`;
    const warning = byId("calendar-warning");
    warning.hidden = !desk.calendarWarning;
    warning.textContent = desk.calendarWarning ? name(desk.calendarWarning) : "";
    byId("attribution").textContent = [...city.attributions, "Leaflet"].join(" · ");
  };
  words();
  byId("evaluation").hidden = !person.permissions.includes("readFigures");
  byId("collect").hidden = !person.permissions.includes("reportCase");
  connectDesk(bench, words);
  await bench.refresh();
  const asked = Number(location.hash.slice(1));
  if (asked > 0) await bench.open(asked);
  // Deadlines come nearer while nobody touches the page.
  setInterval(() => bench.lookAgain(), 30_000);
  listen(person, bench);
  document.documentElement.dataset.ready = "true";
}

startPage(start);
