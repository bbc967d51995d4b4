// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { number } from "../format.ts";
import { name, text } from "../texts.ts";
import type { HardRule, SoftRule, Violation } from "./model.ts";
import type { Work } from "./side.ts";
import { dateOf, type Table } from "./state.ts";

/** The rule whose weight is being changed, with what was typed, so that a redraw loses nothing. */
let editing: { key: string; weight: string; reason: string } | null = null;

/** Places at which a rule is broken that are listed at once. */
const most = 20;

/**
 * Every rule in force: the soft ones with their weights, what each costs the draft and where, who changed it and
 * why; the hard ones with where they are broken or set aside.
 */
export function rulesPanel(table: Table, work: Work): HTMLElement[] {
  const { book } = table.state;
  const changed = book.softRules.filter((rule) => rule.weight !== rule.solvedWeight);
  return [
    h(
      "section",
      { class: "part weights" },
      h("h3", {}, text("rota.softRules")),
      h("p", { class: `small ${changed.length > 0 ? "note-new" : "quiet"}`, role: "status", id: "weights-used" },
        text(changed.length > 0 ? "rota.weight.since" : "rota.weight.used", { count: changed.length })),
      h("ul", { class: "weight-list" }, book.softRules.map((rule) => ruleItem(table, work, rule))),
    ),
    h(
      "section",
      { class: "part weights" },
      h("h3", {}, text("rota.hardRules")),
      h("ul", { class: "weight-list" }, book.hardRules.map((rule) => hardItem(table, rule))),
    ),
    h("p", { class: "hint" }, text("rota.rulesNote")),
  ];
}

/** A hard rule: whether it may be set aside, where it is broken, and by whom it was set aside. */
function hardItem(table: Table, rule: HardRule): HTMLElement {
  const { book } = table.state;
  const broken = book.violations.filter((each) => each.rule === rule.key);
  const aside = book.overrides.filter((each) => each.rule === rule.key);
  return h(
    "li",
    { "data-rule": rule.key },
    h("b", { class: `points${broken.length > 0 ? " is-broken" : " is-kept"}`, title: text("rota.hard.count") }, number(broken.length)),
    h(
      "div",
      {},
      h("p", {}, name(rule.sentence)),
      h("p", { class: "small quiet" }, text(rule.mayBeOverridden ? "rota.hard.withReason" : "rota.hard.never"),
        aside.length > 0 ? text("rota.hard.aside", { count: aside.length }) : null),
      rule.awaits ? h("p", { class: "small note-new" }, name(rule.awaits)) : null,
      whereList(table, broken),
    ),
  );
}

/** Where a rule is broken, each a way to the row; the dearest first, as the server has them. */
function whereList(table: Table, broken: (Violation & { penalty?: number })[]): HTMLElement | null {
  if (broken.length === 0) return null;
  return h(
    "details",
    { class: "rule-where small" },
    h("summary", {}, text("rota.where", { count: number(broken.length) })),
    h("ul", {}, broken.slice(0, most).map((each) => {
      const member = each.officer === undefined ? undefined : table.index.people.get(each.officer);
      const words = h("span", {}, each.penalty === undefined ? null : h("b", { class: "points" }, number(each.penalty)), name(each.explanation));
      return h("li", {}, member
        ? h("button", { type: "button", class: "link", click: () => show(table, member.id, member.pool, each.date) }, words)
        : words);
    })),
    broken.length > most ? h("p", { class: "quiet" }, text("rota.import.more", { count: number(broken.length - most) })) : null,
  );
}

/** Chooses the person's row of the day, where there is one. */
function show(table: Table, officer: number, pool: number, date: string | undefined) {
  const row = table.rows.find((duty) => duty.officer === officer && dateOf(duty) === date);
  table.change({ pool, officer, duty: row?.id ?? null, panel: "chosen", ...(date === undefined ? {} : { date }) });
}

function ruleItem(table: Table, work: Work, rule: SoftRule): HTMLElement {
  const { book } = table.state;
  const broken = book.brokenRules.filter((each) => each.rule === rule.key);
  const own = new Set(table.members.map((member) => member.id));
  const sum = (list: typeof broken) => list.reduce((points, each) => points + each.penalty, 0);
  const inPool = sum(broken.filter((each) => each.officer !== undefined && own.has(each.officer)));
  const last = rule.decisions[0];
  const open = () => {
    editing = { key: rule.key, weight: String(rule.weight), reason: "" };
    table.redraw();
    document.querySelector<HTMLInputElement>("#weight-value")?.select();
  };
  return h(
    "li",
    { "data-rule": rule.key },
    h("b", { class: "points", title: text("rota.weight.now") }, number(rule.weight)),
    h(
      "div",
      {},
      h("p", {}, name(rule.sentence)),
      rule.weight === 0
        ? h("p", { class: "small quiet" }, text("rota.weight.off"))
        : h("p", { class: "small quiet" }, text("rota.weight.costs", {
          pool: number(inPool), all: number(sum(broken)), count: number(broken.length),
        })),
      whereList(table, broken),
      rule.awaits ? h("p", { class: "small note-new" }, name(rule.awaits)) : null,
      rule.key === "heat" && book.forecast.length > 0
        ? h("p", { class: "small quiet" }, text("rota.weather.known", {
          from: book.forecast[0].date, to: book.forecast[book.forecast.length - 1].date,
          celsius: number(Math.max(...book.forecast.map((day) => day.highestCelsius)), 1),
        }))
        : null,
      rule.weight === rule.solvedWeight
        ? null
        : h("p", { class: "small note-new" }, text("rota.weight.solvedWith", { weight: rule.solvedWeight })),
      last
        ? h("p", { class: "small quiet" },
          text("rota.weight.decided", { ...last, at: last.decidedAt.replace("T", " ") }))
        : null,
      editing?.key === rule.key ? weightForm(table, work, rule) : null,
    ),
    work.desk.mayWeigh && editing?.key !== rule.key
      ? h("button", { type: "button", class: "button", "aria-label": text("rota.weight.changeOf", { rule: name(rule.sentence) }), click: open },
        text("rota.weight.change"))
      : null,
  );
}

function weightForm(table: Table, work: Work, rule: SoftRule): HTMLElement {
  const now = editing ?? { key: rule.key, weight: String(rule.weight), reason: "" };
  const weight = h("input", {
    id: "weight-value", class: "field", type: "number", min: 0, max: 1000, step: 1, required: true, value: now.weight,
    input: (event: Event) => now.weight = (event.target as HTMLInputElement).value,
  });
  const reason = h("input", {
    id: "weight-reason", class: "field", type: "text", maxlength: 200, required: true, value: now.reason,
    input: (event: Event) => now.reason = (event.target as HTMLInputElement).value,
  });
  const close = () => {
    editing = null;
    table.redraw();
  };
  return h(
    "form",
    {
      class: "weight-form",
      submit: (event: Event) => {
        event.preventDefault();
        work.run(async () => {
          await work.desk.change(table, "weights", { rule: rule.key, weight: Number(weight.value), reason: reason.value });
          close();
        });
      },
    },
    h("label", { for: "weight-value" }, text("rota.weight.value")),
    weight,
    h("label", { for: "weight-reason" }, text("rota.weight.reason")),
    reason,
    h("div", { class: "ask-actions" },
      h("button", { type: "button", class: "button", click: close }, text("rota.cancel")),
      h("button", { type: "submit", class: "button is-primary" }, text("rota.weight.save"))),
  );
}
