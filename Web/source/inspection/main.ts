// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { startPage } from "../failure.ts";
import { type Pin, PinMap } from "../map/pin-map.ts";
import { Roads } from "../map/roads.ts";
import type { Field } from "../order/fields.ts";
import { showForm } from "../order/form.ts";
import { connectDesk, type Desk } from "../panels/desk-controls.ts";
import { showPerson } from "../panels/person.ts";
import { server } from "../server.ts";
import { type Person, send, session } from "../session.ts";
import { fillPage, name, text, useStrings } from "../texts.ts";
import { choice, count, counts, day, photos, time, words } from "./fields.ts";
import { type Checklist, clock, type Finding, type Inspections, type Page, type Visit, type Week } from "./model.ts";
import { type Actions, showFinding, showNothing, showVisit } from "./views.ts";

type Tab = "visits" | "findings" | "closed";
type Shown = { visit: Visit; week: Week; number: number } | { finding: Finding } | undefined;

const roadUsers = ["pedestrian", "nonMotor", "motor"];

/** Internal inspections: the week that was drawn, and what was found. */
class InspectionDesk implements Desk {
  private tab: Tab;
  private chosen: number | undefined;
  private weeks: Week[] = [];
  private checklists: Checklist[] = [];
  private findings: Finding[] = [];
  private east = 0;
  private now = 0;
  private readonly map: PinMap;

  constructor(private readonly person: Person, roads: Roads, bounds: [[number, number], [number, number]]) {
    this.tab = this.may("inspect") ? "visits" : "findings";
    this.map = new PinMap(byId("map"), roads, bounds, (number) => this.open(number));
  }

  private may(permission: string): boolean {
    return this.person.permissions.includes(permission);
  }

  async refresh() {
    const page: Page<Finding> = await send("GET", "/api/findings");
    this.findings = page.items;
    [this.east, this.now] = [page.minutesEastOfUTC, page.now];
    byId("exercise").hidden = !page.isExercise;
    if (this.may("inspect")) {
      const all: Inspections = await send("GET", "/api/inspections");
      [this.weeks, this.checklists] = [all.page.items, all.checklists];
    }
    this.draw();
  }

  /** The newest week, which the visits are numbered in. */
  private get week(): Week | undefined {
    return this.weeks[0];
  }

  private listed(): Finding[] {
    return this.findings.filter((finding) => finding.isOpen === (this.tab === "findings"));
  }

  private shown(): Shown {
    if (this.tab === "visits") {
      const visit = this.week?.visits[(this.chosen ?? 0) - 1];
      return visit && this.week ? { visit, week: this.week, number: (this.chosen ?? 0) - 1 } : undefined;
    }
    const finding = this.findings.find((each) => each.id === this.chosen);
    return finding && { finding };
  }

  draw() {
    this.drawTabs();
    const rows = this.tab === "visits" ? this.visitRows() : this.listed().map((finding) => this.findingRow(finding));
    replace(byId("list"), rows.length > 0 ? rows : h("p", { class: "empty" }, text(`inspect.empty.${this.tab}`)));
    this.map.show(this.pins(), this.chosen);
    const shown = this.shown();
    if (!shown) return showNothing();
    if ("finding" in shown) return showFinding(shown.finding, this.east, this.findingActions(shown.finding));
    const list = this.checklists.find((each) => each.mode === shown.visit.mode);
    showVisit(shown.week, shown.visit, list, this.east, this.visitActions(shown.week, shown.visit, shown.number, list));
  }

  private drawTabs() {
    const tabs: Tab[] = this.may("inspect") ? ["visits", "findings", "closed"] : ["findings", "closed"];
    const done = this.week?.visits.filter((visit) => visit.visited).length ?? 0;
    const place = h("div", { class: "action-form" });
    replace(byId("filters"),
      h("div", { class: "point-filters", role: "group", "aria-label": text("inspect.list") },
        tabs.map((tab) =>
          h("button", {
            type: "button",
            class: "point-filter",
            "data-key": tab,
            "aria-pressed": String(tab === this.tab),
            click: () => {
              [this.tab, this.chosen] = [tab, undefined];
              this.draw();
            },
          }, text(`inspect.tab.${tab}`)))),
      this.tab === "visits" && h("div", { class: "action-row inspect-draw" },
        h("button", { type: "button", class: "button", "data-do": "draw", click: () => this.drawWeek(place) },
          text("inspect.do.draw"))),
      place);
    replace(byId("count"),
      this.tab === "visits" && this.week
        ? text("inspect.week", { monday: this.week.monday, done, all: this.week.visits.length })
        : null);
  }

