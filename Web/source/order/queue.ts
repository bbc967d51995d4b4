// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { name, term, text } from "../texts.ts";
import { className, rungMark, turnName } from "./case-view.ts";
import { left, moment } from "./clock.ts";
import type { Case, CaseList, Desk } from "./model.ts";

export const queueName = (desk: Desk, turn: string): string => {
  const queue = desk.queues.find((each) => each.turn === turn);
  return queue?.name ? name(queue.name) : text(`turn.${turn}`);
};

/** The queues that may be looked at, one's own first. */
export function showQueues(desk: Desk, current: string, choose: (turn: string) => void) {
  const group = (isMine: boolean) => desk.queues.filter((queue) => queue.isMine === isMine);
  const options = (isMine: boolean) =>
    group(isMine).map((queue) =>
      h("option", { value: queue.turn, selected: queue.turn === current }, queueName(desk, queue.turn)));
  const select = h("select", { id: "queue-choice", "aria-label": text("order.queue") },
    group(true).length > 0 && h("optgroup", { label: text("order.mine") }, options(true)),
    group(false).length > 0 && h("optgroup", { label: text("order.others") }, options(false)));
  select.addEventListener("change", () => choose(select.value));
  replace(byId("queues"), select);
}

/** Cases by deadline, the nearest first. */
export function showQueue(list: CaseList, selected: number | undefined, choose: (id: number) => void) {
  const late = list.cases.filter((one) => one.due && left(one.due).tone === "late").length;
  replace(
    byId("queue-count"),
    text("order.count", { count: list.cases.length }) + (list.isComplete ? "" : "+"),
    late > 0 && h("b", { class: "bad" }, ` · ${text("order.late", { count: late })}`),
  );
  replace(
    byId("list"),
    list.cases.length === 0
      ? h("p", { class: "empty" }, text("order.empty"))
      : list.cases.map((one) => row(one, one.id === selected, () => choose(one.id))),
  );
}

function row(one: Case, isCurrent: boolean, choose: () => void) {
  const due = one.due ? left(one.due) : null;
  return h("button", {
    type: "button",
    class: "case-row",
    "data-key": String(one.id),
    "aria-current": isCurrent ? "true" : "false",
    click: choose,
  },
    h("span", { class: "case-name" }, className(one), h("small", { class: "quiet" }, ` #${one.id}`), rungMark(one)),
    h("span", { class: `due is-${due?.tone ?? "calm"}` }, due?.words ?? text("order.noClock")),
    h("span", { class: "case-where quiet" }, one.address || one.description || one.grid || moment(one.received)),
    h("span", { class: "quiet case-state" },
      one.isExtensionAsked ? text("order.asked") : term("case-state", one.state),
      h("span", { class: "unseen" }, ` ${turnName(one.turn)}`)));
}
