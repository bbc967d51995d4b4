// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace, s } from "../dom.ts";
import { number, timeOf, weekdayOf } from "../format.ts";
import { name, term, text } from "../texts.ts";
import type { Duty, Member } from "./model.ts";
import { dateOf, rowsByCell, type Table } from "./state.ts";

/** Moves of the keyboard over the table, and what Enter does on a cell. */
interface Actions {
  choose: (duty: Duty | null, officer: number | null, date: string) => void;
}

/** Days that the width of a screen has room for; more are scrolled. */
const fitting = 9;

/** The week: a row a person or a place, a column a day. */
export function showGrid(table: Table, actions: Actions) {
  const place = byId("grid");
  const rows = table.state.group === "person" ? personRows(table, actions) : placeRows(table, actions);
  const scroll = { top: place.scrollTop, left: place.scrollLeft };
  replace(
    place,
    h(
      "table",
      { class: table.dates.length > fitting ? "week is-long" : "week", role: "grid", "aria-label": text("rota.grid") },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col", class: "who" }, text(table.state.group === "person" ? "rota.person" : "rota.post")),
          table.dates.map((date) => h("th", { scope: "col", class: dayClass(date), "data-date": date }, dayHead(date))),
        ),
      ),
      h("tbody", {}, rows),
    ),
  );
  place.scrollTo(scroll.left, scroll.top);
  keepOneTabStop(place, table);
}

/** Brings a day beside the names, where there are more days than the page is wide. */
export function showDate(date: string) {
  const place = byId("grid");
  const head = place.querySelector<HTMLElement>(`thead [data-date="${date}"]`);
  const names = place.querySelector<HTMLElement>("thead .who");
  if (head && names) place.scrollTo(head.offsetLeft - names.offsetWidth, place.scrollTop);
}

const dayClass = (date: string) => (weekdayOf(date) > 5 ? "day is-free" : "day");

function dayHead(date: string) {
  const [, month, day] = date.split("-").map(Number);
  return [h("b", {}, term("weekday", String(weekdayOf(date)))), h("span", {}, `${month}/${day}`)];
}

function personRows(table: Table, actions: Actions): HTMLElement[] {
  const cells = rowsByCell(table.rows);
  const gone = table.isEditable ? lostRows(table) : new Map<string, Duty[]>();
  let unit = "";
  return table.members.flatMap((member) => {
    const head = name(member.unit) === unit ? [] : [groupRow(name(member.unit), table.dates.length)];
    unit = name(member.unit);
    return [
      ...head,
      h(
        "tr",
        { class: table.state.officer === member.id ? "is-chosen" : null },
        personHead(table, member, cells),
        table.dates.map((date) => personCell(table, actions, member, date, cells, gone)),
      ),
    ];
  });
}

const groupRow = (title: string, days: number) =>
  h("tr", { class: "group-row" }, h("th", { scope: "rowgroup", colspan: days + 1 }, h("span", {}, title)));

function personHead(table: Table, member: Member, cells: Map<string, Duty[]>) {
  const minutes = table.dates.flatMap((date) => cells.get(`${member.id} ${date}`) ?? [])
    .reduce((sum, duty) => sum + length(duty), 0);
  const broken = table.isEditable ? table.index.broken(member.id) : [];
  return h(
    "th",
    { scope: "row", class: "who" },
    h(
      "span",
      { class: "who-line" },
      h("span", { class: `status status-${member.status}`, title: text(`status.${member.status}`) },
        text(`status.${member.status}.short`)),
      h("span", { class: "who-name" }, name(member.name)),
      member.isLeader ? h("i", { class: "star", title: text("rota.leader") }, "★") : null,
      broken.length > 0 ? mark(broken.reduce((sum, each) => sum + each.penalty, 0)) : null,
      h("span", { class: "who-hours" }, text("rota.hours", { hours: number(minutes / 60, minutes % 60 ? 1 : 0) })),
    ),
  );
}

const mark = (points: number) =>
  h("span", { class: "points", title: text("rota.points", { points }) }, points,
    h("span", { class: "unseen" }, text("rota.brokenHere")));

const length = (duty: Duty) => (Date.parse(`${duty.end}Z`) - Date.parse(`${duty.start}Z`)) / 60_000;

