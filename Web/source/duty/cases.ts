// SPDX-License-Identifier: Apache-2.0

import { h, replace } from "../dom.ts";
import { number } from "../format.ts";
import type { Figure, Result } from "../model.ts";
import type { NumberedEvent, Step, Trace } from "../supervision/model.ts";
import { scopeQuery } from "../supervision/trace.ts";
import { name, text } from "../texts.ts";
import { read } from "./post.ts";

/** Opens to the cases that a figure of the running day rests on, and each of them to its events. */
export function casesOf(figure: Figure, result: Result): HTMLElement {
  const address = `/api/day/figures/${figure.definition.id}`;
  const scope = scopeQuery(result.scope);
  return opening(text("duty.cases"), "day-cases", async () => {
    const trace = await read<Trace>(`${address}/cases?${scope}`);
    if (!trace || trace.steps.length === 0) return [h("p", { class: "quiet" }, text("trace.none"))];
    return [
      trace.count > trace.steps.length && h("p", { class: "quiet" },
        text("trace.page", { from: 1, to: trace.steps.length, count: number(trace.count) })),
      h("ol", {}, trace.steps.map((step) => h("li", {}, oneCase(step, `${address}/events?${scope}`)))),
    ];
  });
}

function oneCase(step: Step, address: string): HTMLElement {
  const adds = step.isExcluded ? text("trace.excluded") : `${number(step.numerator)} / ${number(step.denominator)}`;
  return opening(`${name(step.label)} · ${adds}`, "day-case", async () => {
    if (step.events.length === 0) return [h("p", { class: "quiet" }, text("trace.noEvent"))];
    const events = await read<NumberedEvent[]>(`${address}&numbers=${step.events.join(",")}`);
    return (events ?? []).map((event) =>
      h("p", { "data-event": event.number }, `#${event.number} ${event.time.replace("T", " ")} ${name(event.text)}`,
        event.isSimulated && h("small", {}, text("trace.simulated"))));
  });
}

type Shown = (Node | false)[];

/** A line that opens, and asks for what is in it when it is first opened. */
function opening(title: string, kind: string, load: () => Promise<Shown>): HTMLElement {
  const inside = h("div", {});
  const line: HTMLDetailsElement = h("details", {
    class: kind,
    toggle: () => {
      if (!line.open || inside.hasChildNodes()) return;
      replace(inside, h("p", { class: "quiet" }, text("trace.loading")));
      void load().then((shown) => replace(inside, ...shown));
    },
  }, h("summary", {}, title), inside);
  return line;
}
