// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { number } from "../format.ts";
import { name, term, text } from "../texts.ts";
import { type AuditEvent, momentOf } from "./model.ts";

/** What an auditor should not pass over. */
const alarming = new Set(["signInLocked", "chainCheckBroken"]);
const notable = new Set(["signInFailed", "trackRead", "auditExported", "chainCheckFailed", "accountClosed", "rolesChanged"]);

/** The events as a table, newest first; on a telephone each row is a card. */
export function eventTable(events: AuditEvent[], minutesEast: number): HTMLElement {
  if (events.length === 0) return h("p", { class: "quiet", id: "none" }, text("audit.none"));
  const columns = ["time", "event", "actor", "subject", "detail"];
  return h("table", { class: "audit-table" },
    h("thead", {}, h("tr", {}, columns.map((key) => h("th", { scope: "col" }, text(`audit.column.${key}`))))),
    h("tbody", {}, events.map((each) => row(each, minutesEast))));
}

function row(event: AuditEvent, minutesEast: number) {
  const tone = alarming.has(event.kind) ? "is-bad" : notable.has(event.kind) ? "is-notable" : "";
  const isOwn = event.subject === event.actor;
  return h("tr", { "data-event": event.number, "data-kind": event.kind },
    h("td", { class: "audit-time" }, momentOf(event.at, minutesEast)),
    h("td", {}, h("span", { class: `audit-kind ${tone}` }, name(event.words))),
    h("td", {}, named(event.actor, event.actorName ?? (event.actor === "system" ? text("audit.system") : undefined))),
    h("td", {}, isOwn ? h("span", { class: "quiet" }, text("audit.self")) : subject(event)),
    h("td", { class: "audit-detail" }, detail(event)));
}

const named = (key: string, words: string | undefined) =>
  words && words !== key ? [words, " ", h("span", { class: "quiet" }, key)] : [key];

function subject(event: AuditEvent) {
  if (event.subject === "duty_event") return [text("audit.chain")];
  return named(event.subject, event.subjectName && name(event.subjectName));
}

function detail(event: AuditEvent) {
  const { reading } = event;
  if (reading) {
    return [
      h("b", {}, text("audit.reason", { reason: reading.reason })),
      " ",
      text("audit.reading", {
        date: reading.date,
        from: reading.from,
        to: reading.to,
        count: number(reading.places),
        terminal: reading.terminal,
      }),
    ];
  }
  if (event.export) return exported(event.export);
  if (event.check) return checked(event.check);
  if (event.kind.startsWith("signIn") || event.kind === "signedIn") {
    return event.detail && text("audit.address", { address: event.detail });
  }
  if (event.kind === "accountCreated" || event.kind === "rolesChanged") {
    return event.detail.split(", ").map((role) => term("role", role)).join(" · ");
  }
  return event.detail;
}

/** Which file, how much, and what was asked for. */
function exported({ form, rows, from, to, kinds, unit, officer, account }: NonNullable<AuditEvent["export"]>) {
  const days = from && to ? "audit.asked.days" : from ? "audit.asked.from" : to ? "audit.asked.to" : undefined;
  const asked = [
    days && text(days, { from: from ?? "", to: to ?? "" }),
    kinds.map(name).join(text("list.comma")),
    unit && name(unit),
    officer && text("audit.asked.officer", { officer }),
    account && text("audit.asked.account", { account }),
  ].filter(Boolean);
  const file = text("audit.exported", { form: form.toUpperCase(), count: number(rows) });
  return [file, ...(asked.length > 0 ? asked : [text("audit.asked.everything")])].join(" · ");
}

function checked({ number: check, length, explanation, seal }: NonNullable<AuditEvent["check"]>) {
  if (length !== undefined) return text("audit.checkBegun", { check, count: number(length) });
  return [
    text("audit.checkEnded", { check, found: explanation ? name(explanation) : "" }),
    seal && [" ", h("span", { class: "quiet" }, text("audit.seal"), " ", h("code", {}, seal))],
  ];
}
