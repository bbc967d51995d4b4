// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { startPage } from "../failure.ts";
import { Roads } from "../map/roads.ts";
import { type Field, labelled } from "../order/fields.ts";
import { showForm } from "../order/form.ts";
import type { Desk as Directory } from "../order/model.ts";
import { cases, newKey } from "../order/server.ts";
import { connectDesk, type Desk } from "../panels/desk-controls.ts";
import { showPerson } from "../panels/person.ts";
import type { Pair } from "../model.ts";
import { server } from "../server.ts";
import { type Person, send, session } from "../session.ts";
import { fillPage, name, text, useStrings } from "../texts.ts";
import { type Shape, ShapeMap } from "./shape-map.ts";

export interface Row {
  number: number;
  title: string;
  note: string;
  state: string;
}

export interface OneRecord {
  number: number;
  version: number;
}

/** What is made anew on the page, by whoever may. */
export interface Making {
  permission: string;
  title: string;
  fields(): Field[];
}

/** A page of records of city order: their list, a map, and the one that was chosen. */
export abstract class RecordDesk<One extends OneRecord> implements Desk {
  protected shown: One | null = null;
  protected rows: Row[] = [];

  constructor(
    readonly person: Person,
    readonly directory: Directory,
    readonly map: ShapeMap,
    private readonly address: string,
  ) {}

  /** The rows of what the server lists. */
  protected abstract list(answer: unknown): Row[];
  protected abstract side(one: One): (Node | false | null)[];
  protected abstract shapes(one: One): Shape[];
  protected abstract making(): Making;

  may(permission: string): boolean {
    return this.person.permissions.includes(permission);
  }

  async refresh() {
    this.rows = this.list(await send("GET", this.address));
    this.draw();
  }

  draw() {
    const { permission, title } = this.making();
    const place = h("div", { class: "action-form" });
    replace(
      byId("make"),
      this.may(permission) && h("button", {
        type: "button",
        class: "button is-first",
        id: "make-new",
        click: () => this.make(),
      }, title),
    );
    replace(
      byId("list"),
      place,
      this.rows.length === 0
        ? h("p", { class: "empty" }, text("orders.none"))
        : this.rows.map((row) => this.row(row)),
    );
    this.map.show(this.shown ? this.shapes(this.shown) : []);
    replace(byId("record"), this.shown ? this.side(this.shown) : h("p", { class: "empty" }, text("orders.choose")));
  }

  async open(number: number) {
    this.show(await send("GET", `${this.address}/${number}`));
    this.map.fit(this.shown ? this.shapes(this.shown) : []);
  }

  close() {
    this.shown = null;
    this.map.picking(null);
    history.replaceState(null, "", location.pathname);
    byId("app").dataset.sheet = "queue";
    this.draw();
  }

  step(by: number) {
    const at = this.rows.findIndex((row) => row.number === this.shown?.number);
    const next = this.rows[at < 0 ? 0 : Math.min(this.rows.length - 1, Math.max(0, at + by))];
    if (next) void this.open(next.number);
  }

  zoom(by: number) {
    if (by === 0) this.map.showAll();
    else this.map.zoom(by);
  }

  redraw() {
    this.map.redraw();
    this.draw();
  }

  /** A button that opens a form below it, and sends what the form gives as a step of the record. */
  protected action(one: One, step: string, title: string, fields: () => Field[], fixed: object = {}): Node {
    const place = h("div", { class: "action-form" });
    const button = h("button", {
      type: "button",
      class: "button",
      "data-do": step,
      click: () => {
        const asked = fields();
        if (asked.length === 0) return void this.take(one, step, fixed);
        showForm(place, title, asked, this.person, {
          send: (given) => this.take(one, step, { ...fixed, ...given }),
          changed: () => void this.open(one.number),
          closed: () => this.map.picking(null),
        });
      },
    }, title);
    return h("div", { class: "order-action" }, button, place);
  }

  protected async take(one: One, step: string, body: object) {
    const sent = { version: one.version, key: newKey(), ...body };
    this.show(await send("POST", `${this.address}/${one.number}/${step}`, sent, this.person));
    byId("done").textContent = text("orders.recorded", { number: one.number });
    await this.refresh();
  }

  protected bodies(): [string, string][] {
    return this.directory.units.map((unit) => [String(unit.id), name(unit.name)]);
  }

