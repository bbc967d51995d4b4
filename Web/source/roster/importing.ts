// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { dayName, number, timeOf } from "../format.ts";
import type { Interval, Name } from "../model.ts";
import { ServerProblem } from "../problem.ts";
import { name, text } from "../texts.ts";
import type { Desk } from "./desk.ts";
import type { Violation } from "./model.ts";
import type { Table } from "./state.ts";

export const kinds = ["staff", "leave", "heat"] as const;
export type Kind = (typeof kinds)[number];

/** What a file would do, as `/api/roster/imports/…/checks` answers. */
export interface Check {
  revision: number;
  added: Person[];
  updated: Person[];
  unchanged: number;
  leave: { badge: string; name: Name; interval: Interval }[];
  heat: { date: string; highestCelsius: number; hottestStartMinute: number }[];
  refused: Refused[];
  violations: Violation[];
}

interface Person {
  badge: string;
  name: Name;
  unit: Name;
  status: "sworn" | "auxiliary";
  changes: { field: string; before: string; after: string }[];
}

interface Refused {
  file: string;
  sheet?: string;
  line: number;
  column?: string;
  field: string;
  value: string;
  explanation: Name;
}

/** Rows of each kind that the dialog lists; the counts above them are of all. */
const most = 200;

/** What the planner chose in the dialog and what the server said of it. */
const state: { kind: Kind; file: File | null; check: Check | null; problem: Name | null } = {
  kind: "staff",
  file: null,
  check: null,
  problem: null,
};

/** Opens the dialog in which a file is looked at, row by row, before any of it is taken. */
export function openImporting(table: Table, desk: Desk, run: (work: () => Promise<void>) => void) {
  const dialog = byId<HTMLDialogElement>("importing");
  const file = byId<HTMLInputElement>("import-file");
  const form = byId<HTMLFormElement>("import-form");
  const clear = () => {
    Object.assign(state, { file: null, check: null, problem: null });
    file.value = "";
  };
  const look = async () => {
    if (!state.file) return;
    dialog.setAttribute("aria-busy", "true");
    try {
      Object.assign(state, { check: await desk.checkImport(state.kind, state.file), problem: null });
    } catch (error) {
      if (!(error instanceof ServerProblem) || error.kind === "sessionOver") throw error;
      Object.assign(state, { check: null, problem: error.explanation });
    } finally {
      dialog.removeAttribute("aria-busy");
    }
    show();
  };
  const show = () => {
    // The weather says nothing to a set of rules without heat rules, and is the whole detachment's.
    const hasHeat = desk.mayWeigh && table.state.book.softRules.some((rule) => rule.key === "heat");
    replace(byId("import-kinds"), kinds.filter((kind) => kind !== "heat" || hasHeat).map((kind) =>
      h("button", {
        type: "button", "data-key": kind, "aria-pressed": String(kind === state.kind),
        click: () => {
          clear();
          state.kind = kind;
          show();
        },
      }, text(`rota.import.${kind}`))
    ));
    byId("import-columns").textContent = text(`rota.import.${state.kind}Columns`);
    replace(byId("import-templates"), ["xlsx", "csv"].map((form) =>
      h("a", { class: "link", href: `/api/roster/templates/${state.kind}.${form}`, download: `${state.kind}.${form}` },
        text("rota.import.template", { form: form.toUpperCase() }))
    ));
    replace(byId("import-result"), result());
    const leaveOut = byId<HTMLInputElement>("import-without");
    const refused = state.check?.refused.length ?? 0;
    byId("import-without-line").hidden = refused === 0 || taken() === 0;
    byId("import-without-words").textContent = text("rota.import.without", { count: refused });
    const button = byId<HTMLButtonElement>("import-take");
    button.textContent = text("rota.import.take", { count: taken() });
    button.disabled = taken() === 0 || (refused > 0 && !leaveOut.checked);
  };
  byId<HTMLInputElement>("import-without").checked = false;
  byId<HTMLInputElement>("import-without").onchange = show;
  file.onchange = () => {
    state.file = file.files?.[0] ?? null;
    byId<HTMLInputElement>("import-without").checked = false;
    run(look);
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    const { check, file: chosen, kind } = state;
    if (!check || !chosen || byId<HTMLButtonElement>("import-take").disabled) return;
    dialog.close();
    run(async () => {
      await desk.takeImport(table, kind, chosen, check);
      // What was taken stands there: the weather beside the rules that judge by it.
      table.change({ panel: kind === "heat" ? "rules" : "changes" });
    });
  };
  dialog.onclose = clear;
  show();
  dialog.showModal();
}

