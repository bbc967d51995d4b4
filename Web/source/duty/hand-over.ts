// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import type { Person } from "../session.ts";
import { name, text } from "../texts.ts";
import { timeOfDay } from "./clock.ts";
import type { Reservation, ShiftHandOver } from "./hand-over-model.ts";
import { contents, equipmentWords, headLine, matterWords, printLink } from "./hand-over-parts.ts";
import { draftCentre } from "./hand-over-form.ts";
import type { Page } from "./model.ts";
import { action, ask, empty } from "./parts.ts";
import { now, post, read } from "./post.ts";

const base = "/api/duty/shift-hand-overs";

/** The own hand-overs: what waits to be taken over is urgent, the rest says how it stands. */
export const ownHandOvers = (list: ShiftHandOver[]): HTMLElement[] => [
  ...list.filter((each) => each.isOpen && each.own === "incoming").map(takeOverCard),
  ...list.filter((each) => !(each.isOpen && each.own === "incoming")).map(writtenCard),
];

/** What the named person takes over: everything as it was frozen, and a line for each thing that is not so. */
function takeOverCard(handOver: ShiftHandOver): HTMLElement {
  const fields: { part: Reservation["part"]; index: number; words: string; field: HTMLInputElement }[] = [];
  const field = (part: Reservation["part"], index: number, words: string) => {
    const input = h("input", {
      maxlength: 500,
      placeholder: text("hand-over.reason"),
      "aria-label": text("hand-over.reasonFor", { item: words }),
    });
    fields.push({ part, index, words, field: input });
    return h("li", {}, h("span", {}, words), input);
  };
  const label = text("hand-over.takeOver");
  const send = (reservations: Reservation[]) =>
    post(`${base}/${handOver.id}/acknowledgement`, { reservations, at: Math.round(now()) }, label);
  const rows = [
    ...(handOver.note ? [field("note", 0, handOver.note)] : []),
    ...handOver.matters.map((each, index) => field("matter", index, matterWords(each))),
    ...handOver.equipment.map((each, index) => field("equipment", index, equipmentWords(each))),
  ];
  const reserve = action(text("hand-over.takeWithReservations"), "risky", async () => {
    const reservations = fields.filter((each) => each.field.value.trim())
      .map(({ part, index, field }) => ({ part, index, reason: field.value.trim() }));
    if (reservations.length === 0) return fields[0]?.field.focus();
    await send(reservations);
  });
  return h("section", { class: "card urgent take-over", "data-hand-over": handOver.id },
    h("h2", {}, text("hand-over.pleaseTake", { name: handOver.outgoing ? name(handOver.outgoing.name) : "" })),
    headLine(handOver),
    h("p", { class: handOver.isOverdue ? "bad" : "quiet" }, text("hand-over.takeBy", { time: timeOfDay(handOver.due) })),
    contents(handOver),
    h("div", { class: "acts" }, action(label, "main", () => send([]))),
    rows.length > 0
      ? h("details", {},
        h("summary", {}, text("hand-over.reserve")),
        h("ul", { class: "hand-over-list reserve" }, rows),
        h("div", { class: "acts" }, reserve))
      : null);
}

/** A record that waits for somebody else or was answered; whoever wrote it may take it back until then. */
function writtenCard(handOver: ShiftHandOver): HTMLElement {
  const withdraw = action(text("hand-over.withdraw"), "risky", async () => {
    const reason = await ask(text("hand-over.withdrawTitle"));
    if (reason) {
      await post(`${base}/${handOver.id}/withdrawal`, { reason, version: handOver.version },
        text("hand-over.withdraw"));
    }
  });
  return h("section", { class: `card ${handOver.isOverdue ? "urgent" : ""}`, "data-hand-over": handOver.id },
    h("h2", {}, text("hand-over.record", { number: handOver.id })),
    headLine(handOver),
    handOver.withdrawReason ? h("p", { class: "quiet" }, handOver.withdrawReason) : null,
    record(handOver),
    h("div", { class: "acts" },
      handOver.isOpen && handOver.own === "outgoing" ? withdraw : null,
      printLink(handOver, "act plain")));
}

/** Records whose contents are shown: the view is drawn anew every few seconds. */
const opened = new Set<number>();

const record = (handOver: ShiftHandOver) =>
  handOver.note || handOver.matters.length > 0 || handOver.equipment.length > 0
    ? h("details", {
      open: opened.has(handOver.id),
      toggle: (event) => {
        if ((event.currentTarget as HTMLDetailsElement).open) opened.add(handOver.id);
        else opened.delete(handOver.id);
      },
    }, h("summary", {}, text("hand-over.contents")), contents(handOver))
    : null;

/** What nobody took over in time, with what whoever leads the unit can do about it. */
export function overdueCard(handOver: ShiftHandOver, person: Person): HTMLElement {
  const label = text("hand-over.remind");
  const told = ["", "leader", "dispatcher"][handOver.stage];
  return h("section", { class: "card urgent", "data-hand-over": handOver.id },
    h("h2", {}, text("hand-over.notTaken")),
    headLine(handOver),
    told ? h("p", { class: "bad" }, text(`welfare.told.${told}`)) : null,
    record(handOver),
    h("div", { class: "acts" },
      person.permissions.includes("confirmAttendance")
        ? action(label, "main", () =>
          post(`/api/shift-hand-overs/${handOver.id}/reminders`, { version: handOver.version }, label))
        : null,
      printLink(handOver, "act plain")));
}

/**
 * Hand-overs past their time within the reader's territory, from the stage at which so many were told; none for
 * whoever may not read them.
 */
export async function overdueCards(person: Person, stage = 0): Promise<HTMLElement[]> {
  if (!person.permissions.includes("readShiftHandOver")) return [];
  const list = await read<Page<ShiftHandOver>>("/api/shift-hand-overs?state=overdue");
  return (list?.items ?? []).filter((each) => each.stage >= stage).map((each) => overdueCard(each, person));
}

/** The territory's records, exceptions first; the command centre hands its own watch over here. */
export async function handOversView(person: Person): Promise<Node[]> {
  const items = (await read<Page<ShiftHandOver>>("/api/shift-hand-overs?limit=100"))?.items ?? [];
  // Whoever has a day of their own finds what is theirs there.
  const own = person.permissions.includes("readOwnDuty") ? [] : items.filter((each) => each.own);
  const others = items.filter((each) => !own.includes(each));
  const overdue = others.filter((each) => each.isOverdue);
  return [
    ...(person.permissions.includes("dispatch") ? [draftCentre()] : []),
    ...ownHandOvers(own),
    ...overdue.map((each) => overdueCard(each, person)),
    ...others.filter((each) => !overdue.includes(each)).map(writtenCard),
    ...(items.length === 0 ? [empty(text("hand-over.none"))] : []),
  ];
}
