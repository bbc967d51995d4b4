// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import type { Person } from "../session.ts";
import { name, text } from "../texts.ts";
import { timeOfDay } from "./clock.ts";
import type { Page, PartnerTask, SpecialDuty, SpecialTask } from "./model.ts";
import { action, ask, card, empty } from "./parts.ts";
import { now, post, read } from "./post.ts";

const triggers = ["holiday", "severeWeather", "massIncident", "securityMission"];
const span = (from: number, to: number) =>
  text("special.until", { from: timeOfDay(from), to: timeOfDay(to) });

/** The order on an officer's phone: urgent until it is acknowledged. */
export function specialCard(task: SpecialTask) {
  const path = `/api/duty/special-duties/${task.id}/acknowledgement`;
  return h("section", { class: `card ${task.acknowledged ? "" : "urgent"}`, "data-special": task.id },
    h("h2", {}, `${text("notice.specialOrdered")} · ${name(task.name)}`),
    h("p", {}, task.place ? name(task.place) : text("special.standBy")),
    h("p", { class: "when" }, span(task.start, task.end)),
    h("p", { class: "quiet" }, task.reason),
    received(task.acknowledged, path));
}

const received = (at: number | undefined, path: string) =>
  at
    ? h("p", { class: "quiet" }, text("special.receivedAt", { time: timeOfDay(at) }))
    : h("div", { class: "acts" },
      action(text("special.received"), "main", () =>
        post(path, { at: Math.round(now()) }, text("special.received"))));

/** A partner's own tasks, and nothing else of the order. */
export async function partnerView(): Promise<Node[]> {
  const tasks = (await read<Page<PartnerTask>>("/api/partner-tasks"))?.items ?? [];
  if (tasks.length === 0) return [empty(text("special.noTasks"))];
  return tasks.map((task) =>
    card(name(task.name),
      h("p", {}, name(task.words)),
      h("p", { class: "when" }, span(task.start, task.end)),
      received(task.acknowledged, `/api/partner-tasks/${task.duty}/${task.task}/acknowledgement`))
  );
}

/** Special duties in force with who has acknowledged; whoever may starts and ends them here. */
export async function specialView(person: Person): Promise<Node[]> {
  const may = person.permissions.includes("startSpecialDuty");
  const list = (await read<Page<SpecialDuty>>("/api/special-duties?state=open"))?.items ?? [];
  return [
    ...list.map((duty) => dutyCard(duty, may)),
    ...(list.length === 0 ? [empty(text("special.none"))] : []),
    ...(may ? [startCard()] : []),
  ];
}

function startCard() {
  const start = (label: string, trigger?: string) =>
    action(label, "plain", async () => {
      const reason = await ask(text("special.startTitle"));
      if (reason) await post("/api/special-duties", { trigger, reason }, label);
    });
  return h("details", { class: "card" },
    h("summary", {}, text("special.start")),
    h("div", { class: "choices" },
      triggers.map((each) => start(text(`trigger.${each}`), each)),
      start(text("special.planned"))));
}

function dutyCard(duty: SpecialDuty, may: boolean) {
  const missing = duty.calls.filter((each) => !each.acknowledged);
  const end = action(text("special.end"), "risky", async () => {
    const reason = await ask(text("special.endTitle"));
    if (reason) {
      await post(`/api/special-duties/${duty.id}/end`, { reason, version: duty.version },
        text("special.end"));
    }
  });
  return h("section", { class: `card ${missing.length > 0 ? "urgent" : ""}`, "data-duty": duty.id },
    h("h2", {}, `${duty.id} · ${name(duty.name)}`),
    h("p", { class: "when" }, span(duty.start, duty.end),
      h("span", { class: `chip ${missing.length > 0 ? "toVerify" : "present"}` },
        text("special.acknowledged", {
          count: duty.calls.length - missing.length,
          of: duty.calls.length,
        }))),
    h("p", { class: "quiet" }, duty.reason),
    duty.places.map((each) =>
      h("p", { class: "quiet" }, text("special.place", {
        place: name(each.name),
        wanted: each.wanted,
        called: each.called,
        acknowledged: each.acknowledged,
      }))
    ),
    peopleOf(duty),
    duty.partners.map((each) =>
      h("p", { class: "quiet" }, name(each.task), each.acknowledged
        ? ` · ${text("special.receivedAt", { time: timeOfDay(each.acknowledged) })}`
        : "")
    ),
    may ? h("div", { class: "acts" }, end) : null);
}

/** Duties whose people are shown: the view is drawn anew every few seconds. */
const opened = new Set<number>();

/** Everybody under the order, those who have not acknowledged first. */
const peopleOf = (duty: SpecialDuty) =>
  h("details", {
    open: opened.has(duty.id),
    toggle: (event) => {
      if ((event.currentTarget as HTMLDetailsElement).open) opened.add(duty.id);
      else opened.delete(duty.id);
    },
  },
    h("summary", {}, text("special.people")),
    h("ul", { class: "special-people" },
      duty.calls.map((each) =>
        h("li", { "data-acknowledged": String(Boolean(each.acknowledged)) },
          h("span", {}, each.officer ? name(each.officer.name) : "",
            h("span", { class: "quiet" },
              ` · ${name(each.unit.name)} · ${each.place ? name(each.place) : text("special.standBy")}`)),
          h("span", { class: `chip ${each.acknowledged ? "present" : "toVerify"}` },
            each.acknowledged
              ? text("special.receivedAt", { time: timeOfDay(each.acknowledged) })
              : text("special.notYet")))
      )));
