// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { number } from "../format.ts";
import { language, name, term, text } from "../texts.ts";
import type { Choices, TestResult, Webhook } from "./model.ts";

/** What was asked for one webhook and is not answered yet. */
export type Asking = "rotate" | "remove";

export interface CardActions {
  step(webhook: Webhook, step: "pause" | "resume"): void;
  test(webhook: Webhook): void;
  ask(webhook: Webhook, asking: Asking | undefined): void;
  rotate(webhook: Webhook, overlapHours: number): void;
  remove(webhook: Webhook): void;
}

/** What the page knows of one webhook beside what the server tells. */
export interface CardState {
  asking?: Asking;
  test?: TestResult;
  /** What went wrong with the last thing that was asked for. */
  problem?: { zh: string; en: string };
  isBusy: boolean;
}

export function card(webhook: Webhook, state: CardState, choices: Choices, actions: CardActions) {
  const title = `hook-${webhook.id}`;
  return h("article", { class: `hook is-${toneOf(webhook)}`, "data-hook": webhook.id, "aria-labelledby": title },
    h("header", { class: "hook-head" },
      h("h2", { id: title }, webhook.name),
      h("span", { class: "hook-state" }, text(`webhooks.state.${standing(webhook)}`))),
    h("p", { class: "hook-address" }, webhook.url),
    h("dl", { class: "facts hook-facts" }, facts(webhook)),
    h("div", { class: "hook-buttons", role: "group", "aria-label": text("webhooks.actions") },
      buttons(webhook, state, actions)),
    state.asking === "rotate" && rotation(webhook, state, choices, actions),
    state.asking === "remove" && removal(webhook, state, actions),
    h("p", { class: `hook-said ${state.test?.isTaken ? "is-good" : "is-bad"}`, role: "status" }, said(state)));
}

/** Where an event is refused, it waits for its next attempt, and all behind it wait too. */
const standing = (webhook: Webhook) => webhook.state === "active" && webhook.failure ? "failing" : webhook.state;

/** Loud where something does not arrive; a pause is somebody's wish. */
const toneOf = (webhook: Webhook): string =>
  webhook.state === "disabled" ? "bad" : webhook.failure ? "warn" : webhook.state === "paused" ? "calm" : "good";

function facts(webhook: Webhook) {
  const fact = (key: string, value: string | false, kind = "") =>
    value !== false && [h("dt", {}, text(key)), h("dd", { class: kind }, value)];
  const { waiting, waitingSince, failure, failingSince, nextAttempt, lastDelivered, formerSecretEnds } = webhook;
  const kinds = webhook.kinds.map((kind) => term("event-kind", kind)).join(language() === "zh" ? "、" : ", ");
  return [
    fact("webhooks.kinds", kinds),
    fact("webhooks.waiting", waiting === 0 || waitingSince === undefined
      ? text("webhooks.nothingWaits")
      : text("webhooks.waitingSince", { count: number(waiting), time: moment(waitingSince) })),
    fact("webhooks.delivered", lastDelivered === undefined ? text("webhooks.never") : moment(lastDelivered)),
    fact("webhooks.answer", failure ? name(failure) : lastDelivered !== undefined && text("webhooks.taken"), failure ? "bad" : ""),
    fact("webhooks.failing", failingSince !== undefined &&
      text("webhooks.failingSince", { time: moment(failingSince), count: webhook.attempts })),
    fact("webhooks.next", nextAttempt !== undefined && moment(nextAttempt)),
    fact("webhooks.former", formerSecretEnds !== undefined && text("webhooks.formerEnds", { time: moment(formerSecretEnds) })),
  ];
}

const moment = (at: number): string =>
  new Date(at).toLocaleString(language() === "zh" ? "zh-CN" : "en-GB", {
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hour12: false,
  });

function buttons(webhook: Webhook, state: CardState, actions: CardActions) {
  const button = (key: string, run: () => void, pressed?: boolean) =>
    h("button", {
      type: "button",
      class: "button",
      "data-do": key,
      "data-key": `${key} ${webhook.id}`,
      "aria-expanded": pressed === undefined ? null : String(pressed),
      disabled: state.isBusy,
      click: run,
    }, text(`webhooks.do.${key}`));
  const ask = (asking: Asking) =>
    button(asking, () => actions.ask(webhook, state.asking === asking ? undefined : asking), state.asking === asking);
  return [
    webhook.state === "active"
      ? button("pause", () => actions.step(webhook, "pause"))
      : button("resume", () => actions.step(webhook, "resume")),
    button("test", () => actions.test(webhook)),
    ask("rotate"),
    ask("remove"),
  ];
}

function said(state: CardState): string {
  if (state.problem) return state.problem[language()];
  if (!state.test) return "";
  if (state.test.isTaken) return text("webhooks.testTaken", { count: number(state.test.milliseconds) });
  return text("webhooks.testFailed", { reason: state.test.failure ? name(state.test.failure) : "" });
}

/** How long both secrets sign; at once for one that somebody has who should not. */
function rotation(webhook: Webhook, state: CardState, choices: Choices, actions: CardActions) {
  const id = `overlap-${webhook.id}`;
  const hours = [choices.overlapHours, 1, 72, choices.longestOverlapHours];
  const select = h("select", { id, "data-key": id },
    hours.map((count) => h("option", { value: count }, text("webhooks.overlapHours", { count: number(count) }))),
    h("option", { value: 0 }, text("webhooks.overlapNone")));
  return h("form", {
    class: "hook-ask",
    submit: (event) => {
      event.preventDefault();
      actions.rotate(webhook, Number(select.value));
    },
  },
    h("label", { for: id }, text("webhooks.overlap")),
    select,
    h("p", { class: "help" }, text("webhooks.overlapHelp")),
    h("button", { type: "submit", class: "button is-primary", disabled: state.isBusy }, text("webhooks.do.rotate")));
}

function removal(webhook: Webhook, state: CardState, actions: CardActions) {
  return h("form", {
    class: "hook-ask",
    submit: (event) => {
      event.preventDefault();
      actions.remove(webhook);
    },
  },
    h("p", {}, text("webhooks.removeHelp", { count: number(webhook.waiting) })),
    h("button", { type: "submit", class: "button is-primary", disabled: state.isBusy }, text("webhooks.do.remove")));
}
