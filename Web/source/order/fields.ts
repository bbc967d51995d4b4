// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { name, term, text } from "../texts.ts";
import type { Desk, OneCase } from "./model.ts";

/** One field of an action's form: what is shown, and what it adds to the request. */
export interface Field {
  element: HTMLElement;
  /** Adds the value; photos are uploaded here. */
  read(body: Record<string, unknown>, upload: (file: File) => Promise<string>): Promise<void>;
}

let made = 0;

/** A control with its label. */
export function labelled(key: string, control: HTMLElement): HTMLElement {
  control.id = `field-${made++}`;
  return h("div", { class: "field" }, h("label", { for: control.id }, text(`order.${key}`)), control);
}

export function words(key: string, property: string, isRequired: boolean): Field {
  const area = h("textarea", { rows: 2, maxlength: 2000, required: isRequired, name: property });
  return {
    element: labelled(key, area),
    read: (body) => {
      if (area.value.trim()) body[property] = area.value.trim();
      return Promise.resolve();
    },
  };
}

export function choice(
  key: string,
  property: string,
  options: [value: string, label: string][],
  read: (value: string) => unknown = String,
  chosen?: string,
): Field {
  const select = h(
    "select",
    { name: property, required: true },
    options.map(([value, label]) => h("option", { value, selected: value === chosen }, label)),
  );
  return {
    element: labelled(key, select),
    read: (body) => {
      if (select.value) body[property] = read(select.value);
      return Promise.resolve();
    },
  };
}

export function photos(most: number): Field {
  const input = h("input", {
    type: "file",
    name: "photos",
    accept: "image/jpeg,image/png,image/webp",
    required: true,
    multiple: most > 1,
  });
  return {
    element: labelled("photos", input),
    read: async (body, upload) => {
      const hashes: string[] = [];
      for (const file of [...input.files ?? []].slice(0, most)) hashes.push(await upload(file));
      body.photos = hashes;
    },
  };
}

const yesNo = (key: string, property: string, yes: string, no: string) =>
  choice(key, property, [["yes", text(`order.${yes}`)], ["no", text(`order.${no}`)]], (v) => v === "yes");

export function day(key: string, property: string): Field {
  const input = h("input", { type: "date", name: property, required: true });
  return {
    element: labelled(key, input),
    read: (body) => {
      body[property] = input.value;
      return Promise.resolve();
    },
  };
}

export function number(key: string, property: string, first?: number): Field {
  const input = h("input", {
    type: "text",
    inputmode: "numeric",
    pattern: "[0-9]+",
    name: property,
    required: true,
    value: first,
  });
  return {
    element: labelled(key, input),
    read: (body) => {
      body[property] = Number(input.value);
      return Promise.resolve();
    },
  };
}

/** Says that a rule sends the case to a brigade, whatever body is chosen. */
function goesToBrigade(shown: OneCase, desk: Desk): Field[] {
  const body = desk.units.find((unit) => unit.id === shown.referral);
  if (!body) return [];
  return [{
    element: h("p", { class: "quiet" }, text("order.goesToBrigade", { name: name(body.name) })),
    read: () => Promise.resolve(),
  }];
}

/** What an action asks for; an empty list means that pressing it is all. */
export function fieldsOf(action: string, shown: OneCase, desk: Desk): Field[] {
  const bodies = (kinds: string[]): [string, string][] =>
    desk.units.filter((unit) => kinds.includes(unit.kind))
      .map((unit) => [String(unit.id), name(unit.name)]);
  const classes = (): [string, string][] =>
    desk.classes.map((each) => [each.code, `${name(each.major)} · ${name(each.name)}`]);
  const reason = () => words("why", "reason", true);
  switch (action) {
    case "open":
      return [choice("class", "code", classes(), String, shown.case.code)];
    case "correct-class":
      return [choice("class", "code", classes(), String, shown.case.code), reason()];
    case "decline":
    case "withdraw":
    case "give-back":
    case "pause":
      return [reason()];
    case "mark-duplicate":
      return [number("parent", "parent", shown.duplicates[0]?.id)];
    case "dispatch":
      return [
        ...goesToBrigade(shown, desk),
        choice("body", "unit", bodies(["department", "subdistrict", "community"]), Number),
        choice("basis", "basis", ["classOwner", "coordination"].map((b) => [b, term("basis", b)])),
      ];
    case "refer":
      return [choice("body", "unit", bodies(["trafficBrigade"]), Number)];
    case "request-extension":
      return [
        choice("limit", "limit", ["1d", "2d", "3d", "5d", "24H"].map((l) => [l, term("limit", l)])),
        reason(),
      ];
    case "decide-extension":
      return [yesNo("decision", "granted", "grant", "refuse"), reason()];
    case "put-on-ledger":
      return [reason(), day("review", "review")];
    case "finish":
      return [photos(4), words("note", "note", false)];
    case "brigade-outcome":
      return [
        choice("outcome", "outcome",
          ["dissuaded", "penalised", "vehicleRemoved", "releasedByLaw", "notFound"]
            .map((o) => [o, term("outcome", o)])),
      ];
    case "verify":
    case "cross-check":
      return [yesNo("found", "passed", "solved", "unsolved"), photos(1)];
    case "close":
      return [words("note", "note", false)];
    default:
      return [];
  }
}