function personCell(
  table: Table,
  actions: Actions,
  member: Member,
  date: string,
  cells: Map<string, Duty[]>,
  gone: Map<string, Duty[]>,
): HTMLElement {
  const key = `${member.id} ${date}`;
  const duties = cells.get(key) ?? [];
  const lost = gone.get(key) ?? [];
  const away = duties.length === 0 && member.leave.some((leave) => leave.start.slice(0, 10) <= date && leave.end > `${date}T00:00`);
  return h(
    "td",
    { class: `${dayClass(date)}${away ? " is-away" : ""}`, role: "gridcell" },
    duties.map((duty) => chip(table, duty, () => actions.choose(duty, member.id, date))),
    lost.map((duty) =>
      h("span", { class: "chip-lost", title: text("rota.lost") }, shiftWord(table, duty), h("span", { class: "unseen" }, text("rota.lost")))
    ),
    duties.length === 0
      ? h(
        "button",
        {
          type: "button", class: "cell-empty", tabindex: -1, "data-key": key,
          "aria-label": text(away ? "rota.awayCell" : "rota.emptyCell", { name: name(member.name), day: date }),
          click: () => actions.choose(null, member.id, date),
        },
        away ? text("rota.away") : "·",
      )
      : null,
  );
}

/** What the draft takes from people, where it was. */
function lostRows(table: Table): Map<string, Duty[]> {
  const { moves } = table.index;
  return rowsByCell(table.state.book.formerly.filter((duty) => moves.get(duty.id)?.to !== duty.officer));
}

export const shiftWord = (table: Table, duty: { shift: string }): string =>
  name(table.state.book.shifts[duty.shift] ?? { zh: duty.shift, en: duty.shift });

/** `early`, `night` … : the colour of a shift. */
export const shiftKind = (shift: string): string => {
  if (shift.startsWith("special")) return "special";
  if (shift.startsWith("office")) return "office";
  return shift;
};

/** Nothing but station duty and standby. */
export const standbyOnly = (duty: Duty) => duty.stays.every((stay) => stay.place === undefined);

function chip(table: Table, duty: Duty, choose: () => void): HTMLElement {
  const { index, state } = table;
  const pin = index.pins.get(duty.id);
  const move = table.isEditable ? index.moves.get(duty.id) : undefined;
  const broken = table.isEditable ? index.broken(duty.officer, dateOf(duty)) : [];
  const from = move?.from !== undefined && move.from !== move.to ? index.people.get(move.from) : undefined;
  const notes = [
    pin ? text("rota.pinned") : "",
    from ? text("rota.was", { name: name(from.name) }) : "",
    ...broken.map((each) => name(each.explanation)),
  ].filter(Boolean);
  const classes = ["shift", `shift-${shiftKind(duty.shift)}`];
  if (standbyOnly(duty)) classes.push("is-standby");
  if (move) classes.push("is-new");
  if (pin) classes.push("is-pinned");
  if (broken.length > 0) classes.push("is-broken");
  if (duty.id === state.swapping) classes.push("is-swapping");
  const places = duty.stays.flatMap((stay) => stay.place === undefined ? [] : [name(state.book.places[stay.place].name)]);
  return h(
    "button",
    {
      type: "button",
      class: classes.join(" "),
      tabindex: -1,
      "data-key": `duty ${duty.id}`,
      "data-duty": duty.id,
      "aria-pressed": String(duty.id === state.duty),
      "aria-label": [
        index.people.has(duty.officer) ? name(index.people.get(duty.officer)!.name) : "", shiftWord(table, duty),
        `${dateOf(duty)} ${timeOf(duty.start)}–${timeOf(duty.end)}`, places.join(" "), ...notes,
      ].join(text("list.comma")),
      title: notes.join("\n") || null,
      click: choose,
    },
    h("b", {}, text(`rota.short.${shiftKind(duty.shift)}`)),
    h("span", {}, timeOf(duty.start)),
    pin ? pinSign() : null,
    broken.length > 0 ? h("i", { class: "flag" }, "!") : null,
  );
}

export const pinSign = () =>
  s("svg", { class: "pin-sign", width: 10, height: 10, viewBox: "0 0 10 10", "aria-hidden": "true" },
    s("path", { d: "M6.2.8 9.2 3.8 7.4 4.2 6 5.6 6 7.6 5.2 8.2 3.4 6.4.8 9.2 3.6 6.6 1.8 4.8 2.4 4H4.4L5.8 2.6Z" }));

