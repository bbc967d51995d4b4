// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { term, text } from "../texts.ts";
import type { Incident, Stay } from "./model.ts";

type Child = Node | string | null | undefined | false | Child[];

/** Everything that is touched is 48 px high, and works once at a time. */
export function action(label: string, kind: "main" | "plain" | "risky", run: () => Promise<void>) {
  const button = h("button", { type: "button", class: `act ${kind}` }, label);
  button.addEventListener("click", async () => {
    if (button.disabled) return;
    button.disabled = true;
    try {
      await run();
    } finally {
      button.disabled = false;
    }
  });
  return button;
}

export const card = (title: Child, ...children: Child[]) =>
  h("section", { class: "card" }, h("h2", {}, title), ...children);

/** How an arrival was shown, with the terminal that showed it. */
export const evidenceWords = (stay: Stay) =>
  [term("evidence", stay.evidence ?? ""), stay.terminal].filter(Boolean).join(" ");

/** What an incident is: of a crash its kind and severity; nobody says that of an officer to be looked after. */
export const incidentWords = (incident: Incident) =>
  incident.severity ? `${incident.kind} · ${term("severity", incident.severity)}` : text("welfare.lookKind");

export const empty = (words: string) => h("p", { class: "empty" }, words);

/** Asks for words in a dialog of the page; `undefined` where the person thinks better of it. */
export function ask(title: string, longest = 500): Promise<string | undefined> {
  return new Promise((resolve) => {
    const field = h("textarea", { maxlength: longest, rows: 3, "aria-label": title });
    const dialog = h("dialog", { class: "ask" }, h("h2", {}, title), field);
    const close = (value: string | undefined) => {
      dialog.close();
      dialog.remove();
      resolve(value);
    };
    dialog.append(
      h("div", { class: "acts" },
        h("button", { type: "button", class: "act plain", click: () => close(undefined) },
          text("duty.notNow")),
        h("button", {
          type: "button",
          class: "act main",
          click: () => field.value.trim() ? close(field.value.trim()) : field.focus(),
        }, text("duty.send"))),
    );
    dialog.addEventListener("cancel", () => close(undefined));
    document.body.append(dialog);
    dialog.showModal();
    field.focus();
  });
}
