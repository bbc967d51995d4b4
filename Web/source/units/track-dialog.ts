// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { ServerProblem } from "../problem.ts";
import { send } from "../session.ts";
import { name, term, text } from "../texts.ts";
import type { Unit } from "./model.ts";
import type { TrackAnswer, TrackQuestion } from "./track-model.ts";
import { unitName } from "./unit-watch.ts";

/** Asks whose track of which day is wanted and for what, since each reading is recorded. */
export class TrackDialog {
  private readonly dialog = byId<HTMLDialogElement>("track-ask");

  /** `minutesEast` is the city's clock; `found` is told what was read. */
  constructor(
    private readonly minutesEast: number,
    private readonly found: (question: TrackQuestion, answer: TrackAnswer) => void,
  ) {}

  /** `chosen` is the number of the unit that was chosen on the map. */
  async open(chosen: number | null) {
    const units: Unit[] = await send("GET", "/api/units");
    units.sort((a, b) => described(a).localeCompare(described(b)));
    const today = new Date(Date.now() + this.minutesEast * 60_000).toISOString().slice(0, 10);
    const unit = h("select", { id: "track-unit", required: true },
      units.map((each) => h("option", { value: each.id, selected: each.id === chosen }, described(each))));
    const date = h("input", { id: "track-date", type: "date", required: true, value: today, max: today });
    const hour = (id: string) => h("input", { id, type: "time", "aria-describedby": "track-hours" });
    const [from, to] = [hour("track-from"), hour("track-to")];
    const reason = h("input", { id: "track-reason", type: "text", required: true, minlength: 2, maxlength: 200, autocomplete: "off" });
    const problem = h("p", { class: "bad", role: "alert" });
    const read = async (event: Event) => {
      event.preventDefault();
      problem.textContent = "";
      const question = {
        unit: Number(unit.value),
        date: date.value,
        reason: reason.value,
        from: from.value || undefined,
        to: to.value || undefined,
      };
      try {
        const answer = await readTrack(question);
        if (answer.places.length === 0) {
          return void (problem.textContent = text(from.value || to.value ? "track.noneInHours" : "track.none"));
        }
        this.dialog.close();
        this.found(question, answer);
      } catch (error) {
        if (!(error instanceof ServerProblem) || error.kind === "sessionOver") throw error;
        problem.textContent = name(error.explanation);
      }
    };
    replace(
      this.dialog,
      h("form", { submit: (event: Event) => void read(event) },
        h("h2", {}, text("track.title")),
        h("label", { for: "track-unit" }, text("track.unit")), unit,
        h("label", { for: "track-date" }, text("track.date")), date,
        h("div", { class: "track-hours" },
          h("div", {}, h("label", { for: "track-from" }, text("track.from")), from),
          h("div", {}, h("label", { for: "track-to" }, text("track.to")), to)),
        h("p", { class: "quiet", id: "track-hours" }, text("track.hours")),
        h("label", { for: "track-reason" }, text("track.reason")), reason,
        h("p", { class: "quiet" }, text("track.recorded")),
        problem,
        h("div", { class: "track-buttons" },
          h("button", { type: "button", class: "button", click: () => this.dialog.close() }, text("app.close")),
          h("button", { type: "submit", class: "button is-main" }, text("track.read")))),
    );
    this.dialog.showModal();
    if (chosen !== null) reason.focus();
  }
}

export const readTrack = ({ unit, date, reason, from, to }: TrackQuestion): Promise<TrackAnswer> => {
  const hours = `from=${from ?? "00:00"}&to=${to ?? "24:00"}`;
  return send("GET", `/api/units/${unit}/track?date=${date}&${hours}&reason=${encodeURIComponent(reason)}`);
};

const described = (unit: Unit): string =>
  [unitName(unit), term("unit-kind", unit.kind), unit.unit && name(unit.unit)].filter(Boolean).join(" · ");