/** Who is where: a row a place, in each cell those who are there. */
function placeRows(table: Table, actions: Actions): HTMLElement[] {
  const own = new Set(table.members.map((member) => member.id));
  const cells = new Map<string, { duty: Duty; start: string; end: string }[]>();
  const used = new Set<number>();
  for (const duty of table.rows) {
    if (!own.has(duty.officer)) continue;
    for (const stay of duty.stays) {
      if (stay.place === undefined) continue;
      used.add(stay.place);
      const key = `${stay.place} ${dateOf(stay)}`;
      cells.set(key, [...(cells.get(key) ?? []), { duty, start: stay.start, end: stay.end }]);
    }
  }
  let form = "";
  const places = [...used].sort((a, b) => placeOrder(table, a) - placeOrder(table, b) || a - b);
  return places.flatMap((number) => {
    const place = table.state.book.places[number];
    const head = place.form === form ? [] : [groupRow(text(`form.${place.form}`), table.dates.length)];
    form = place.form;
    return [
      ...head,
      h(
        "tr",
        {},
        h("th", { scope: "row", class: "who who-place" }, name(place.name)),
        table.dates.map((date) =>
          h("td", { class: dayClass(date), role: "gridcell" },
            (cells.get(`${number} ${date}`) ?? [])
              .sort((a, b) => a.start < b.start ? -1 : a.start > b.start ? 1 : a.duty.officer - b.duty.officer)
              .map((stay) => stayChip(table, stay, () => actions.choose(stay.duty, stay.duty.officer, date))))
        ),
      ),
    ];
  });
}

const formOrder = ["post", "beat", "patrol", "checkpoint"];
const placeOrder = (table: Table, place: number) => formOrder.indexOf(table.state.book.places[place].form);

function stayChip(table: Table, stay: { duty: Duty; start: string; end: string }, choose: () => void) {
  const member = table.index.people.get(stay.duty.officer);
  const isNew = table.isEditable && table.index.moves.has(stay.duty.id);
  const label = member ? name(member.name) : String(stay.duty.officer);
  return h(
    "button",
    {
      type: "button",
      class: `stay-chip shift-${shiftKind(stay.duty.shift)}${isNew ? " is-new" : ""}`,
      tabindex: -1,
      "data-key": `stay ${stay.duty.id} ${stay.start}`,
      "data-duty": stay.duty.id,
      "aria-pressed": String(stay.duty.id === table.state.duty),
      "aria-label": `${label} ${stay.start.slice(0, 10)} ${timeOf(stay.start)}–${timeOf(stay.end)}`,
      click: choose,
    },
    h("span", { class: "stay-time" }, timeOf(stay.start)),
    h("span", { class: "stay-name" }, label),
  );
}

/** The table is one stop of the Tab key; arrows move within it. */
function keepOneTabStop(place: HTMLElement, table: Table) {
  const chosen = table.state.duty === null ? null : place.querySelector<HTMLElement>(`[data-duty="${table.state.duty}"]`);
  const stop = place.querySelector<HTMLElement>("button:focus") ?? chosen ?? place.querySelector<HTMLElement>("td button");
  if (stop) stop.tabIndex = 0;
}

/** Arrows, Home and End over the cells of the table. */
export function moveByKeys(event: KeyboardEvent) {
  const button = (event.target as HTMLElement).closest<HTMLElement>("td button");
  const cell = button?.closest("td");
  const row = cell?.closest("tr");
  if (!button || !cell || !row) return;
  const within = [...cell.querySelectorAll<HTMLElement>("button")];
  const place = within.indexOf(button);
  const column = cell.cellIndex;
  let target: HTMLElement | null | undefined;
  switch (event.key) {
    case "ArrowRight": target = firstOf(cell.nextElementSibling); break;
    case "ArrowLeft": target = firstOf(cell.previousElementSibling); break;
    case "ArrowDown": target = within[place + 1] ?? nextInColumn(row, column, "nextElementSibling"); break;
    case "ArrowUp": target = within[place - 1] ?? nextInColumn(row, column, "previousElementSibling"); break;
    case "Home": target = firstOf(row.cells[1]); break;
    case "End": target = firstOf(row.cells[row.cells.length - 1]); break;
    default: return;
  }
  event.preventDefault();
  if (!target) return;
  button.tabIndex = -1;
  target.tabIndex = 0;
  target.focus();
}

const firstOf = (cell: Element | null | undefined) => cell?.querySelector<HTMLElement>("button");

function nextInColumn(row: Element, column: number, direction: "nextElementSibling" | "previousElementSibling") {
  for (let next = row[direction]; next; next = next[direction]) {
    const found = firstOf((next as HTMLTableRowElement).cells[column]);
    if (found) return found;
  }
  return null;
}