  private visitRows() {
    return (this.week?.visits ?? []).map((visit, position) =>
      this.row(position + 1, name(visit.name), visit.at.slice(5).replace("T", " "),
        `${text(`mode.${visit.mode}`)}${visit.brigade ? ` · ${name(visit.brigade.name)}` : ""}`,
        text(visit.visited ? "inspect.visited" : "inspect.toVisit"), visit.visited ? "calm" : "soon"));
  }

  private findingRow(finding: Finding) {
    return this.row(finding.id, name(finding.place), finding.due && finding.isOpen ? clock(finding.due, this.east) : "",
      `${name(finding.unit.name)} · ${finding.words}`, text(`inspect.state.${finding.state}`), this.toneOf(finding));
  }

  private toneOf(finding: Finding): Pin["tone"] {
    if (finding.state === "upheld" && (finding.due ?? Infinity) < this.now) return "late";
    return finding.isOpen ? "soon" : "calm";
  }

  private row(id: number, title: string, when: string, where: string, state: string, tone: string) {
    return h("button", {
      type: "button",
      class: "case-row",
      "data-key": String(id),
      "aria-current": id === this.chosen ? "true" : "false",
      click: () => this.open(id),
    },
      h("span", { class: "case-name" }, title),
      h("span", { class: `due is-${tone}` }, when),
      h("span", { class: "case-where quiet" }, where),
      h("span", { class: "quiet case-state" }, state));
  }

  private pins(): Pin[] {
    const pin = (id: number, one: Visit | Finding, title: string, tone: Pin["tone"]): Pin[] =>
      one.latitude === undefined || one.longitude === undefined
        ? []
        : [{ id, place: [one.latitude, one.longitude], tone, title }];
    return this.tab === "visits"
      ? (this.week?.visits ?? []).flatMap((visit, position) =>
        pin(position + 1, visit, name(visit.name), visit.visited ? "calm" : "soon"))
      : this.listed().flatMap((finding) => pin(finding.id, finding, name(finding.place), this.toneOf(finding)));
  }

  open(id: number) {
    this.chosen = id;
    byId("app").dataset.sheet = "case";
    const pin = this.pins().find((each) => each.id === id);
    if (pin) this.map.moveTo(pin.place);
    this.draw();
  }

  close() {
    this.chosen = undefined;
    byId("app").dataset.sheet = "queue";
    this.draw();
  }

