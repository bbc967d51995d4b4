// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { dayName, number, timeOf } from "../format.ts";
import { name, text } from "../texts.ts";
import { signed } from "./candidates.ts";
import { shiftWord } from "./grid.ts";
import type { Move, Repair, Review, Wish } from "./model.ts";
import { redraftCard } from "./redraft.ts";
import type { Work } from "./side.ts";
import { solvingPart } from "./solving.ts";
import type { Table } from "./state.ts";
import { weeksCard } from "./weeks.ts";

/** Reviews that were asked for, by request and revision. */
const reviews = new Map<string, Review>();

/** What is under way: proposals, requests, what is not published, what was published. */
export function changesPanel(table: Table, work: Work): HTMLElement[] {
  const { book } = table.state;
  const repairs = [...book.repairs].reverse();
  const wishes = [...book.requests].reverse();
  const solving = solvingPart(table, work, { redraft: redraftCard, weeks: weeksCard });
  return [
    ...(solving ? [solving] : []),
    part("rota.proposals", repairs.map((repair) => repairCard(table, work, repair)), "rota.noProposals"),
    part("rota.requests", wishes.map((wish) => wishCard(table, work, wish)), "rota.noRequests"),
    part(
      "rota.import.done",
      [...book.intakes].reverse().map((each) =>
        h("li", {}, h("b", {}, each.files.join(text("list.comma"))),
          h("span", {}, ` ${text("rota.import.counts", { people: number(each.people), leave: number(each.leave) })}`),
          h("p", { class: "quiet" }, `${each.at.replace("T", " ")} · ${each.by}`))
      ),
      "rota.import.none",
    ),
    part("rota.unpublishedTitle", unpublished(table), "rota.nothingUnpublished"),
    part(
      "rota.publications",
      [...book.publications].reverse().map((each) =>
        h("li", {}, h("b", {}, text("rota.publication", { number: each.number })),
          h("span", { class: "quiet" }, ` ${each.at.replace("T", " ")} · ${each.by}`), each.note ? h("p", {}, each.note) : null)
      ),
      "rota.noPublications",
    ),
  ];
}

const part = (title: string, items: HTMLElement[], none: string) =>
  h("section", { class: "part" }, h("h3", {}, text(title)),
    items.length > 0 ? h("ul", { class: "cards small" }, items) : h("p", { class: "quiet small" }, text(none)));

function nameOf(table: Table, officer: number | undefined): string {
  if (officer === undefined) return "";
  const member = table.index.people.get(officer);
  return member ? name(member.name) : String(officer);
}

/** Shows the person's row where the card speaks of it. */
function link(table: Table, officer: number, duty: number | null) {
  const member = table.index.people.get(officer);
  return h("button", {
    type: "button", class: "link", click: () =>
      member && table.change({ pool: member.pool, officer, duty, panel: "chosen" }),
  }, nameOf(table, officer));
}

function repairCard(table: Table, work: Work, repair: Repair): HTMLElement {
  const reason = h("input", { type: "text", class: "field", "aria-label": text("rota.dropReason"), placeholder: text("rota.dropReason") });
  const accept = () => work.run(() => work.desk.change(table, `repairs/${repair.id}/acceptance`, {}));
  const drop = () => {
    if (!reason.value.trim()) return reason.focus();
    work.run(() => work.desk.change(table, `repairs/${repair.id}/refusal`, { reason: reason.value }));
  };
  const who = repair.cells.find((cell) => cell.kind === "vacated")?.officer;
  return h(
    "li",
    { class: `card state-${repair.state}`, "data-repair": repair.id },
    h("p", { class: "card-head" }, h("b", {}, who === undefined ? "" : nameOf(table, who)), h("span", {}, name(repair.words).replace(/(\d)T(\d)/g, "$1 $2")),
      h("span", { class: `tag tag-${repair.state}` }, text(`rota.state.${repair.state}`))),
    h("ul", { class: "cells" }, repair.cells.map((cell) =>
      h("li", { class: `cell-${cell.kind}` },
        h("span", { class: "cell-kind" }, text(`rota.cell.${cell.kind}`)),
        h("span", {}, link(table, cell.officer, cell.duty),
          ` ${shiftWord(table, cell)} ${dayName(cell.start.slice(0, 10))} ${timeOf(cell.start)}`,
          cell.kind === "vacated" ? null : h("small", { class: "quiet" }, cell.reasons.slice(0, 2).map(name).join(text("list.comma")))))
    )),
    repair.unfilled.map((open) =>
      h("p", { class: "bad" }, text("rota.unfilled", { day: dayName(open.start.slice(0, 10)), time: timeOf(open.start) }),
        open.obstacles.slice(0, 2).map((each) => h("small", {}, ` ${name(each.sentence)} (${each.people})`)))
    ),
    h("p", { class: "quiet" }, text("rota.repairPoints", {
      before: number(repair.pointsBefore), after: number(repair.pointsAfter),
      change: signed(repair.pointsAfter - repair.pointsBefore), milliseconds: number(Math.ceil(repair.solve.seconds * 1000)),
    })),
    repair.state === "open" && work.desk.mayPlan
      ? h("div", { class: "card-actions" },
        h("button", { type: "button", class: "button is-primary", "data-key": `accept ${repair.id}`, click: accept }, text("rota.accept")),
        reason,
        h("button", { type: "button", class: "button", "data-key": `drop ${repair.id}`, click: drop }, text("rota.drop")))
      : null,
  );
}

