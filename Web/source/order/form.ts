// SPDX-License-Identifier: Apache-2.0

import { h, replace } from "../dom.ts";
import { ServerProblem } from "../problem.ts";
import type { Person } from "../session.ts";
import { language, text } from "../texts.ts";
import type { Field } from "./fields.ts";
import { upload } from "./server.ts";

export interface FormWork {
  send(given: Record<string, unknown>): Promise<void>;
  /** Somebody else was first; the form stays with what it is about as it is now. */
  changed(): void;
  closed?(): void;
  /** Where photos go, if not to the cases. */
  photoAddress?: string;
}

/** Shows a form with these fields in its place; the server's refusal stands below them. */
export function showForm(place: HTMLElement, title: string, fields: Field[], person: Person, work: FormWork) {
  const message = h("p", { class: "form-message", role: "alert" });
  const close = () => {
    replace(place);
    work.closed?.();
  };
  const form = h("form", { class: "case-form" },
    h("h3", {}, title),
    fields.map((field) => field.element),
    message,
    h("div", { class: "form-end" },
      h("button", { type: "submit", class: "primary" }, text("order.confirm")),
      h("button", { type: "button", class: "button", click: close }, text("order.cancel"))));
  const submit = form.querySelector<HTMLButtonElement>("button[type=submit]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!submit || submit.disabled) return;
    submit.disabled = true;
    message.textContent = "";
    try {
      const given: Record<string, unknown> = {};
      for (const field of fields) {
        await field.read(given, async (file) =>
          (await upload(work.photoAddress ?? "/api/photos", file, person)).photo);
      }
      await work.send(given);
    } catch (error) {
      if (!(error instanceof ServerProblem)) throw error;
      message.textContent = error.explanation[language()];
      if (["caseChanged", "recordChanged", "conflict"].includes(error.kind ?? "")) work.changed();
    } finally {
      submit.disabled = false;
    }
  });
  replace(place, form);
  (form.querySelector("select, textarea, input, button") as HTMLElement | null)?.focus();
}