  step(by: number) {
    const ids = this.tab === "visits"
      ? (this.week?.visits ?? []).map((_, position) => position + 1)
      : this.listed().map((finding) => finding.id);
    const at = ids.findIndex((id) => id === this.chosen);
    const next = ids[at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + by))];
    if (next) this.open(next);
  }

  zoom(by: number) {
    if (by === 0) this.map.showAll();
    else this.map.zoom(by);
  }

  redraw() {
    this.map.redraw();
    this.draw();
  }

  /** Shows a form and sends it; after somebody else's change the page shows theirs, and says so. */
  private form(place: HTMLElement, key: string, fields: Field[], address: string, fixed: () => object) {
    showForm(place, text(`inspect.do.${key}`), fields, this.person, {
      photoAddress: "/api/inspections/photos",
      changed: () => void this.refresh().then(() => byId("done").textContent = text("inspect.changed")),
      send: async (given) => {
        await send("POST", address, { ...given, ...fixed() }, this.person);
        await this.refresh();
        byId("done").textContent = text("inspect.recorded");
        document.getElementById("one-title")?.focus();
      },
    });
  }

  private drawWeek(place: HTMLElement) {
    const today = new Date(this.now + this.east * 60_000);
    today.setUTCDate(today.getUTCDate() - (today.getUTCDay() + 6) % 7);
    this.form(place, "draw", [
      day("monday", "monday", today.toISOString().slice(0, 10)),
      count(text("inspect.field.visits"), "visits", 12),
    ], "/api/inspections", () => ({}));
  }

  private visitActions(week: Week, visit: Visit, number: number, list: Checklist | undefined): Actions {
    const address = `/api/inspections/${week.monday}`;
    const fixed = { visit: number, version: week.version };
    const actions: Actions = [];
    if (!visit.visited && list) {
      actions.push(["report", (place) => {
        const answers = new Map<string, string>();
        const options = (["met", "notMet", "notApplicable"]).map((mark): [string, string] => [mark, text(`inspect.mark.${mark}`)]);
        this.form(place, "report",
          list.items.map((item) =>
            choice(name(item.question), options, (mark) => answers.set(item.key, mark), item.key)),
          `${address}/visits`,
          () => ({ ...fixed, answers: [...answers].map(([item, mark]) => ({ item, mark })) }));
      }]);
    }
    actions.push(["sample", (place) => this.sample(place, `${address}/samples`, fixed)]);
    actions.push(["raise", (place) => {
      let category = "";
      this.form(place, "raise", [
        choice(text("inspect.field.category"),
          ["presence", "equipment", "trafficDirection", "handling", "procedure", "records"]
            .map((each) => [each, text(`inspect.category.${each}`)]), (value) => category = value, "category"),
        words("found"),
        photos(),
      ], "/api/findings", () => ({ category, form: visit.form, place: visit.place, mode: visit.mode }));
    }]);
    return actions;
  }

  /** The form of an observation of a quarter of an hour, with one row for each class of road user. */
  private sample(place: HTMLElement, address: string, fixed: object) {
    const quarter = 15 * 60_000;
    let start = "";
    const rows = roadUsers.map((roadUser) => ({ roadUser, observed: 0, compliant: 0, handled: 0 }));
    const first = new Date(this.now - quarter + this.east * 60_000).toISOString().slice(11, 16);
    this.form(place, "sample", [
      time("from", (value) => start = value, first),
      count(text("inspect.field.minutes"), "minutes", 15),
      ...rows.map((row) =>
        counts(text(`inspect.user.${row.roadUser}`),
          (["observed", "compliant", "handled"] as const).map((column) =>
            count(text(`inspect.column.${column}`), `${row.roadUser}-${column}`, 0, (value) => row[column] = value)))),
    ], address, () => {
      const today = new Date(this.now + this.east * 60_000).toISOString().slice(0, 10);
      return { ...fixed, from: Date.parse(`${today}T${start}:00Z`) - this.east * 60_000, rows };
    });
  }

  private findingActions(finding: Finding): Actions {
    const address = `/api/findings/${finding.id}`;
    const act = (key: string, way: "answers" | "judgements", fields: () => Field[]): Actions[number] => [
      key,
      (place) =>
        this.form(place, key, fields(), `${address}/${way}`, () => ({ step: key, version: finding.version })),
    ];
    const due = () => [day("due", "due")];
    const { state } = finding;
    const answers: Actions = !this.may("replyToFinding") ? [] : [
      ...(state === "raised" ? [act("reply", "answers", () => [words("reply")])] : []),
      ...(state === "upheld" ? [act("reportDone", "answers", () => [])] : []),
    ];
    const judgements: Actions = !this.may("inspect") ? [] : [
      ...(state === "raised"
        ? [act("uphold", "judgements", due), act("withdraw", "judgements", () => [words("reason")])]
        : []),
      ...(state === "reportedDone" || (state === "upheld" && (finding.due ?? Infinity) <= this.now)
        ? [act("inOrder", "judgements", () => []), act("notInOrder", "judgements", due)]
        : []),
      ...(state === "reinspected" ? [act("signOff", "judgements", () => [])] : []),
    ];
    return [...answers, ...judgements];
  }

  /** Opens a finding that an address names. */
  openFinding(id: number) {
    const finding = this.findings.find((each) => each.id === id);
    if (!finding) return;
    this.tab = finding.isOpen ? "findings" : "closed";
    this.open(id);
  }
}

async function start() {
  const person = await session.person();
  if (!person) return location.replace("/sign-in.html");
  const [strings, city, columns] = await Promise.all([server.strings(), server.city(), server.roads()]);
  useStrings(strings);
  const desk = new InspectionDesk(person, new Roads(columns), city.bounds);
  const words = () => {
    fillPage();
    showPerson(person);
    document.title = `${text("inspect.title")} · ${name(city.name)}`;
    byId("attribution").textContent = [...city.attributions, "Leaflet"].join(" · ");
  };
  words();
  connectDesk(desk, words, { r: () => void desk.refresh() });
  await desk.refresh();
  desk.openFinding(Number(location.hash.replace("#finding-", "")));
  document.documentElement.dataset.ready = "true";
}

startPage(start);
