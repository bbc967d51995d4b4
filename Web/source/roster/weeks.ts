// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { dayName, number, plusDays } from "../format.ts";
import { text } from "../texts.ts";
import { showDate } from "./grid.ts";
import type { Work } from "./side.ts";
import { type Found, searched, solve, takeButtons } from "./solving.ts";
import type { Table } from "./state.ts";

/** The roster's next weeks, as `/api/jobs/{job}/answer` gives them. */
interface NewWeeks extends Found {
  from: string;
  to: string;
  duties: number;
  people: number;
  weeks: { penalty: number };
}

/** Weeks that one request may ask for: three months. */
const most = 13;
const usual = 4;

/** Asks how many weeks after the roster's last and how long to solve; the draft gets them when they are taken. */
export function openWeeks(table: Table, work: Work) {
  const { book } = table.state;
  const from = plusDays(book.firstDate, book.days);
  byId("weeks-from").textContent = dayName(from);
  replace(byId("weeks-to"), Array.from({ length: most }, (_, index) => {
    const to = plusDays(from, index * 7 + 6);
    return h("option", { value: to, selected: index + 1 === Math.min(usual, Math.max(1, book.days / 7)) },
      text("rota.weeks.option", { to: dayName(to), count: index + 1 }));
  }));
  const form = byId<HTMLFormElement>("weeks-form");
  form.onsubmit = (event) => {
    event.preventDefault();
    byId<HTMLDialogElement>("next-weeks").close();
    solve(table, work, () =>
      work.desk.weeks(table, {
        from, to: byId<HTMLSelectElement>("weeks-to").value, seconds: Number(byId<HTMLInputElement>("weeks-seconds").value),
      }));
  };
  byId<HTMLDialogElement>("next-weeks").showModal();
}

/** What the new weeks come to. */
export function weeksCard(table: Table, work: Work, answer: Found, job: number): HTMLElement {
  const found = answer as NewWeeks;
  const isOld = found.revision !== table.state.book.revision;
  return h(
    "div",
    {},
    h("p", { class: "redraft-sum" }, text("rota.weeks.counts", {
      from: dayName(found.from), to: dayName(found.to), duties: number(found.duties), people: number(found.people),
    })),
    searched("weeks", found),
    h("p", {}, text("rota.weeks.points", { before: number(table.state.book.penalty), after: number(found.weeks.penalty) })),
    h("p", { class: "small quiet" }, text("rota.weeks.then")),
    isOld ? h("p", { class: "small note-new" }, text("rota.redraft.old")) : null,
    takeButtons(table, work, "weeks", job, isOld, () => showDate(found.from)),
  );
}