function wishCard(table: Table, work: Work, wish: Wish): HTMLElement {
  const what = wish.leave
    ? text("rota.wish.leave", { from: wish.leave.start.replace("T", " "), to: wish.leave.end.replace("T", " ") })
    : text("rota.wish.swap", { with: wish.with === undefined ? "" : nameOf(table, wish.with) });
  return h(
    "li",
    { class: "card" },
    h("p", { class: "card-head" }, link(table, wish.applicant, wish.duty ?? null), h("span", {}, what),
      h("span", { class: `tag tag-${wish.state}` }, text(`rota.state.${wish.state}`))),
    wish.steps.map((step) =>
      h("p", { class: "quiet" }, text(`rota.step.${step.action}`, { by: nameOf(table, step.by), at: step.at.replace("T", " ") }),
        step.reason ? ` ${step.reason}` : "")
    ),
    wish.state === "submitted" && work.desk.mayDecide ? decision(table, work, wish) : null,
  );
}

/** The rules' word first, then the leader's. */
function decision(table: Table, work: Work, wish: Wish): HTMLElement {
  const key = `${wish.id} ${table.state.book.revision}`;
  const review = reviews.get(key);
  if (!review) {
    const check = () =>
      work.run(async () => {
        reviews.set(key, await work.desk.review(wish.id));
        table.redraw();
      });
    return h("div", { class: "card-actions" }, h("button", { type: "button", class: "button", click: check }, text("rota.check")));
  }
  const reason = h("input", { type: "text", class: "field", "aria-label": text("rota.reason"), placeholder: text("rota.reason") });
  const path = `requests/${wish.id}/decision`;
  const approve = () => {
    if (review.violations.length > 0 && !reason.value.trim()) return reason.focus();
    const waivers = review.violations.flatMap((each) =>
      each.officer === undefined || !each.date ? [] : [{ rule: each.rule, officer: each.officer, date: each.date, reason: reason.value }]
    );
    work.run(() => work.desk.change(table, path, { approves: true, waivers }));
  };
  const refuse = () => {
    if (!reason.value.trim()) return reason.focus();
    work.run(() => work.desk.change(table, path, { approves: false, reason: reason.value }));
  };
  return h(
    "div",
    {},
    review.violations.length === 0
      ? h("p", {}, text("rota.reviewGood", { points: signed(review.points) }))
      : h("ul", { class: "bad" }, review.violations.map((each) => h("li", {}, name(each.explanation)))),
    review.cells.map((cell) => h("p", { class: "quiet" }, `${text(`rota.cell.${cell.kind}`)} ${nameOf(table, cell.officer)}`)),
    h("div", { class: "card-actions" },
      h("button", { type: "button", class: "button is-primary", click: approve }, text("rota.approve")),
      reason,
      h("button", { type: "button", class: "button", click: refuse }, text("rota.refuse"))),
  );
}

function whose(table: Table, move: Move) {
  if (move.to === undefined) return [nameOf(table, move.from), " → ", text("rota.nobodyElse")];
  const taker = link(table, move.to, move.duty);
  if (move.from === move.to) return [taker, ` ${text("rota.elsewhere")}`];
  return [move.from === undefined ? text("rota.redraft.nobodyBefore") : nameOf(table, move.from), " → ", taker];
}

/** Row by row what the draft changes of what everybody works by. */
function unpublished(table: Table): HTMLElement[] {
  const all = new Map([...table.state.book.formerly, ...table.state.book.duties].map((duty) => [duty.id, duty]));
  return table.state.book.unpublished.flatMap((move) => {
    const duty = all.get(move.duty);
    if (!duty) return [];
    return [h("li", { class: "move" }, h("span", {}, `${dayName(duty.start.slice(0, 10))} ${shiftWord(table, duty)}`),
      h("span", {}, whose(table, move)))];
  });
}
