// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import type { Person } from "../session.ts";
import { name, term, text } from "../texts.ts";
import { left, moment } from "./clock.ts";
import { fieldsOf } from "./fields.ts";
import { showForm } from "./form.ts";
import type { Case, Desk, Entry, OneCase, Turn } from "./model.ts";
import { type Ground, groundPart } from "./responsible.ts";
import { cases, newKey } from "./server.ts";

const steps = 7;

export const turnName = (turn: Turn): string =>
  turn.kind === "unit" && turn.name ? name(turn.name) : text(`turn.${turn.kind}`);

export const className = (one: Case): string => one.className ? name(one.className) : one.code;

/** That the case was reminded of, and how far up it has gone; nothing where neither. */
export const rungMark = (one: Case) =>
  one.rung && one.rung !== "none" && h("span", { class: `rung is-${one.rung}` },
    term("rung", one.rung), !!one.reminded && ` ${one.reminded}%`);

/** What the panel does and is told. */
export interface CaseActions {
  desk: Desk;
  person: Person;
  /** The ground of the case, or the place of the map that was asked about. */
  ground: Ground | null;
  done(next: OneCase): void;
  changed(id: number): void;
}

/** One case: whose clock runs, what may be done now, and all that was done. */
export function showCase(shown: OneCase | null, actions: CaseActions) {
  const place = byId("case");
  const ground = actions.ground && groundPart(actions.ground);
  if (!shown) return replace(place, ground, h("p", { class: "empty" }, text("order.choose")));
  const one = shown.case;
  replace(
    place,
    head(one),
    clock(one),
    h("section", { class: "part case-actions", "aria-label": text("order.actions") },
      actionButtons(shown, actions)),
    facts(one, shown),
    ground,
    h("section", { class: "part" },
      h("h3", {}, text("order.timeline")),
      h("ol", { class: "case-timeline" }, [...shown.timeline].reverse().map((e) => entry(one.id, e)))),
  );
}

function head(one: Case) {
  const bar = Array.from({ length: steps }, (_, i) =>
    h("i", { class: i + 1 < one.step ? "is-done" : i + 1 === one.step ? "is-now" : "" }));
  return h("header", { class: "place-head" },
    h("h2", { id: "case-title", tabindex: -1 }, className(one), h("small", { class: "quiet" }, ` #${one.id}`)),
    h("p", { class: "quiet" }, `${text("order.step", { step: one.step })} · ${name(one.stepName)}`,
      " · ", term("case-state", one.state)),
    h("div", { class: "steps", "aria-hidden": "true" }, bar));
}

function clock(one: Case) {
  const due = one.due ? left(one.due) : null;
  return h("section", { class: `part whose ${due ? `is-${due.tone}` : ""}`, "aria-label": text("order.whose") },
    h("h3", {}, text("order.whose")),
    h("p", {}, h("b", {}, turnName(one.turn)),
      due && one.due ? [" · ", h("span", { class: "due" }, due.words), ` (${moment(one.due)})`] : [
        " · ", text(one.state === "verified" ? "order.noClosingLimit" : "order.noClock"),
      ],
      rungMark(one)),
    one.isExtensionAsked && h("p", { class: "asked" }, text("order.extensionAsked")));
}

function facts(one: Case, shown: OneCase) {
  const rows: [string, string | undefined][] = [
    ["place", [one.address, one.grid].filter(Boolean).join(" · ") || coordinates(one)],
    ["description", one.description],
    ["received", moment(one.received)],
    ["handlingDue", one.handlingDue && moment(one.handlingDue)],
    ["near", shown.duplicates.map((d) => text("order.nearCase", { id: d.id, metres: d.metres })).join(" · ")],
  ];
  return h("section", { class: "part" },
    h("dl", { class: "facts" }, rows.filter(([, value]) => value).map(([key, value]) => [
      h("dt", {}, text(`order.${key}`)), h("dd", {}, value)])));
}

const coordinates = (one: Case): string =>
  one.latitude === undefined ? "" : `${one.latitude.toFixed(5)}, ${one.longitude?.toFixed(5)}`;

/** Whom a reminder went to: the body or its post, and for a grid the person where the reader may know. */
const told = (each: Entry): string =>
  (each.recipients ?? []).map((one) =>
    [
      one.post === "gridOwner" && one.gridRole ? term("grid-role", one.gridRole) : term("recipient", one.post),
      one.name ?? (one.unitName && name(one.unitName)),
    ].filter(Boolean).join(" ")
  ).join(text("order.listed"));

function entry(id: number, each: Entry) {
  const who = [term("actor", each.role), each.unitName && name(each.unitName)].filter(Boolean).join(" · ");
  const extra = [
    each.percent && `${each.percent}%`,
    each.receiver && `→ ${name(each.receiver)}`,
    each.basis && each.basis !== "classOwner" && term("basis", each.basis),
    each.outcome && term("outcome", each.outcome),
    each.violation && text("order.violation", { id: each.violation }),
    each.passed !== undefined && text(each.passed ? "order.solved" : "order.unsolved"),
  ].filter(Boolean).join(" · ");
  return h("li", { class: "case-entry", "data-action": each.action },
    h("div", { class: "entry-head" },
      h("b", {}, term("case-event", each.action)), extra && h("span", {}, extra),
      h("time", {}, moment(each.at))),
    h("p", { class: "quiet small" }, who),
    each.recipients && h("p", { class: "entry-told" }, text("order.told", { who: told(each) })),
    (each.reason || each.note) && h("p", { class: "entry-reason" }, each.reason ?? each.note),
    each.photos.length > 0 && h("div", { class: "photos" }, each.photos.map((hash) =>
      h("a", { href: cases.photo(id, hash), target: "_blank" },
        h("img", {
          src: cases.photo(id, hash),
          alt: text("order.photoOf", { action: term("case-event", each.action) }),
          loading: "lazy",
          width: 96,
          height: 72,
          error: (event: Event) =>
            (event.target as HTMLElement).closest("a")?.replaceWith(h("span", { class: "quiet small" }, text("order.photoGone"))),
        })))));
}

/** The buttons, and below them the form of the one that was pressed. */
function actionButtons(shown: OneCase, actions: CaseActions) {
  if (shown.actions.length === 0) {
    return h("p", { class: "quiet small" }, text("order.nothingToDo"));
  }
  const place = h("div", { class: "action-form" });
  return [
    h("div", { class: "action-row", role: "group", "aria-label": text("order.actions") },
      shown.actions.map((action, position) =>
        h("button", {
          type: "button",
          class: position === 0 ? "button is-first" : "button",
          "data-do": action,
          disabled: action === "dispatch-to-territory" && !shown.territory,
          click: () => openForm(action, shown, actions, place),
        }, label(action, shown, actions.desk)))),
    place,
  ];
}

function label(action: string, shown: OneCase, desk: Desk): string {
  const body = desk.units.find((unit) => unit.id === shown.territory);
  return action === "dispatch-to-territory" && body
    ? text("order.toTerritory", { name: name(body.name) })
    : term("case-action", action);
}

function openForm(action: string, shown: OneCase, actions: CaseActions, place: HTMLElement) {
  const key = newKey();
  showForm(place, label(action, shown, actions.desk), fieldsOf(action, shown, actions.desk), actions.person, {
    send: async (given) => {
      const body = { version: shown.case.version, key, ...given };
      actions.done(await cases.perform(shown.case.id, action, body, actions.person));
    },
    changed: () => actions.changed(shown.case.id),
  });
}
