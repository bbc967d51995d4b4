// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { ServerProblem } from "../problem.ts";
import { language, name, text } from "../texts.ts";
import type { Entry, Ledger, Point, Someone, Work } from "./model.ts";
import { measured, weekChart } from "./weeks.ts";

/** What a form gives for a step. */
export interface Step {
  step: Work;
  reason: string;
  owner?: string;
  measure?: string;
  deadline?: string;
}

export interface PointActions {
  /** Whether the person may take steps at all. */
  mayFollow: boolean;
  take(point: Point, step: Step): Promise<void>;
}

/** One point: where it stands, what may be done next, and all that was done. */
export function showPoint(ledger: Ledger, point: Point | undefined, actions: PointActions) {
  const place = byId("point");
  if (!point) return replace(place, h("p", { class: "empty" }, text("points.choose")));
  const { exitShare, quietWeeks } = ledger.rules;
  replace(
    place,
    h("header", { class: "place-head" },
      h("h2", { id: "point-title", tabindex: -1 }, point.place, h("small", { class: "quiet" }, ` #${point.number}`)),
      h("p", { class: "quiet" }, `${text(`point.${point.kind}`)} · ${name(point.stateName)}`)),
    commitment(point),
    h("section", { class: "part", "aria-label": text("points.next") }, buttons(point, actions)),
    h("section", { class: "part" },
      h("h3", {}, text(`points.measure.${point.measure}`)),
      h("p", {}, name(point.reason)),
      weekChart(point, exitShare),
      h("p", { class: "quiet small" },
        text("points.quiet", { weeks: point.quietWeeks, needed: quietWeeks, share: Math.round(exitShare * 100) }))),
    h("section", { class: "part" },
      h("h3", {}, text("points.history")),
      h("ol", { class: "case-timeline" }, [...point.history].reverse().map((entry) => line(point, entry)))),
  );
}

const who = (person: Someone): string =>
  person.badge ? `${name(person.name)}（${person.badge}）` : name(person.name);

function commitment(point: Point) {
  const agreed = point.commitment;
  if (!agreed) return null;
  return h("section", { class: `part whose ${agreed.isOverdue ? "is-late" : ""}` },
    h("h3", {}, text("points.owner")),
    h("p", {}, h("b", {}, who(agreed.owner)), agreed.unit && ` · ${name(agreed.unit)}`),
    h("p", {}, agreed.measure),
    h("p", {}, h("span", { class: "due" }, text(agreed.isOverdue ? "points.wasDue" : "points.due", { date: agreed.deadline }))));
}

function line(point: Point, entry: Entry) {
  return h("li", { class: "case-entry" },
    h("div", { class: "entry-head" },
      h("b", {}, name(entry.event)),
      entry.value !== undefined && h("span", {}, measured(point, entry.value)),
      h("time", {}, entry.at.replace("T", " "))),
    h("p", { class: "quiet small" }, entry.by ? who(entry.by) : text("points.program")),
    entry.by && h("p", { class: "entry-reason" }, entry.reason));
}

/** The buttons, and below them the form of the one that was pressed. */
function buttons(point: Point, actions: PointActions) {
  if (point.next.length === 0) return h("p", { class: "quiet small" }, text("points.nothing"));
  if (!actions.mayFollow) return h("p", { class: "quiet small" }, text("points.mayNot"));
  const place = h("div", { class: "action-form" });
  return [
    h("div", { class: "action-row", role: "group", "aria-label": text("points.next") },
      point.next.map((work, position) =>
        h("button", {
          type: "button",
          class: position === 0 ? "button is-first" : "button",
          "data-do": work,
          click: () => openForm(work, point, actions, place),
        }, text(`points.work.${work}`)))),
    place,
  ];
}

function openForm(work: Work, point: Point, actions: PointActions, place: HTMLElement) {
  const input = (key: string, attributes: Record<string, string | number | boolean>) => {
    const control = h("input", { id: `point-${key}`, name: key, required: true, ...attributes });
    return h("div", { class: "field" }, h("label", { for: `point-${key}` }, text(`points.field.${key}`)), control);
  };
  const needsOwner = work === "list";
  const form = h("form", { class: "case-form" },
    h("h3", {}, text(`points.work.${work}`)),
    needsOwner && [
      input("owner", { inputmode: "numeric", autocomplete: "off", maxlength: 20, value: point.commitment?.owner.badge ?? "" }),
      input("measure", { maxlength: 200, value: point.commitment?.measure ?? "" }),
    ],
    (needsOwner || work === "reject") && input("deadline", { type: "date" }),
    input("reason", { maxlength: 500, autocomplete: "off" }),
    h("p", { class: "form-message", role: "alert" }),
    h("div", { class: "form-end" },
      h("button", { type: "submit", class: "primary" }, text("points.confirm")),
      h("button", { type: "button", class: "button", click: () => replace(place) }, text("points.cancel"))));
  const submit = form.querySelector("button");
  const message = form.querySelector(".form-message");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!submit || submit.disabled || !message) return;
    submit.disabled = true;
    message.textContent = "";
    const given = Object.fromEntries(new FormData(form)) as Omit<Step, "step">;
    try {
      await actions.take(point, { step: work, ...given });
    } catch (error) {
      if (!(error instanceof ServerProblem)) throw error;
      message.textContent = error.explanation[language()];
    } finally {
      submit.disabled = false;
    }
  });
  replace(place, form);
  form.querySelector("input")?.focus();
}
