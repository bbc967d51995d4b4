// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { dayName, number, plusDays, timeOf } from "../format.ts";
import { type Person, send } from "../session.ts";
import { language, name, text } from "../texts.ts";
import { ServerProblem } from "../problem.ts";
import { action, card, empty } from "./parts.ts";
import { read } from "./post.ts";
import { readers } from "./track-readers.ts";
import type { OwnDuty, OwnRequest, OwnRoster } from "./own-model.ts";

type Say = (words: string) => void;

/** The own duties of the coming weeks as published, requests, the calendar, and everybody's burdens. */
export async function ownView(person: Person, say: Say, again: () => void): Promise<Node[]> {
  const [own, seen] = await Promise.all([read<OwnRoster>("/api/roster/own"), readers()]);
  if (!own) return [empty(text("duty.nothingKept")), ...seen];
  /** Sends a change at once: whether it may be is what the rules say now. */
  const change = async (path: string, body: unknown, done: string) => {
    try {
      await send("POST", `/api/roster/${path}`, body, person);
      again();
      say(done);
    } catch (error) {
      say(error instanceof ServerProblem ? error.explanation[language()] : text("own.needsNetwork"));
    }
  };
  return [
    duties(own),
    requests(own, change),
    swapForm(own, change),
    leaveForm(own, change),
    calendar(own, person, say, again),
    fairness(own),
    ...seen,
  ].filter((each) => each !== null);
}

type Change = (path: string, body: unknown, done: string) => Promise<void>;

const span = (duty: { start: string; end: string }) =>
  `${dayName(duty.start.slice(0, 10))} ${timeOf(duty.start)}–${timeOf(duty.end)}`;

function duties(own: OwnRoster): HTMLElement {
  const coming = own.duties.filter((duty) => duty.end > own.planningTime);
  const edition = own.publication
    ? text("own.edition", { number: own.publication.number, at: own.publication.at.replace("T", " ") })
    : text("own.neverPublished");
  return card(
    text("own.duties"),
    h("p", { class: "quiet" }, edition),
    h("ul", { class: "own-duties" }, coming.map((duty) =>
      h("li", { "data-duty": duty.id },
        h("p", { class: "when" },
          h("b", {}, dayName(duty.start.slice(0, 10))),
          `${timeOf(duty.start)}–${timeOf(duty.end)}`,
          h("span", { class: "chip" }, name(duty.name))),
        h("p", { class: "quiet" },
          [...duty.stays.map(name), ...(duty.vehicle ? [duty.vehicle] : [])].join(text("list.comma")))))),
    coming.length === 0 && own.publication ? h("p", { class: "quiet" }, text("own.noDuties")) : null,
  );
}

function requests(own: OwnRoster, change: Change): HTMLElement | null {
  if (own.requests.length === 0) return null;
  return card(
    text("own.requests"),
    h("ul", { class: "own-requests" }, [...own.requests].reverse().map((each) =>
      h("li", { "data-request": each.id },
        h("p", { class: "when" }, wish(own, each),
          h("span", { class: `chip own-${each.state}` }, text(`own.state.${each.state}`))),
        each.steps.filter((step) => step.reason).map((step) => h("p", { class: "quiet" }, step.reason)),
        h("div", { class: "acts" }, answers(own, each, change))))),
  );
}

function wish(own: OwnRoster, request: OwnRequest): string {
  if (request.leave) {
    return text("own.leaveWish", {
      from: request.leave.start.replace("T", " "),
      to: request.leave.end.replace("T", " "),
    });
  }
  const people = new Map(own.people.map((each) => [each.id, name(each.name)]));
  const rows = new Map([...own.duties, ...own.others].map((each) => [each.id, each]));
  const given = request.duty === undefined ? undefined : rows.get(request.duty);
  return text("own.swapWish", {
    from: people.get(request.applicant) ?? String(request.applicant),
    to: people.get(request.with ?? 0) ?? String(request.with ?? ""),
    duty: given ? span(given) : "",
  });
}

/** The other of a swap agrees or refuses; whoever asked may take it back. */
function answers(own: OwnRoster, request: OwnRequest, change: Change): Node[] {
  const path = `requests/${request.id}/answer`;
  const answer = (key: string, kind: "main" | "plain") =>
    action(text(`own.${key}`), kind, () =>
      change(path, { revision: own.revision, action: key, reason: text("own.refusal") }, text("own.done")));
  const isOpen = ["filed", "submitted"].includes(request.state);
  if (!isOpen) return [];
  if (request.applicant === own.officer) return [answer("withdraw", "plain")];
  return request.state === "filed" ? [answer("agree", "main"), answer("refuse", "plain")] : [];
}

function leaveForm(own: OwnRoster, change: Change): HTMLElement {
  const day = own.planningTime.slice(0, 10);
  const from = h("input", { type: "date", id: "leave-from", min: day, required: true });
  const to = h("input", { type: "date", id: "leave-to", min: day, required: true });
  const file = async () => {
    if (!from.value || !to.value || to.value < from.value) return (from.value ? to : from).focus();
    // The last day is included.
    await change("requests", { leaveFrom: `${from.value}T00:00`, leaveTo: `${plusDays(to.value, 1)}T00:00` }, text("own.filed"));
  };
  return h("details", { class: "card" },
    h("summary", {}, text("own.askLeave")),
    h("label", { for: "leave-from" }, text("own.firstDay")), from,
    h("label", { for: "leave-to" }, text("own.lastDay")), to,
    h("div", { class: "acts" }, action(text("own.file"), "main", file)));
}

