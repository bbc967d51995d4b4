// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { timeOf } from "../format.ts";
import { name, text } from "../texts.ts";
import { shiftKind, shiftWord, standbyOnly } from "./grid.ts";
import type { Duty } from "./model.ts";
import type { Table } from "./state.ts";

/** Hours that the line of a day shows: midnight to 08:00 of the next, where nights end. */
const hours = 32;

/** One day as a line of time: a row a person or a place, a bar a shift or a stay. */
export function showDay(table: Table, choose: (duty: Duty | null, officer: number | null, date: string) => void) {
  const rows = table.state.group === "person" ? personLines(table, choose) : placeLines(table, choose);
  const place = byId("grid");
  const top = place.scrollTop;
  replace(
    place,
    h(
      "div",
      { class: "lines", role: "list", "aria-label": text("rota.lines", { day: table.state.date }) },
      h("div", { class: "line line-head", "aria-hidden": "true" }, h("span", { class: "line-who" }), scale()),
      rows.length === 0 ? h("p", { class: "empty" }, text("rota.nobody")) : rows,
    ),
  );
  place.scrollTo(0, top);
}

function scale() {
  const ticks = Array.from({ length: hours / 4 }, (_, index) => {
    const tick = h("span", { class: "tick" }, `${String((index * 4) % 24).padStart(2, "0")}:00`);
    tick.style.left = `${(index * 4 / hours) * 100}%`;
    return tick;
  });
  return h("div", { class: "line-track" }, ticks);
}

/** Hours since midnight of the day. */
const hourOf = (time: string, date: string) => (Date.parse(`${time}Z`) - Date.parse(`${date}T00:00Z`)) / 3_600_000;

function personLines(table: Table, choose: (duty: Duty | null, officer: number | null, date: string) => void) {
  const { date } = table.state;
  const duties = table.rows.filter((duty) => isOn(duty, date));
  return table.members.flatMap((member) => {
    const own = duties.filter((duty) => duty.officer === member.id);
    if (own.length === 0) return [];
    const bars = own.flatMap((duty) => [
      bar(table, duty, duty, shiftWord(table, duty), "bar-shift", () => choose(duty, member.id, date)),
      ...duty.stays.flatMap((stay) =>
        stay.place === undefined ? [] : [sleeve(duty, stay, date, name(table.state.book.places[stay.place].name))]
      ),
    ]);
    return [line(name(member.name), bars)];
  });
}

const isOn = (span: { start: string; end: string }, date: string) =>
  hourOf(span.end, date) > 0 && hourOf(span.start, date) < 24;

function placeLines(table: Table, choose: (duty: Duty | null, officer: number | null, date: string) => void) {
  const { date } = table.state;
  const own = new Set(table.members.map((member) => member.id));
  const lines = new Map<number, HTMLElement[]>();
  for (const duty of table.rows) {
    if (!own.has(duty.officer)) continue;
    for (const stay of duty.stays) {
      if (stay.place === undefined || !isOn(stay, date)) continue;
      const member = table.index.people.get(duty.officer);
      const made = bar(table, duty, stay, member ? name(member.name) : "", "bar-stay", () => choose(duty, duty.officer, date));
      lines.set(stay.place, [...(lines.get(stay.place) ?? []), made]);
    }
  }
  return [...lines].sort(([a], [b]) => a - b)
    .map(([place, bars]) => line(name(table.state.book.places[place].name), bars, true));
}

function line(title: string, bars: HTMLElement[], stacks = false) {
  return h("div", { class: `line${stacks ? " line-stack" : ""}`, role: "listitem" },
    h("span", { class: "line-who", title }, title), h("div", { class: "line-track" }, bars));
}

function bar(
  table: Table,
  duty: Duty,
  span: { start: string; end: string },
  label: string,
  kind: string,
  click: () => void,
) {
  const isNew = table.isEditable && table.index.moves.has(duty.id);
  const words = `${label} ${timeOf(span.start)}–${timeOf(span.end)}`;
  const made = h("button", {
    type: "button",
    class: `bar-duty ${kind} shift-${shiftKind(duty.shift)}${isNew ? " is-new" : ""}${table.index.pins.has(duty.id) ? " is-pinned" : ""}`,
    "data-key": `bar ${duty.id} ${span.start}`,
    "data-duty": duty.id,
    "aria-pressed": String(duty.id === table.state.duty),
    "aria-label": words,
    title: words,
    click,
  }, kind === "bar-shift" && !standbyOnly(duty) ? null : h("span", {}, label));
  setSpan(made, span, table.state.date);
  return made;
}

/** A stay within a shift. */
function sleeve(duty: Duty, span: { start: string; end: string }, date: string, title: string) {
  const made = h("span", { class: `sleeve shift-${shiftKind(duty.shift)}` }, title);
  setSpan(made, span, date);
  return made;
}

function setSpan(element: HTMLElement, span: { start: string; end: string }, date: string) {
  const from = Math.max(0, hourOf(span.start, date));
  const until = Math.min(hours, hourOf(span.end, date));
  element.style.left = `${(from / hours) * 100}%`;
  element.style.width = `${((until - from) / hours) * 100}%`;
}
