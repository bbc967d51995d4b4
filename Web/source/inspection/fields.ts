// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import type { Field } from "../order/fields.ts";
import { text } from "../texts.ts";

let made = 0;

function labelled(label: string, control: HTMLElement): HTMLElement {
  control.id = `inspect-${made++}`;
  return h("div", { class: "field" }, h("label", { for: control.id }, label), control);
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function field(label: string, control: Control, read: (body: Record<string, unknown>) => void): Field {
  return {
    element: labelled(label, control),
    read: (body) => {
      read(body);
      return Promise.resolve();
    },
  };
}

export function words(key: string): Field {
  const area = h("textarea", { rows: 3, maxlength: 500, required: true, name: "words" });
  return field(text(`inspect.field.${key}`), area, (body) => body.words = area.value.trim());
}

export function day(key: string, property: string, first = ""): Field {
  const input = h("input", { type: "date", name: property, required: true, value: first });
  return field(text(`inspect.field.${key}`), input, (body) => body[property] = input.value);
}

export function count(label: string, property: string, first: number, put?: (value: number) => void): Field {
  const input = h("input", { type: "number", min: 0, max: 9999, name: property, required: true, value: first });
  return field(label, input, (body) => put ? put(Number(input.value)) : body[property] = Number(input.value));
}

/** Several counts side by side under one heading. */
export function counts(heading: string, fields: Field[]): Field {
  return {
    element: h("fieldset", { class: "inspect-counts" }, h("legend", {}, heading), fields.map((each) => each.element)),
    read: async (body, upload) => {
      for (const each of fields) await each.read(body, upload);
    },
  };
}

/** A time of today; the page turns it into a moment. */
export function time(key: string, put: (value: string) => void, first: string): Field {
  const input = h("input", { type: "time", name: key, required: true, value: first });
  return field(text(`inspect.field.${key}`), input, () => put(input.value));
}

export function choice(label: string, options: [string, string][], put: (value: string) => void, name: string): Field {
  const select = h("select", { name, required: true },
    options.map(([value, shown]) => h("option", { value }, shown)));
  return field(label, select, () => put(select.value));
}

/** Photos that may be left out. */
export function photos(): Field {
  const input = h("input", { type: "file", name: "photos", accept: "image/jpeg,image/png,image/webp", multiple: true });
  return {
    element: labelled(text("inspect.field.photos"), input),
    read: async (body, upload) => {
      const hashes: string[] = [];
      for (const file of input.files ?? []) hashes.push(await upload(file));
      body.photos = hashes;
    },
  };
}
