// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { dayName, number, timeOf } from "../format.ts";
import { name, text } from "../texts.ts";
import { candidateList, type Candidates } from "./candidates.ts";
import { changesPanel } from "./changes.ts";
import { conflictPart } from "./conflict.ts";
import type { Desk } from "./desk.ts";
import { fairnessPanel } from "./fairness.ts";
import { shiftKind, shiftWord } from "./grid.ts";
import type { Duty, Member } from "./model.ts";
import { rulesPanel } from "./rules.ts";
import { dateOf, type Panel, type Table } from "./state.ts";

/** What the page does; keys and buttons lead to the same. */
export interface Work {
  desk: Desk;
  candidates: Candidates;
  togglePin: () => void;
  findCandidates: () => void;
  startSwap: () => void;
  openSick: () => void;
  run: (work: () => Promise<void>) => void;
}

const panels: Panel[] = ["chosen", "changes", "fairness", "rules"];

/** The right side: what is chosen, what is under way, how evenly it lies, and the rules. */
export function showSide(table: Table, work: Work) {
  const { state } = table;
  const open = state.book.repairs.filter((repair) => repair.state === "open").length +
    state.book.requests.filter((wish) => wish.state === "submitted").length;
  replace(
    byId("panels"),
    panels.map((panel) =>
      h(
        "button",
        {
          type: "button", "data-key": panel, "aria-pressed": String(state.panel === panel),
          click: () => table.change({ panel }),
        },
        text(`rota.panel.${panel}`),
        panel === "changes" && open > 0 ? h("span", { class: "badge" }, open) : null,
      )
    ),
  );
  const content = {
    chosen: () => chosenPanel(table, work),
    changes: () => changesPanel(table, work),
    fairness: () => fairnessPanel(table),
    rules: () => rulesPanel(table, work),
  }[state.panel]();
  replace(byId("side"), content);
}

function chosenPanel(table: Table, work: Work): HTMLElement[] {
  const { state, index } = table;
  const duty = state.duty === null ? undefined : table.rows.find((row) => row.id === state.duty);
  const member = state.officer === null ? undefined : index.people.get(state.officer);
  if (!member) return [overview(table), conflictPart(table, work), h("p", { class: "hint" }, text("rota.hint"))];
  return [
    personHead(table, member),
    ...(duty ? [dutyPart(table, work, duty, member)] : [h("p", { class: "hint" }, text("rota.noDuty"))]),
    ...(duty ? candidateList(table, work, duty) : []),
    brokenPart(table, member),
  ].filter((part) => part !== null);
}

/** What the whole draft comes to. */
function overview(table: Table): HTMLElement {
  const { book } = table.state;
  return h(
    "section",
    { class: "why" },
    big(number(book.duties.length), text("rota.duties")),
    big(number(book.penalty), text("rota.penalty")),
    big(number(book.pins.length), text("rota.pins")),
    big(number(book.unpublished.length), text("rota.unpublished")),
    h("p", { class: "sheets small" }, h("span", { class: "quiet" }, text("rota.sheet")),
      ["xlsx", "csv"].map((form) =>
        h("a", { class: "link", href: `/api/roster/sheets/${table.state.edition}.${form}`, download: "" }, form.toUpperCase())
      )),
    book.violations.length > 0
      ? h("div", { class: "warning" }, h("p", { class: "bad" }, text("rota.violations", { count: book.violations.length })),
        h("ul", { class: "sentences small" }, book.violations.slice(0, 8).map((each) => h("li", {}, name(each.explanation)))))
      : null,
  );
}

const big = (value: string, label: string) => h("div", { class: "big" }, h("b", {}, value), h("span", {}, label));

function personHead(table: Table, member: Member) {
  const own = table.rows.filter((duty) => duty.officer === member.id);
  const minutes = own.reduce((sum, duty) => sum + (Date.parse(`${duty.end}Z`) - Date.parse(`${duty.start}Z`)) / 60_000, 0);
  return h(
    "section",
    { class: "place-head" },
    h("h2", {}, name(member.name), member.isLeader ? h("small", { class: "quiet" }, text("rota.leader")) : null),
    h("p", { class: "quiet" }, `${name(member.unit)} · ${text(`status.${member.status}`)} · ${member.badge}`),
    h("p", { class: "small" }, text("rota.period", { duties: own.length, hours: number(minutes / 60, 1) })),
  );
}