function swapForm(own: OwnRoster, change: Change): HTMLElement | null {
  const mine = own.duties.filter((duty) => duty.start > own.planningTime);
  if (mine.length === 0 || own.others.length === 0) return null;
  const people = new Map(own.people.map((each) => [each.id, name(each.name)]));
  const option = (duty: OwnDuty, words: string) => h("option", { value: duty.id }, words);
  const given = h("select", { id: "swap-given" }, mine.map((duty) =>
    option(duty, `${span(duty)} ${name(duty.name)}`)));
  const taken = h("select", { id: "swap-taken" }, own.others.map((duty) =>
    option(duty, `${span(duty)} ${name(duty.name)} · ${people.get(duty.officer) ?? ""}`)));
  const file = async () => {
    const other = own.others.find((duty) => duty.id === Number(taken.value));
    if (!other) return;
    await change("requests",
      { duty: Number(given.value), with: other.officer, against: other.id }, text("own.filed"));
  };
  return h("details", { class: "card" },
    h("summary", {}, text("own.askSwap")),
    h("label", { for: "swap-given" }, text("own.given")), given,
    h("label", { for: "swap-taken" }, text("own.taken")), taken,
    h("div", { class: "acts" }, action(text("own.file"), "main", file)));
}

/** The address is shown once; whoever lost it makes a new one, which ends the old one. */
function calendar(own: OwnRoster, person: Person, say: Say, again: () => void): HTMLElement {
  const place = h("div", { class: "own-address" });
  const make = async () => {
    try {
      const made: { path: string } = await send("POST", "/api/roster/own/calendar", {}, person);
      const address = location.origin + made.path;
      const field = h("input", { type: "text", readonly: true, value: address, "aria-label": text("own.address") });
      field.addEventListener("focus", () => field.select());
      place.replaceChildren(field, h("p", { class: "quiet" }, text("own.addressOnce")));
      field.focus();
    } catch (error) {
      say(error instanceof ServerProblem ? error.explanation[language()] : text("own.needsNetwork"));
    }
  };
  const end = async () => {
    await send("POST", "/api/roster/own/calendar/revocation", {}, person);
    again();
    say(text("own.addressEnded"));
  };
  const until = own.calendarUntil === undefined
    ? text("own.noAddress")
    : text("own.hasAddress", { until: new Date(own.calendarUntil).toISOString().slice(0, 10) });
  return card(
    text("own.calendar"),
    h("p", { class: "quiet" }, until),
    place,
    h("div", { class: "acts" },
      action(text(own.calendarUntil === undefined ? "own.makeAddress" : "own.newAddress"), "plain", make),
      own.calendarUntil === undefined ? null : action(text("own.endAddress"), "risky", end)));
}

const burdens = ["nights", "weekends", "holidays", "peaks"];

/** Counts of everybody who shares the burdens, by name: whoever is burdened more can see it. */
function fairness(own: OwnRoster): HTMLElement | null {
  const ledger = own.fairness;
  if (!ledger) return null;
  const counts = new Map<number, Map<string, number>>();
  for (const line of ledger.lines) {
    for (const share of line.shares) {
      const row = counts.get(share.officer) ?? new Map<string, number>();
      row.set(line.burden, share.count);
      counts.set(share.officer, row);
    }
  }
  const row = (id: number, words: string) =>
    h("tr", { class: id === own.officer ? "is-own" : null },
      h("th", { scope: "row" }, words),
      burdens.map((key) => {
        const count = counts.get(id)?.get(key);
        return h("td", {}, count === undefined ? "–" : number(count));
      }));
  const people = own.people.filter((each) => counts.has(each.id))
    .sort((left, right) => Number(right.id === own.officer) - Number(left.id === own.officer) || left.id - right.id);
  const definitions = new Map(ledger.lines.map((line) => [line.burden, line.definition]));
  return card(
    text("own.fairness"),
    h("p", { class: "quiet" }, text("own.fairnessPeriod", {
      from: dayName(ledger.period.start.slice(0, 10)),
      to: dayName(ledger.period.end.slice(0, 10)),
      known: dayName(ledger.known),
    })),
    h("div", { class: "own-table", tabindex: 0, role: "region", "aria-label": text("own.fairness") },
      h("table", {},
        h("thead", {}, h("tr", {},
          h("th", { scope: "col" }, text("rota.person")),
          burdens.map((key) => h("th", { scope: "col" }, text(`rota.burden.${key}`))))),
        h("tbody", {}, people.map((each) => row(each.id, name(each.name)))))),
    h("dl", { class: "own-definitions" }, burdens.flatMap((key) => {
      const definition = definitions.get(key);
      return definition
        ? [h("dt", {}, text(`rota.burden.${key}`)), h("dd", {}, name(definition))]
        : [];
    })),
  );
}
