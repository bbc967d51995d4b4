// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import type { City } from "../model.ts";
import { name, text } from "../texts.ts";
import { everything, type Kind, type Question, queryOf } from "./model.ts";

/** Kinds by what they are about, as the list shows them; what is in none stands under others. */
const groups: Record<string, string[]> = {
  places: ["trackRead", "positionsWatched"],
  signIns: ["signedIn", "signInFailed", "signInLocked", "signedOut"],
  accounts: [
    "accountCreated", "accountClosed", "accountReopened", "rolesChanged", "passwordChanged", "passwordReset",
    "secondFactorAdded", "secondFactorRemoved",
  ],
  keys: ["tokenCreated", "tokenRotated", "tokenRevoked"],
  audit: [
    "auditRead", "auditExported", "chainCheckBegun", "chainCheckIntact", "chainCheckBroken", "chainCheckFailed",
  ],
};

/** Chooses what is shown; the files hold the same. */
export function filterForm(
  question: Question,
  kinds: Kind[],
  units: City["units"],
  ask: (question: Question) => void,
): HTMLElement {
  const field = (key: keyof Question, type: string) =>
    h("input", { id: `audit-${key}`, "data-key": `audit-${key}`, type, value: question[key], autocomplete: "off", spellcheck: "false" });
  const [from, to, account, officer] = [
    field("from", "date"), field("to", "date"), field("account", "text"), field("officer", "text"),
  ];
  const kind = h("select", { id: "audit-kind", "data-key": "audit-kind" }, kindOptions(kinds, question.kind));
  const unit = h("select", { id: "audit-unit", "data-key": "audit-unit" },
    h("option", { value: "" }, text("audit.allUnits")),
    units.map((each) =>
      h("option", { value: each.id, selected: String(each.id) === question.unit }, name(each.name))));
  const asked = (): Question => ({
    from: from.value,
    to: to.value,
    account: account.value.trim(),
    kind: kind.value,
    unit: unit.value,
    officer: officer.value.trim(),
  });
  const query = queryOf(question);
  const file = (form: string) =>
    h("a", { class: "button", href: `/api/audit/events.${form}${query ? `?${query}` : ""}`, download: true, "data-key": form },
      text("audit.export", { form: form.toUpperCase() }));
  const line = (key: keyof Question, input: HTMLElement) =>
    h("div", {}, h("label", { for: `audit-${key}` }, text(`audit.by.${key}`)), input);
  return h("form", {
    class: "audit-filters",
    submit: (event) => {
      event.preventDefault();
      ask(asked());
    },
  },
    line("from", from), line("to", to), line("kind", kind), line("unit", unit), line("officer", officer),
    line("account", account),
    h("div", { class: "audit-buttons" },
      h("button", { type: "submit", class: "button is-primary", "data-key": "ask" }, text("audit.ask")),
      query !== "" && h("button", { type: "button", class: "button", "data-key": "all", click: () => ask(everything) },
        text("audit.all")),
      h("span", { class: "spacer" }),
      file("csv"), file("xlsx")));
}

function kindOptions(kinds: Kind[], chosen: string) {
  const known = new Set(Object.values(groups).flat());
  const all = { ...groups, others: kinds.map((each) => each.kind).filter((each) => !known.has(each)) };
  const words = new Map(kinds.map((each) => [each.kind, name(each.words)]));
  const option = (value: string, label: string) => h("option", { value, selected: value === chosen }, label);
  return [
    option("", text("audit.allKinds")),
    Object.entries(all).map(([group, members]) => {
      const there = members.filter((each) => words.has(each));
      const title = text(`audit.group.${group}`);
      return h("optgroup", { label: title },
        there.length > 1 && option(there.join(","), text("audit.wholeGroup", { group: title })),
        there.map((each) => option(each, words.get(each) ?? each)));
    }),
  ];
}
