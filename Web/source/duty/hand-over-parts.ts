// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { language, name, term, text } from "../texts.ts";
import { timeOfDay } from "./clock.ts";
import type { OpenMatter, ShiftHandOver } from "./hand-over-model.ts";

/** One open matter in a line: what, which, how it stands, since or until when. */
export function matterWords(matter: OpenMatter): string {
  const since = matter.since ? text(`hand-over.since.${matter.kind}`, { time: timeOfDay(matter.since) }) : "";
  const due = matter.due ? text("hand-over.dueBy", { time: timeOfDay(matter.due) }) : "";
  const which = ["incident", "violation", "special"].includes(matter.kind) ? `${matter.number}` : "";
  return [
    [text(`hand-over.matter.${matter.kind}`), which].filter(Boolean).join(" "),
    matter.name && name(matter.name),
    matter.plate,
    matter.officer && name(matter.officer.name),
    matter.state && term(matter.kind === "incident" ? "response-state" : "violation-state", matter.state),
    due,
    since,
  ].filter(Boolean).join(" · ");
}

/** What the record holds, each thing with what was said against it. */
export function contents(handOver: ShiftHandOver): (HTMLElement | null)[] {
  const against = (part: string, index: number) =>
    handOver.reservations.filter((each) => each.part === part && each.index === index)
      .map((each) => h("span", { class: "bad" }, text("hand-over.reservedWords", { reason: each.reason })));
  return [
    handOver.note
      ? h("blockquote", {}, handOver.note, against("note", 0))
      : null,
    list(text("hand-over.matters", { count: handOver.matters.length }),
      handOver.matters.map((each, index) => [matterWords(each), against("matter", index)])),
    list(text("hand-over.equipment"),
      handOver.equipment.map((each, index) => [equipmentWords(each), against("equipment", index)])),
  ];
}

export const equipmentWords = (each: { name: string; count: number; words?: string }) =>
  [`${each.name} × ${each.count}`, each.words].filter(Boolean).join(" · ");

export const list = (title: string, items: (string | HTMLElement[])[][]) =>
  items.length === 0
    ? null
    : h("div", {},
      h("h3", {}, title),
      h("ul", { class: "hand-over-list" }, items.map((each) => h("li", {}, each))));

/** From whom to whom, for which place, and until when. */
export function headLine(handOver: ShiftHandOver): HTMLElement {
  const people = [handOver.outgoing, handOver.incoming].map((each) => (each ? name(each.name) : "–")).join(" → ");
  return h("p", { class: "when" },
    [people, handOver.place ? name(handOver.place) : text("hand-over.centre")].join(" · "),
    h("span", { class: `chip ${chip(handOver)}` }, stateWords(handOver)));
}

const chip = (handOver: ShiftHandOver) =>
  handOver.isOverdue
    ? "late"
    : { waiting: "toVerify", accepted: "present", acceptedWithReservations: "toVerify", withdrawn: "" }[handOver.state];

export const stateWords = (handOver: ShiftHandOver): string =>
  handOver.isOverdue
    ? text("hand-over.overdueSince", { time: timeOfDay(handOver.due) })
    : text(`hand-over.state.${handOver.state}`, {
      time: timeOfDay(handOver.answeredAt ?? handOver.due),
    });

/** The record on paper, to be signed. */
export const printLink = (handOver: ShiftHandOver, look: string) =>
  h("a", {
    class: look,
    href: `/api/shift-hand-overs/${handOver.id}/paper.pdf?language=${language()}`,
    target: "_blank",
    "aria-label": text("hand-over.printRecord", { number: handOver.id }),
  }, text("hand-over.print"));
