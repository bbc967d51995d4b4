// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { figureUnit, figureValue, isRatio } from "../figure.ts";
import { number } from "../format.ts";
import type { Figure, Result, Scorecard } from "../model.ts";
import type { Person } from "../session.ts";
import { name, term, text } from "../texts.ts";
import type { Candidates, Incident, Notice, Page, Stay } from "./model.ts";
import { casesOf } from "./cases.ts";
import { timeOfDay } from "./clock.ts";
import { overdueCards } from "./hand-over.ts";
import { action, ask, card, empty, evidenceWords, incidentWords } from "./parts.ts";
import { measure } from "./place.ts";
import { now, post, read } from "./post.ts";
import { lostActs, lostWords, rollCallCard } from "./welfare.ts";

const severities = ["damage", "slight", "serious", "fatal"];

/** Open incidents, the gravest and oldest first, each with whom to send. */
export async function incidentsView(person: Person): Promise<Node[]> {
  const sends = person.permissions.includes("dispatch");
  const [list, board, overdue] = await Promise.all([
    read<Page<Incident>>("/api/incidents?state=open"),
    read<Page<Stay>>("/api/attendance"),
    sends ? overdueCards(person, 2) : [],
  ]);
  // What the command centre was told of comes before everything else.
  const lost = sends ? (board?.items ?? []).filter((each) =>
    each.silence?.told === "dispatcher" && each.standing === "lostContact" && !each.isReachedByVoiceOnly
  ) : [];
  const open = (list?.items ?? []).sort((left, right) =>
    left.priority - right.priority || left.calledAt - right.calledAt
  );
  const cards = await Promise.all(open.map((each) => incidentCard(each, sends)));
  return [
    ...lost.map((each) => exceptionCard(each, person)),
    ...overdue,
    ...(sends || person.permissions.includes("reportViolation") ? [reportCard(sends)] : []),
    ...(cards.length > 0 ? cards : [empty(text("duty.noIncidents"))]),
  ];
}

function reportCard(isOperator: boolean) {
  const kind = h("input", { id: "kind", maxlength: 100, value: text("duty.collision") });
  const where = h("input", {
    id: "where",
    inputmode: "decimal",
    placeholder: "36.70949, 119.13736",
    "aria-describedby": "where-help",
  });
  const report = async (severity: string) => {
    const typed = where.value.split(/[,，\s]+/).map(Number).filter(Number.isFinite);
    const fix = typed.length === 2
      ? { latitude: typed[0], longitude: typed[1] }
      : await measure();
    if (!fix) throw new Error(text("duty.noPlace"));
    await post(isOperator ? "/api/incidents" : "/api/duty/incidents", {
      severity,
      kind: kind.value.trim() || text("duty.collision"),
      latitude: fix.latitude,
      longitude: fix.longitude,
      at: Math.round(now()),
    }, `${text("duty.report")} · ${term("severity", severity)}`);
  };
  return h("details", { class: "card" },
    h("summary", {}, text("duty.newIncident")),
    h("label", { for: "kind" }, text("duty.kind")), kind,
    h("label", { for: "where" }, text("duty.where")), where,
    h("p", { class: "quiet", id: "where-help" }, text("duty.whereHelp")),
    h("div", { class: "choices" },
      severities.map((each) => action(term("severity", each), "plain", () => report(each)))));
}

async function incidentCard(incident: Incident, sends: boolean) {
  const waits = incident.state === "waiting";
  const isUrgent = incident.priority === 1 || incident.responses.some((each) => each.silence);
  const found = sends
    ? await read<Candidates>(`/api/incidents/${incident.id}/candidates`)
    : undefined;
  return h("section", { class: `card ${isUrgent ? "urgent" : ""}`, "data-incident": incident.id },
    h("h2", {}, `${incident.id} · ${incidentWords(incident)}`),
    h("p", { class: "when" },
      [timeOfDay(incident.calledAt), incident.street, name(incident.brigade.name)]
        .filter(Boolean).join(" · "),
      h("span", { class: "chip" }, term("response-state", incident.state))),
    incident.words ? h("p", {}, incident.words) : null,
    incident.responses.filter((each) => each.officer).map(stampLine),
    incident.responses.filter((each) => each.silence).map((each) => sceneLine(incident, each, sends)),
    found && found.possibleDuplicates.length > 0
      ? h("div", { class: "acts" },
        found.possibleDuplicates.map((other) =>
          action(text("duty.mergeInto", { other }), "risky", () =>
            post(`/api/incidents/${incident.id}/merge`,
              { into: other, version: incident.version }, text("duty.merge")))
        ))
      : null,
    found ? h("div", { class: "choices" }, sendActs(incident, found, waits)) : null);
}

const stamps = ["dispatched", "acknowledged", "enRoute", "onScene", "cleared"];