  private make() {
    const { title, fields } = this.making();
    this.shown = null;
    this.map.show([]);
    byId("app").dataset.sheet = "case";
    const place = h("div", { class: "action-form" });
    replace(byId("record"), h("h2", { class: "unseen" }, title), place);
    const key = newKey();
    showForm(place, title, fields(), this.person, {
      send: async (given) => {
        this.show(await send("POST", this.address, { key, ...given }, this.person));
        await this.refresh();
        this.map.fit(this.shown ? this.shapes(this.shown) : []);
      },
      changed: () => void this.refresh(),
      closed: () => this.close(),
    });
  }

  private show(one: One) {
    this.shown = one;
    this.map.picking(null);
    history.replaceState(null, "", `#${one.number}`);
    byId("app").dataset.sheet = "case";
    this.draw();
  }

  private row(row: Row) {
    return h("button", {
      type: "button",
      class: "case-row",
      "data-key": String(row.number),
      "aria-current": row.number === this.shown?.number ? "true" : "false",
      click: () => void this.open(row.number),
    },
      h("span", { class: "case-name" }, row.title, h("small", { class: "quiet" }, ` #${row.number}`)),
      h("span", { class: "due" }, row.state),
      h("span", { class: "case-where quiet" }, row.note));
  }
}

/** The head of a record's panel. */
export const recordHead = (title: string, number: number, note: string): Node =>
  h("header", { class: "place-head" },
    h("h2", { id: "record-title", tabindex: -1 }, title, h("small", { class: "quiet" }, ` #${number}`)),
    h("p", { class: "quiet" }, note));

type Made<One extends OneRecord> = new (person: Person, directory: Directory, map: ShapeMap) => RecordDesk<One>;

/** Starts a page of records. */
export function startRecords<One extends OneRecord>(title: string, Page: Made<One>) {
  startPage(async () => {
    const person = await session.person();
    if (!person) return location.replace("/sign-in.html");
    const [strings, city, columns, directory] = await Promise.all([
      server.strings(),
      server.city(),
      server.roads(),
      cases.desk(),
    ]);
    useStrings(strings);
    const map = new ShapeMap(byId("map"), new Roads(columns), city.bounds);
    const desk = new Page(person, directory, map);
    const words = () => {
      fillPage();
      showPerson(person);
      byId("page-title").textContent = text(title);
      document.title = `${text(title)} · ${name(city.name)}`;
      byId("attribution").textContent = [...city.attributions, "Leaflet"].join(" · ");
    };
    words();
    connectDesk(desk, words);
    await desk.refresh();
    const asked = Number(location.hash.slice(1));
    if (asked > 0) await desk.open(asked);
    document.documentElement.dataset.ready = "true";
  });
}

/** A line of words, or a moment. */
export function lineField(key: string, property: string, type = "text"): Field {
  const input = h("input", { type, name: property, required: true, maxlength: 100 });
  return {
    element: labelled(key, input),
    read: (body) => {
      body[property] = input.value.trim();
      return Promise.resolve();
    },
  };
}

/** A field whose value is drawn on the map: its corners, or places. */
export function drawnField(
  map: ShapeMap, property: string, label: string, form: "area" | "point",
  each: (place: Pair) => unknown = (place) => place,
): Field {
  const places: Pair[] = [];
  const values: unknown[] = [];
  const count = h("output", { class: "drawn-count" });
  const show = () => {
    count.textContent = text("orders.drawn", { count: places.length });
    const shapes: Shape[] = places.map((place) => ({ form: "point", lines: [[place]], tone: "draft", title: "" }));
    if (form === "area" && places.length > 2) {
      shapes.unshift({ form: "area", lines: [places], tone: "draft", title: "" });
    }
    map.showDraft(shapes);
  };
  const undo = () => {
    places.pop();
    values.pop();
    show();
  };
  map.picking((place) => {
    places.push(place);
    values.push(each(place));
    show();
  });
  show();
  return {
    element: h("div", { class: "field" },
      h("p", { class: "small" }, label),
      h("div", { class: "form-end" }, count,
        h("button", { type: "button", class: "button", "data-do": "undo", click: undo }, text("orders.undo")))),
    read: (body) => {
      body[property] = values;
      return Promise.resolve();
    },
  };
}
