// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { ServerProblem } from "../problem.ts";
import { language, term, text } from "../texts.ts";
import type { Choices } from "./model.ts";

export interface NewWebhook {
  name: string;
  url: string;
  kinds: string[];
}

/** The form of a new webhook; what the server refuses stands below it. */
export function addForm(choices: Choices, add: (asked: NewWebhook) => Promise<void>, close: () => void): HTMLElement {
  const message = h("p", { class: "form-message", role: "alert" });
  const submit = h("button", { type: "submit", class: "button is-primary" }, text("webhooks.add"));
  const form = h("form", { class: "report-card hook-form", novalidate: true },
    h("h2", {}, text("webhooks.add")),
    h("label", { for: "hook-name" }, text("webhooks.name")),
    h("input", { id: "hook-name", name: "name", type: "text", maxlength: 100, autocomplete: "off" }),
    h("label", { for: "hook-url" }, text("webhooks.url")),
    h("input", {
      id: "hook-url", name: "url", type: "url", maxlength: 1000, autocomplete: "off", inputmode: "url",
      "aria-describedby": "hook-targets",
    }),
    h("p", { class: "help", id: "hook-targets" },
      choices.targets.length === 0
        ? text("webhooks.noTargets")
        : text("webhooks.targets", { targets: choices.targets.join(language() === "zh" ? "、" : ", ") })),
    h("fieldset", { class: "hook-choices" },
      h("legend", {}, text("webhooks.kinds")),
      choices.kinds.map((kind) =>
        h("label", { class: "hook-choice" },
          h("input", { type: "checkbox", name: "kinds", value: kind }),
          h("span", {}, term("event-kind", kind))))),
    message,
    h("div", { class: "hook-buttons" },
      submit,
      h("button", { type: "button", class: "button", click: close }, text("webhooks.cancel"))));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (submit.disabled) return;
    submit.disabled = true;
    message.textContent = "";
    const given = new FormData(form);
    try {
      await add({
        name: String(given.get("name")).trim(),
        url: String(given.get("url")).trim(),
        kinds: given.getAll("kinds").map(String),
      });
    } catch (error) {
      if (!(error instanceof ServerProblem)) throw error;
      message.textContent = error.explanation[language()];
    } finally {
      submit.disabled = false;
    }
  });
  return form;
}