const taken = () => state.check ? state.check.added.length + state.check.updated.length + state.check.leave.length + state.check.heat.length : 0;

/** What the server said, the refused rows first: they are what somebody has to do something about. */
function result(): HTMLElement[] {
  const { check, problem } = state;
  if (problem) return [h("p", { class: "bad", role: "alert" }, name(problem))];
  if (!check) return [h("p", { class: "quiet small" }, text("rota.import.hint"))];
  const counts = state.kind === "staff"
    ? text("rota.import.staffCounts", {
      added: number(check.added.length), updated: number(check.updated.length), same: number(check.unchanged),
      refused: number(check.refused.length),
    })
    : state.kind === "heat"
    ? text("rota.import.heatCounts", { days: number(check.heat.length), refused: number(check.refused.length) })
    : text("rota.import.leaveCounts", { leave: number(check.leave.length), refused: number(check.refused.length) });
  return [
    h("p", { class: "import-counts" }, counts),
    ...list("rota.import.refused", check.refused.map(refusedRow), "bad"),
    ...list("rota.import.breaks", check.violations.map((each) => h("li", {}, name(each.explanation))), "warn"),
    ...list("rota.import.added", check.added.map((each) => h("li", {}, who(each.badge, each.name), h("span", { class: "quiet" }, name(each.unit))))),
    ...list("rota.import.updated", check.updated.map((each) =>
      h("li", {}, who(each.badge, each.name), each.changes.map((change) =>
        h("span", {}, h("code", {}, change.field), ` ${change.before || "–"} → ${change.after || "–"}`)
      ))
    )),
    ...list("rota.import.heatRows", check.heat.map((each) =>
      h("li", {}, h("b", {}, dayName(each.date)), h("span", {}, text("rota.import.heatDay", {
        celsius: number(each.highestCelsius, 1), from: clock(each.hottestStartMinute),
      })))
    )),
    ...list("rota.import.leaveRows", check.leave.map((each) =>
      h("li", {}, who(each.badge, each.name), h("span", {}, `${moment(each.interval.start)} – ${moment(each.interval.end)}`))
    )),
  ];
}

const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
const who = (badge: string, called: Name) => h("span", {}, h("b", {}, name(called)), ` ${badge}`);
const moment = (at: string) => `${dayName(at.slice(0, 10))} ${timeOf(at)}`;

/** Where the row stands, what it says, and what was expected. */
function refusedRow(row: Refused): HTMLElement {
  const place = row.sheet === undefined ? text("rota.import.line", { line: row.line }) : `${row.sheet}!${row.column ?? ""}${row.line}`;
  return h("li", {}, h("span", {}, h("b", {}, place), row.field ? h("code", {}, row.field) : null, row.value ? ` “${row.value}”` : null),
    h("span", {}, name(row.explanation)));
}

function list(title: string, rows: HTMLElement[], tone = ""): HTMLElement[] {
  if (rows.length === 0) return [];
  return [
    h("h3", {}, text(title, { count: number(rows.length) })),
    h("ul", { class: `import-rows small ${tone}` }, rows.slice(0, most)),
    ...(rows.length > most ? [h("p", { class: "quiet small" }, text("rota.import.more", { count: number(rows.length - most) }))] : []),
  ];
}
