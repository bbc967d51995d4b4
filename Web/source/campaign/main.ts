// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import type { Name, Pair } from "../model.ts";
import { moment } from "../order/clock.ts";
import { choice, type Field, labelled, number, words } from "../order/fields.ts";
import { lineField, type Making, type OneRecord, recordHead, RecordDesk, type Row, startRecords } from "../orders/record-desk.ts";
import { type Shape, ShapeMap } from "../orders/shape-map.ts";
import type { Desk } from "../order/model.ts";
import { type Person, send } from "../session.ts";
import { name, term, text } from "../texts.ts";

interface Summary {
  number: number;
  kind: string;
  name: Name;
  from: string;
  until: string;
  hasEnded: boolean;
  covered: number;
  targets: number;
}

interface Target {
  form: "grid" | "street";
  id: string;
  name: string;
  metres?: number;
  share: number;
  isCovered: boolean;
  firstVisit?: string;
  lines: Pair[][];
}

interface Task {
  number: number;
  name: Name;
  unitName?: Name;
  isMine: boolean;
  covered: number;
  targets: Target[];
  results: { people: number; vehicles: number; corrected: number; note: string }[];
}

interface Campaign extends OneRecord {
  kind: string;
  name: Name;
  from: string;
  until: string;
  endedAt?: string;
  endReason?: string;
  tasks: Task[];
  covered: number;
  targets: number;
  cases: number[];
}

interface Ground {
  code: string;
  name: string;
  lines: Pair[][];
}

/** So many of what is missing are listed at once; the map shows all. */
const listed = 40;

/** 专项整治, 联合执法, 地毯式排查: plan, coverage, what is missing. */
class CampaignPage extends RecordDesk<Campaign> {
  private ground: Ground[] = [];

  constructor(person: Person, directory: Desk, map: ShapeMap) {
    super(person, directory, map, "/api/campaigns");
  }

  override async refresh() {
    if (this.ground.length === 0) this.ground = await send("GET", "/api/campaigns/ground");
    await super.refresh();
  }

  protected list(answer: unknown): Row[] {
    return (answer as Summary[]).map((one) => ({
      number: one.number,
      title: name(one.name),
      note: `${term("campaign", one.kind)} · ${moment(one.from)} – ${moment(one.until)}`,
      state: one.hasEnded ? text("orders.ended") : `${one.covered}/${one.targets}`,
    }));
  }

  protected shapes(one: Campaign): Shape[] {
    return one.tasks.flatMap((task) => task.targets).map((target) => ({
      form: target.form === "grid" ? "area" : "line",
      lines: target.lines,
      tone: target.isCovered ? "done" : "missing",
      title: target.name,
    }));
  }

  protected side(one: Campaign) {
    const missing = one.targets - one.covered;
    return [
      recordHead(name(one.name), one.number,
        `${term("campaign", one.kind)} · ${moment(one.from)} – ${moment(one.until)}`),
      h("section", { class: `part whose ${missing > 0 ? "is-soon" : ""}` },
        h("h3", {}, text("campaign.coverage")),
        h("p", {}, h("b", {}, `${one.covered} / ${one.targets}`), " · ",
          missing > 0 ? text("campaign.missing", { count: missing }) : text("campaign.complete")),
        h("p", { class: "order-key" },
          h("span", { class: "is-done" }, text("campaign.done")),
          h("span", { class: "is-missing" }, text("campaign.notDone"))),
        one.endedAt && h("p", {}, text("campaign.endedAt", { time: moment(one.endedAt) }),
          one.endReason && `：${one.endReason}`)),
      !one.endedAt && this.may("dispatchCase") && h("section", { class: "part" },
        this.action(one, "end", text("campaign.end"), () => [words("why", "reason", missing > 0)])),
      ...one.tasks.map((task) => this.task(one, task)),
      one.cases.length > 0 && h("section", { class: "part" },
        h("h3", {}, text("campaign.cases")),
        h("p", {}, one.cases.map((id) => h("a", { class: "link", href: `/order.html#${id}` }, `#${id} `)))),
    ];
  }

  protected making(): Making {
    return {
      permission: "dispatchCase",
      title: text("campaign.make"),
      fields: () => [
        choice("kind", "kind", ["special", "joint", "sweep"].map((kind) => [kind, term("campaign", kind)])),
        lineField("name", "name"),
        lineField("from", "from", "datetime-local"),
        lineField("until", "until", "datetime-local"),
        this.tasks(),
      ],
    };
  }

  private task(one: Campaign, task: Task) {
    const missing = task.targets.filter((target) => !target.isCovered);
    const mayAct = task.isMine && !one.endedAt;
    return h("section", { class: "part", "data-task": task.number },
      h("h3", {}, name(task.name)),
      h("p", {}, task.unitName && name(task.unitName), ` · ${task.covered}/${task.targets.length}`),
      task.results.map((result) =>
        h("p", { class: "entry-reason" }, text("campaign.result", result), result.note && ` ${result.note}`)),
      mayAct && this.may("handleCase") && this.action(one, "results", text("campaign.report"), () => [
        number("people", "people", 0),
        number("vehicles", "vehicles", 0),
        number("corrected", "corrected", 0),
        words("note", "note", false),
      ], { task: task.number }),
      missing.length > 0 && h("ul", { class: "order-missing", "aria-label": text("campaign.missingList") },
        missing.slice(0, listed).map((target) =>
          h("li", {},
            h("span", {}, target.name, h("small", { class: "quiet" }, note(target))),
            mayAct && this.may("reportCase") && this.action(one, "visits", text("campaign.visit"), () => [], {
              task: task.number,
              ...(target.form === "grid" ? { grid: target.id } : { street: Number(target.id) }),
            })))),
      missing.length > listed && h("p", { class: "quiet small" },
        text("campaign.more", { count: missing.length - listed })));
  }

  /** Tasks, one at first, each with its body and its grids. */
  private tasks(): Field {
    const places: { name: HTMLInputElement; unit: HTMLSelectElement; grids: HTMLSelectElement; streets: HTMLInputElement }[] = [];
    const list = h("div", { class: "order-tasks" });
    const add = () => {
      const title = h("input", { required: true, maxlength: 100, name: "task" });
      const unit = h("select", { name: "unit" }, this.bodies().map(([value, label]) => h("option", { value }, label)));
      const grids = h("select", { name: "grids", multiple: true, required: true, size: Math.min(5, this.ground.length) },
        this.ground.map((grid, at) => h("option", { value: grid.code, selected: at === 0 }, grid.name || grid.code)));
      const streets = h("input", { type: "checkbox", name: "streets" });
      places.push({ name: title, unit, grids, streets });
      list.append(h("fieldset", { class: "order-task" },
        h("legend", {}, text("campaign.task", { number: places.length })),
        labelled("taskName", title), labelled("body", unit), labelled("grids", grids),
        h("label", { class: "order-check" }, streets, text("campaign.withStreets"))));
    };
    add();
    return {
      element: h("div", {}, list,
        h("button", { type: "button", class: "button", "data-do": "add-task", click: add }, text("campaign.addTask"))),
      read: (body) => {
        body.tasks = places.map((place) => ({
          name: place.name.value.trim(),
          unit: Number(place.unit.value),
          grids: [...place.grids.selectedOptions].map((option) => option.value),
          withStreets: place.streets.checked,
        }));
        return Promise.resolve();
      },
    };
  }
}

const note = (target: Target): string =>
  target.metres === undefined ? "" : ` ${Math.round(target.metres)} m · ${Math.round(target.share * 100)}%`;

startRecords("campaign.title", CampaignPage);