function stampLine(response: Incident["responses"][number]) {
  const times = stamps.filter((key) => response.stamps[key]).map((key) =>
    `${term("response-state", key)} ${timeOfDay(response.stamps[key])}`
  );
  return h("p", { class: "quiet stamps" },
    [response.officer && name(response.officer), ...times].filter(Boolean).join(" · "));
}

/** A unit on the scene that does not answer, and the word that it did by radio. */
function sceneLine(incident: Incident, response: Incident["responses"][number], sends: boolean) {
  const silent = [
    response.officer && name(response.officer),
    text("welfare.sceneSilent", { time: timeOfDay(response.silence?.since ?? now()) }),
    response.silence && text(`welfare.told.${response.silence.told}`),
  ];
  const radio = action(text("welfare.byRadio"), "main", async () => {
    const words = await ask(text("welfare.byRadioTitle"));
    if (!words) return;
    await post(`/api/incidents/${incident.id}/steps`,
      { step: "heard", unit: response.unit, words, at: Math.round(now()) }, text("welfare.byRadio"));
  });
  return h("div", {},
    h("p", { class: "bad", role: "alert" }, silent.filter(Boolean).join(" · ")),
    sends ? h("div", { class: "acts" }, radio) : null);
}

function sendActs(incident: Incident, found: Candidates, waits: boolean): Node[] {
  if (found.candidates.length === 0) {
    const why = found.passedOver.map((each) => `${term("unsuitable", each.reason)} ${each.count}`);
    return [h("p", { class: "bad" }, [text("duty.nobodyFree"), ...why].join(" · "))];
  }
  return found.candidates.map((each, position) => {
    const label = `${text(waits ? "duty.dispatch" : "duty.dispatchMore")} ${
      each.officer ? name(each.officer) : each.unit
    } · ${name(each.reason)}`;
    return action(label, position === 0 && waits ? "main" : "plain", async () => {
      // Another one than the nearest takes a reason.
      const reason = position === 0 ? undefined : await ask(text("duty.otherUnit"));
      if (position > 0 && !reason) return;
      await post(`/api/incidents/${incident.id}/units`,
        { unit: each.unit, reason, version: incident.version }, label);
    });
  });
}

const loud = ["lostContact", "toVerify", "late", "offPost", "absent"];

/** Who should be where; exceptions first and with what to do about them, the rest as a count. */
export async function boardView(person: Person): Promise<Node[]> {
  const [list, overdue] = await Promise.all([read<Page<Stay>>("/api/attendance"), overdueCards(person)]);
  const stays = (list?.items ?? []).filter((each) => each.start <= now() && now() < each.end);
  const exceptions = stays.filter((each) => loud.includes(each.standing))
    .sort((left, right) => loud.indexOf(left.standing) - loud.indexOf(right.standing));
  const normal = stays.length - exceptions.length;
  const called = person.permissions.includes("confirmAttendance")
    ? stays.filter((each) => each.isReachedByVoiceOnly && ["present", "lostContact"].includes(each.standing))
    : [];
  const byTerminal = stays.filter((each) => each.arrival && each.evidence === "terminalTrack");
  return [
    h("p", { class: "count" }, text("duty.board", { normal, of: stays.length })),
    ...overdue,
    ...(called.length > 0 ? [rollCallCard(called)] : []),
    // Whoever is called by roll has one card with all the others.
    ...exceptions.filter((each) => !called.includes(each)).map((each) => exceptionCard(each, person)),
    ...(byTerminal.length > 0 ? [terminalCard(byTerminal, person)] : []),
    h("details", { class: "card" },
      h("summary", {}, text("welfare.definition")),
      h("p", { class: "quiet" }, text("welfare.definitionWords"))),
  ];
}

/** Who was signed in by a terminal: a device may lie at the post without its holder. */
function terminalCard(stays: Stay[], person: Person) {
  const leads = person.permissions.includes("confirmAttendance");
  const withdraw = (stay: Stay) =>
    action(text("duty.withdraw"), "risky", async () => {
      const words = await ask(text("duty.withdrawTitle"));
      if (!words) return;
      await post(`/api/attendance/${stay.duty}/${stay.task}/steps`,
        { step: "withdraw", words, version: stay.version }, text("duty.withdraw"));
    });
  return h("details", { class: "card", "data-terminals": "" },
    h("summary", {}, text("duty.byTerminal", { count: stays.length })),
    h("p", { class: "quiet" }, text("duty.byTerminalWords")),
    stays.map((stay) =>
      h("div", { "data-terminal-stay": `${stay.duty}-${stay.task}` },
        h("p", {}, `${name(stay.officer.name)} · ${name(stay.place)}`),
        h("p", { class: "quiet" },
          `${text("duty.arrived", { time: timeOfDay(stay.arrival ?? stay.start) })} · ${evidenceWords(stay)}`),
        leads && stay.standing === "present" ? h("div", { class: "acts" }, withdraw(stay)) : null)));
}

