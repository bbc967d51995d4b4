// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { name, text } from "../texts.ts";
import { timeOfDay } from "./clock.ts";
import type { Equipment, ShiftDraft, ShiftHandOver } from "./hand-over-model.ts";
import { list, matterWords } from "./hand-over-parts.ts";
import type { Stay, Today } from "./model.ts";
import { action } from "./parts.ts";
import { now, post, read } from "./post.ts";

/** The button comes up so long before the end of the shift. */
const beforeEnd = 30 * 60_000;
/** And goes when the server takes no record any more. */
const afterEnd = 12 * 3_600_000;

/** 交班 at the end of the shift: on its last stay, while nobody has handed it over. */
export function handOverAct(stay: Stay, today: Today): HTMLElement | null {
  const shift = today.stays.filter((each) => each.duty === stay.duty);
  const last = shift.reduce((latest, each) => (each.end > latest.end ? each : latest), stay);
  const isHandedOver = (each: ShiftHandOver) =>
    each.duty === stay.duty && each.own === "outgoing" && each.state !== "withdrawn";
  if (
    last !== stay || !today.officer?.isSworn || now() < stay.end - beforeEnd || now() > stay.end + afterEnd ||
    ["expected", "late", "toVerify", "absent", "cancelled"].includes(stay.standing) ||
    today.handOvers.some(isHandedOver)
  ) return null;
  return action(text("hand-over.handOver"), stay.standing === "finished" ? "main" : "plain", () =>
    openForm(stay.duty, stay.vehicle));
}

/** The command centre's watch stands in no roster: it is handed over from here. */
export const draftCentre = () =>
  h("div", { class: "acts" },
    action(text("hand-over.handOverCentre"), "plain", () => openForm()));

/** What is open is pre-filled; the person adds words, counts and who takes over. */
async function openForm(duty?: number, plate?: string) {
  const path = `/api/duty/shift-hand-overs/draft${duty === undefined ? "" : `?duty=${duty}`}`;
  const draft = await read<ShiftDraft>(path);
  if (!draft) throw new Error(text("duty.nothingKept"));
  const to = h("select", { id: "hand-over-to" },
    draft.people.map((each) =>
      h("option", { value: each.officer.id }, [
        name(each.officer.name),
        each.place && each.start ? `${timeOfDay(each.start)} ${name(each.place)}` : text("hand-over.notRostered"),
      ].join(" · "))));
  const note = h("textarea", { id: "hand-over-note", rows: 3, maxlength: 500 });
  const counts = equipmentFields(plate);
  const dialog = h("dialog", { class: "ask hand-over-form", "aria-labelledby": "hand-over-title" },
    h("h2", { id: "hand-over-title" },
      `${text("hand-over.handOver")} · ${draft.place ? name(draft.place) : text("hand-over.centre")}`),
    draft.matters.length > 0
      ? list(text("hand-over.matters", { count: draft.matters.length }),
        draft.matters.map((each) => [matterWords(each)]))
      : h("p", { class: "quiet" }, text("hand-over.nothingOpen")),
    h("p", { class: "quiet" }, text("hand-over.frozen")),
    h("label", { for: "hand-over-to" }, text("hand-over.to")), to,
    h("label", { for: "hand-over-note" }, text("hand-over.note")), note,
    h("h3", {}, text("hand-over.equipment")),
    h("div", { class: "hand-over-counts" }, counts.map((each) => [
      h("label", { for: each.field.id }, each.name), each.field,
    ])));
  const close = () => {
    dialog.close();
    dialog.remove();
  };
  const label = text("hand-over.handOver");
  dialog.append(h("div", { class: "acts" },
    h("button", { type: "button", class: "act plain", click: close }, text("duty.notNow")),
    action(label, "main", async () => {
      if (!to.value) return to.focus();
      const body = { duty, to: Number(to.value), note: note.value.trim(), equipment: counted(counts) };
      close();
      await post("/api/duty/shift-hand-overs", body, label);
    })));
  dialog.addEventListener("cancel", close);
  document.body.append(dialog);
  dialog.showModal();
  to.focus();
}

interface Count {
  name: string;
  field: HTMLInputElement;
}

/** What a shift carries; an empty field was not counted and is not in the record. */
const equipmentFields = (plate: string | undefined): Count[] =>
  [
    ...["radios", "cameras", "breathTesters", "vests"].map((each) => text(`hand-over.equipment.${each}`)),
    plate ? text("hand-over.equipment.car", { plate }) : text("hand-over.equipment.cars"),
  ].map((each, index) => ({
    name: each,
    field: h("input", { id: `hand-over-count-${index}`, type: "number", min: 0, max: 9999, inputmode: "numeric" }),
  }));

const counted = (counts: Count[]): Equipment[] =>
  counts.filter((each) => each.field.value !== "" && each.field.validity.valid)
    .map((each) => ({ name: each.name, count: Number(each.field.value) }));
