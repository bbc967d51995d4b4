// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { dayName, number, timeOf } from "../format.ts";
import type { Name } from "../model.ts";
import { name, text } from "../texts.ts";
import { shiftWord } from "./grid.ts";
import type { Work } from "./side.ts";
import { type Found, searched, solve, takeButtons } from "./solving.ts";
import type { Table } from "./state.ts";

/** A new draft, as `/api/jobs/{job}/answer` gives it. */
interface Redraft extends Found {
  changes: Change[];
  redraft: { penaltyBefore: number; penaltyAfter: number; unpinned: number[] };
}

interface Change {
  duty: number;
  shift: string;
  start: string;
  end: string;
  from?: number;
  to?: number;
  stays: Name[];
}

/** Rows that the panel lists at once. */
const most = 100;

/** Asks from which week and how long to solve; the draft stays as it is until the new one is taken. */
export function openRedraft(table: Table, work: Work) {
  const { book } = table.state;
  const mondays = table.dates.filter((_, day) => day % 7 === 0 && table.dates[Math.min(day + 6, table.dates.length - 1)] >= book.now.slice(0, 10));
  replace(byId("redraft-from"), mondays.map((date) => h("option", { value: date }, dayName(date))));
  const form = byId<HTMLFormElement>("redraft-form");
  form.onsubmit = (event) => {
    event.preventDefault();
    byId<HTMLDialogElement>("redrafting").close();
    solve(table, work, () =>
      work.desk.redraft(table, {
        from: byId<HTMLSelectElement>("redraft-from").value,
        seconds: Number(byId<HTMLInputElement>("redraft-seconds").value),
        changeWeight: Number(byId<HTMLInputElement>("redraft-weight").value),
      }));
  };
  byId<HTMLDialogElement>("redrafting").showModal();
}

/** What a new draft would change for whom. */
export function redraftCard(table: Table, work: Work, answer: Found, job: number): HTMLElement {
  const found = answer as Redraft;
  const isOld = found.revision !== table.state.book.revision;
  const people = new Set(found.changes.flatMap((change) => [change.from, change.to]).filter((id) => id !== undefined));
  return h(
    "div",
    {},
    searched("redraft", found),
    h("p", {}, text("rota.redraft.points", {
      before: number(found.redraft.penaltyBefore), after: number(found.redraft.penaltyAfter),
    })),
    h("p", { class: "redraft-sum" }, found.changes.length === 0
      ? text("rota.redraft.same")
      : text("rota.redraft.counts", { changes: number(found.changes.length), people: number(people.size) })),
    found.redraft.unpinned.length > 0 ? h("p", { class: "bad" }, text("rota.redraft.unpinned", { count: found.redraft.unpinned.length })) : null,
    h("ul", { class: "cards small" }, found.changes.slice(0, most).map((change) => changeItem(table, change))),
    found.changes.length > most ? h("p", { class: "quiet small" }, text("rota.import.more", { count: number(found.changes.length - most) })) : null,
    isOld ? h("p", { class: "small note-new" }, text("rota.redraft.old")) : null,
    takeButtons(table, work, "redraft", job, isOld || found.changes.length === 0),
  );
}

/** One row: when, who had it and who would, or where the same person would be. */
function changeItem(table: Table, change: Change) {
  const person = (officer: number | undefined, none: string) => {
    const member = officer === undefined ? undefined : table.index.people.get(officer);
    return member ? name(member.name) : officer === undefined ? text(none) : String(officer);
  };
  const isSame = change.from === change.to;
  return h(
    "li",
    { class: "move" },
    h("span", {}, `${dayName(change.start.slice(0, 10))} ${timeOf(change.start)} ${shiftWord(table, change)}`),
    isSame
      ? h("span", {}, person(change.from, ""), h("small", { class: "quiet" }, ` ${change.stays.map(name).join(text("list.comma"))}`))
      : h("span", {}, person(change.from, "rota.redraft.nobodyBefore"), " → ", person(change.to, "rota.nobodyElse")),
  );
}