function exceptionCard(stay: Stay, person: Person) {
  const leads = person.permissions.includes("confirmAttendance");
  const lead = (step: string, label: string, words?: string) =>
    post(`/api/attendance/${stay.duty}/${stay.task}/steps`,
      { step, words, version: stay.version }, label);
  const asking = (step: string, label: string, kind: "plain" | "risky") =>
    action(label, kind, async () => {
      const words = await ask(label);
      if (words) await lead(step, label, words);
    });
  const acts = stay.standing === "toVerify"
    ? [
      action(text("duty.verify"), "main", () => lead("verify", text("duty.verify"))),
      asking("reject", text("duty.reject"), "risky"),
    ]
    : stay.standing === "late"
    ? [
      action(text("duty.confirm"), "main", () => lead("confirm", text("duty.confirm"))),
      asking("markAbsent", text("duty.markAbsent"), "risky"),
    ]
    : stay.standing === "offPost"
    ? [action(text("duty.comeBack"), "plain", () => lead("comeBack", text("duty.comeBack")))]
    : stay.standing === "lostContact"
    ? lostActs(stay, person, (words) => lead("heard", text("welfare.byRadio"), words))
    : [];
  return h("section", { class: `card ${stay.silence ? "urgent" : ""}`, "data-stay": `${stay.duty}-${stay.task}` },
    h("h2", {}, `${name(stay.officer.name)} · ${name(stay.place)}`),
    h("p", { class: "when" }, `${timeOfDay(stay.start)}–${timeOfDay(stay.end)}`,
      h("span", { class: `chip ${stay.standing}` }, term("standing", stay.standing))),
    stay.pending
      ? h("p", { class: "quiet" }, [
        term("doubt", stay.pending.doubt),
        stay.pending.metres !== undefined ? `${stay.pending.metres} m` : "",
      ].join(" "))
      : null,
    stay.standing === "lostContact" ? h("p", { class: "bad" }, lostWords(stay)) : null,
    stay.replies.map((line) => h("blockquote", {}, line.words)),
    leads ? h("div", { class: "acts" }, acts) : null,
  );
}

/** The running day's figures of the detachment, or of the units that one answers for. */
export async function figuresView(): Promise<Node[]> {
  const card = await read<Scorecard>("/api/day/scorecard");
  const rows = (card?.figures ?? []).flatMap((figure) =>
    (figure.whole ? [figure.whole] : figure.parts)
      .filter((result) => result.denominator > 0 || isFromPositions(figure))
      .map((result) => figureRow(figure, result))
  );
  if (rows.length === 0) return [empty(text("duty.noFigures"))];
  return [h("dl", { class: "figures" }, rows)];
}

/** Beside the one from attendance it stands also where no terminal reports: nothing known is not nothing there. */
const isFromPositions = (figure: Figure) => figure.definition.id === "visibility-rate-positions";

/** The figure, what is over what, and how that is defined. */
function figureRow(figure: Figure, result: Result) {
  const { definition } = figure;
  const over = `${number(result.numerator)} / ${number(result.denominator)}`;
  const unit = figureUnit(figure, result);
  const whose = result.scope.name ? ` · ${name(result.scope.name)}` : "";
  return [
    h("dt", {}, name(definition.name) + whose,
      h("small", {}, `v${definition.version} · ${name(definition.formula)}`),
      casesOf(figure, result)),
    h("dd", { "data-figure": definition.id },
      h("b", {}, figureValue(figure, result), unit && h("small", {}, unit)),
      isRatio(figure) ? h("small", {}, over) : null,
      isFromPositions(figure) && result.excluded > 0
        ? h("small", {}, text("duty.unreported", { count: number(result.excluded) }))
        : null),
  ];
}

/** What the unit and oneself were told and nobody has acknowledged. */
export async function noticesView(): Promise<Node[]> {
  const list = await read<Page<Notice>>("/api/notices");
  const items = list?.items ?? [];
  if (items.length === 0) return [empty(text("duty.noNotices"))];
  return items.map((each) =>
    card(
      [term("notice", each.kind), each.percent ? `${each.percent}%` : ""].join(" "),
      ...(each.gathered
        ? gatheredLines(each, each.gathered)
        : [h("p", { class: "when" }, `${timeOfDay(each.at)} · ${term("subject", each.subject)} ${each.number}`)]),
      h("div", { class: "acts" },
        action(text("duty.read"), "plain", () =>
          post(`/api/notices/${each.id}/acknowledgement`, {}, text("duty.read")))),
    )
  );
}

/** Who went silent at one moment, and what that may mean. */
function gatheredLines(notice: Notice, { unit, count, first }: NonNullable<Notice["gathered"]>): Node[] {
  const names = first.map((each) => name(each.name)).join(text("list.comma"));
  return [
    h("p", { class: "when" }, `${timeOfDay(notice.at)} · ${name(unit.name)}`),
    h("p", {}, text(count > first.length ? "notice.gatheredMore" : "notice.gathered", { names, count })),
    h("p", { class: "quiet" }, text("notice.perhapsNetwork")),
  ];
}
