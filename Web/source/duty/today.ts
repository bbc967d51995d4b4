// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { name, term, text } from "../texts.ts";
import type { Incident, Stay, Today } from "./model.ts";
import { timeOfDay } from "./clock.ts";
import { ownHandOvers } from "./hand-over.ts";
import { handOverAct } from "./hand-over-form.ts";
import { action, ask, card, empty, evidenceWords, incidentWords } from "./parts.ts";
import { specialCard } from "./special.ts";
import { measureTwice } from "./place.ts";
import { now, post, read } from "./post.ts";

/** Today's duty: where to be, whether one is there, and the incident that one is sent to. */
export async function todayView(say: (words: string) => void): Promise<Node[]> {
  const today = await read<Today>("/api/duty/today");
  if (!today) return [empty(text("duty.nothingKept"))];
  // An answer that was kept from before the page knew of hand-overs has none.
  const handOvers = today.handOvers ?? [];
  const toTakeOver = ownHandOvers(handOvers.filter((each) => each.isOpen && each.own === "incoming"));
  const written = ownHandOvers(handOvers.filter((each) => !(each.isOpen && each.own === "incoming")));
  const cards = [
    ...today.stays.filter((each) => each.silence).map(questionCard),
    ...toTakeOver,
    ...(today.special ?? []).map(specialCard),
    ...today.incidents.map((each) => incidentCard(each, today)),
    ...today.stays.map((each) => stayCard(each, { ...today, handOvers }, say)),
    ...written,
  ];
  return cards.length > 0 ? cards : [empty(text("duty.noDuty"))];
}

/** Nothing was heard of the officer: the question, and one button that answers it, with or without a network. */
function questionCard(stay: Stay) {
  const label = text("welfare.answer");
  return h("section", { class: "card urgent welfare-question", role: "alert" },
    h("h2", {}, text("welfare.question")),
    h("p", {}, text("welfare.silentSince", { time: timeOfDay(stay.silence?.since ?? now()) })),
    stay.silence && stay.silence.told !== "officer"
      ? h("p", { class: "bad" }, text(`welfare.told.${stay.silence.told}`))
      : null,
    h("div", { class: "acts" },
      action(label, "main", () =>
        post("/api/duty/steps",
          { duty: stay.duty, task: stay.task, step: "heard", at: Math.round(now()) }, label))));
}

function stayCard(stay: Stay, today: Today, say: (words: string) => void) {
  const which = { duty: stay.duty, task: stay.task };
  const send = (path: string, body: object, label: string) =>
    post(path, { ...which, ...body, at: Math.round(now()) }, label);
  const checkIn = action(text("duty.checkIn"), "main", async () => {
    say(text("duty.measuring"));
    const fixes = await measureTwice();
    say("");
    await send("/api/duty/check-ins", { fixes }, text("duty.checkIn"));
  });
  const step = (key: string, label: string, kind: "plain" | "main" = "plain") =>
    action(label, kind, () => send("/api/duty/steps", { step: key }, label));
  const reply = action(text("duty.reply"), "plain", async () => {
    const words = await ask(text("duty.replyTitle"));
    if (words) await send("/api/duty/replies", { words }, text("duty.reply"));
  });
  return card(
    name(stay.place),
    h("p", { class: "when" },
      `${timeOfDay(stay.start)}–${timeOfDay(stay.end)}`,
      h("span", { class: `chip ${stay.standing}` }, term("standing", stay.standing))),
    details(stay).map((words) => h("p", { class: "quiet" }, words)),
    stay.replies.map((line) => h("blockquote", {}, line.words)),
    h("div", { class: "acts" }, actsOf(stay, checkIn, step), vehicleAct(stay, step),
      handOverAct(stay, today), reply),
  );
}

function details(stay: Stay): string[] {
  const lines: string[] = [];
  if (stay.arrival) lines.push(text("duty.arrived", { time: timeOfDay(stay.arrival) }));
  if (stay.arrival && stay.evidence) lines.push(evidenceWords(stay));
  if (stay.minutesLate) lines.push(text("duty.late", { minutes: stay.minutesLate }));
  if (stay.minutesEarly) lines.push(text("duty.early", { minutes: stay.minutesEarly }));
  if (stay.vehicle && stay.vehicleOut) {
    lines.push(text("duty.vehicleOut", { plate: stay.vehicle, time: timeOfDay(stay.vehicleOut) }));
  }
  if (stay.pending) {
    lines.push(text("duty.pending", { doubt: term("doubt", stay.pending.doubt) }));
  }
  return lines;
}

function actsOf(
  stay: Stay,
  checkIn: HTMLElement,
  step: (key: string, label: string, kind?: "plain" | "main") => HTMLElement,
): HTMLElement[] {
  switch (stay.standing) {
    case "expected":
    case "late":
    case "toVerify":
      return [checkIn];
    case "present":
      return [step("leave", text("duty.leave")), step("finish", text("duty.finish"))];
    case "lostContact":
      // The question above has the answer.
      return stay.silence
        ? [step("finish", text("duty.finish"))]
        : [step("heard", text("duty.heard"), "main"), step("finish", text("duty.finish"))];
    case "stepped":
    case "offPost":
    case "relieved":
      return [step("comeBack", text("duty.comeBack"), "main"), step("finish", text("duty.finish"))];
    default:
      return [];
  }
}

/** The shift's vehicle goes out once its officer is there, and comes back whatever the stay says by then. */
function vehicleAct(stay: Stay, step: (key: string, label: string) => HTMLElement): HTMLElement | null {
  const { vehicle: plate } = stay;
  if (!plate) return null;
  if (stay.vehicleOut) return step("returnVehicle", text("duty.returnVehicle", { plate }));
  return stay.standing === "present" ? step("takeVehicle", text("duty.takeVehicle", { plate })) : null;
}

const nextStep: Record<string, string> = {
  dispatched: "acknowledge",
  acknowledged: "setOut",
  enRoute: "arrive",
  onScene: "clear",
};

/** The incident with the one step that comes next, as large as a thumb. */
function incidentCard(incident: Incident, today: Today) {
  const own = new Set(today.stays.map((stay) => stay.duty));
  const response = incident.responses.find((each) => each.unit && own.has(each.unit)) ??
    incident.responses[0];
  const step = nextStep[response.state];
  const path = `/api/duty/incidents/${incident.id}/steps`;
  const report = (key: string, reason?: string) =>
    post(path, { step: key, reason, at: Math.round(now()) }, term("incident-step", key));
  return h("section", { class: "card urgent" },
    response.silence ? h("p", { class: "bad", role: "alert" }, text("welfare.question")) : null,
    h("h2", {}, `${text("duty.incident")} ${incident.id} · ${incidentWords(incident)}`),
    h("p", {}, [incident.street, incident.words].filter(Boolean).join(" · ")),
    h("p", { class: "when" },
      timeOfDay(incident.calledAt),
      h("span", { class: "chip" }, term("response-state", response.state))),
    h("div", { class: "acts" },
      response.silence ? action(term("incident-step", "heard"), "main", () => report("heard")) : null,
      step ? action(term("incident-step", step), response.silence ? "plain" : "main", () => report(step)) : null,
      response.state === "onScene" && !response.silence
        ? action(term("incident-step", "heard"), "plain", () => report("heard"))
        : null,
      step && step !== "clear"
        ? action(text("duty.cannotGo"), "risky", () => report("decline", "cannotReach"))
        : null));
}