function dutyPart(table: Table, work: Work, duty: Duty, member: Member): HTMLElement {
  const { state, index } = table;
  const pin = index.pins.get(duty.id);
  const move = table.isEditable ? index.moves.get(duty.id) : undefined;
  const from = move?.from !== undefined && move.from !== move.to ? index.people.get(move.from) : undefined;
  return h(
    "section",
    { class: "part duty" },
    h("h3", {}, h("i", { class: `swatch shift-${shiftKind(duty.shift)}` }), `${shiftWord(table, duty)} · ${dayName(dateOf(duty))}`),
    h("p", { class: "duty-time" }, `${timeOf(duty.start)}–${timeOf(duty.end)}`,
      duty.vehicle ? h("span", { class: "quiet" }, ` · ${duty.vehicle}`) : null),
    h("ul", { class: "stays small" }, duty.stays.map((stay) =>
      h("li", {}, h("time", {}, `${timeOf(stay.start)}–${timeOf(stay.end)}`),
        h("span", {}, stay.place === undefined ? text("rota.standby") : name(state.book.places[stay.place].name)))
    )),
    from ? h("p", { class: "note-new small" }, text("rota.was", { name: name(from.name) })) : null,
    pin ? h("p", { class: "small quiet" }, text("rota.pinnedBy", { by: pin.by, at: pin.at.replace("T", " ") })) : null,
    overridePart(table, duty, member),
    actions(table, work, duty),
  );
}

/** Rules that were set aside for this: by whom, when, why. */
function overridePart(table: Table, duty: Duty, member: Member) {
  const own = table.state.book.overrides.filter((each) => each.officer === member.id && each.date === dateOf(duty));
  if (own.length === 0) return null;
  return h("ul", { class: "small overrides" }, own.map((each) =>
    h("li", {}, text("rota.override", { ...each, at: each.decidedAt.replace("T", " ") }))
  ));
}

function actions(table: Table, work: Work, duty: Duty): HTMLElement {
  const { state, index } = table;
  const isBegun = duty.start < state.book.now;
  const isFree = work.desk.mayPlan && table.isEditable;
  const isPinned = index.pins.has(duty.id);
  const button = (key: string, label: string, click: () => void, isOff: boolean, pressed?: boolean) =>
    h("button", {
      type: "button", class: "button", "data-key": key, disabled: isOff,
      "aria-pressed": pressed === undefined ? null : String(pressed), click,
    }, label, h("kbd", { "aria-hidden": "true" }, key.toUpperCase()));
  return h(
    "div",
    { class: "actions" },
    button("p", text(isPinned ? "rota.unpin" : "rota.pin"), work.togglePin, !isFree, isPinned),
    button("c", text("rota.candidates"), work.findCandidates, !isFree || isBegun || isPinned),
    button("s", text(state.swapping === duty.id ? "rota.swapStop" : "rota.swap"), work.startSwap, !isFree || isBegun || isPinned,
      state.swapping === duty.id),
    button("x", text("rota.sick"), work.openSick, !isFree),
    !work.desk.mayPlan ? h("p", { class: "quiet small" }, text("rota.signInToPlan")) : null,
    work.desk.mayPlan && !table.isEditable ? h("p", { class: "quiet small" }, text("rota.publishedStays")) : null,
    isBegun && isFree ? h("p", { class: "quiet small" }, text("rota.begun")) : null,
    state.swapping !== null ? h("p", { class: "small note-new", role: "status" }, text("rota.swapOther")) : null,
  );
}

/** The rules that a person's rows break, each with its own sentence. */
function brokenPart(table: Table, member: Member): HTMLElement | null {
  const broken = table.isEditable ? table.index.broken(member.id) : [];
  if (broken.length === 0) return null;
  const sentences = new Map(table.state.book.softRules.map((rule) => [rule.key, rule.sentence]));
  return h(
    "section",
    { class: "part broken" },
    h("h3", {}, text("rota.broken", { count: broken.length })),
    h("ul", {}, broken.map((each) => {
      const rule = sentences.get(each.rule);
      return h("li", {}, h("b", { class: "points" }, each.penalty),
        h("span", {}, h("span", {}, name(each.explanation)), rule ? h("small", { class: "quiet" }, name(rule)) : null));
    })),
  );
}
