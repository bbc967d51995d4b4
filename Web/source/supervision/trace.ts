// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { figureUnit, figureValue, isRatio } from "../figure.ts";
import { number, percent } from "../format.ts";
import type { Result } from "../model.ts";
import { problemOf } from "../problem.ts";
import { name, term, text } from "../texts.ts";
import type { NumberedEvent, Question, Step, Trace } from "./model.ts";

/** As the query of an address: the same words that an exported row carries. */
export function scopeQuery(scope: Result["scope"]): string {
  const parts = [`scope=${scope.kind}`];
  if (scope.id !== undefined) parts.push(`id=${scope.id}`);
  if (scope.mode) parts.push(`mode=${scope.mode}`);
  return parts.join("&");
}

const periodQuery = (question: Question) =>
  question.period ? `&from=${question.period.start}&to=${question.period.end}` : "";

async function fetched<Answer>(address: string): Promise<Answer> {
  const answer = await fetch(address);
  if (!answer.ok) throw await problemOf(answer);
  return await answer.json();
}

/** Opens a figure in the page's dialog: its definition, its parts and its cases down to each event. */
export async function openTrace(question: Question, title: string) {
  const dialog = byId<HTMLDialogElement>("trace");
  const body = h("div", { class: "trace-body" }, h("p", { class: "quiet" }, text("trace.loading")));
  replace(
    dialog,
    h("header", { class: "trace-head" },
      h("h2", { id: "trace-title" }, title),
      h("button", { type: "button", class: "tool", click: () => dialog.close() }, text("trace.close"))),
    body,
  );
  if (!dialog.open) dialog.showModal();
  const page = async (offset: number) => {
    const trace = await fetched<Trace>(
      `/api/figures/${question.kpi}/cases?${scopeQuery(question.scope)}${periodQuery(question)}${
        question.definition ? `&definition=${question.definition}` : ""
      }&offset=${offset}`,
    );
    replace(body, facts(trace), cases(trace), pager(trace, page));
    body.scrollTop = 0;
  };
  try {
    await page(0);
  } catch (error) {
    dialog.close();
    throw error;
  }
}

function facts(trace: Trace): HTMLElement {
  const { definition, result } = trace;
  const figure = { definition, whole: result, parts: [] };
  const unit = figureUnit(figure, result);
  const row = (key: string, content: string) => [h("dt", {}, text(key)), h("dd", {}, content)];
  return h("section", {},
    h("p", { class: "trace-value" },
      h("b", {}, figureValue(figure, result)),
      unit && h("small", {}, unit)),
    h("p", { class: "quiet" }, name(definition.formula)),
    h("dl", { class: "facts" },
      // Of a count or percentile it is the value once more.
      isRatio(figure) && row("figure.numerator", number(result.numerator)),
      isRatio(figure) && row("figure.denominator", number(result.denominator)),
      result.interval && !result.gap &&
        row("figure.interval", `${percent(result.interval.lower)} – ${percent(result.interval.upper)}`),
      row("figure.cases", number(result.cases)),
      row("figure.excluded", number(result.excluded)),
      result.gap && row("figure.gap", text(`gap.${result.gap}`)),
      row("trace.period", `${trace.query.period.start.replace("T", " ")} – ${trace.query.period.end.replace("T", " ")}`),
      row("trace.version", `${trace.query.kpi} v${trace.query.version} · ${trace.query.scorecard}`)));
}

function cases(trace: Trace): HTMLElement {
  if (trace.steps.length === 0) return h("p", { class: "quiet" }, text("trace.none"));
  return h("ol", { class: "trace-cases", start: trace.offset + 1 }, trace.steps.map((step) => oneCase(step, trace)));
}

/** What a case adds: one number over another, or of counts and percentiles one number. */
function adds(step: Step, { definition, result }: Trace): string {
  if (step.isExcluded) return text("trace.excluded");
  const figure = { definition, whole: result, parts: [] };
  if (!isRatio(figure)) {
    const own = { ...result, value: step.numerator, gap: undefined };
    return `${figureValue(figure, own)} ${figureUnit(figure, own)}`;
  }
  return `${number(step.numerator, fraction(step.numerator))} / ${number(step.denominator, fraction(step.denominator))}`;
}

function oneCase(step: Step, trace: Trace): HTMLElement {
  const events = h("div", { class: "trace-events" });
  const details: HTMLDetailsElement = h("details", {
    toggle: () => {
      if (details.open && !events.hasChildNodes()) void showEvents(step, events);
    },
  },
    h("summary", {},
      h("span", { class: "trace-label" }, name(step.label)),
      h("span", { class: "trace-adds" }, adds(step, trace))),
    h("dl", { class: "facts" },
      fact("trace.kind", term("trace-kind", step.kind)),
      step.places.length > 0 && fact("trace.places", step.places.map(name).join(" · ")),
      step.streets.length > 0 && fact("trace.streets", step.streets.join(" · ")),
      step.shifts > 0 && fact("trace.shifts", number(step.shifts)),
      step.incidents > 0 && fact("trace.incidents", number(step.incidents)),
      step.incident && fact(
        "trace.incident",
        `${step.incident.time.replace("T", " ")} ${term("incident-kind", step.incident.kind)} · ${
          term("severity", step.incident.severity)
        }${step.incident.street ? ` · ${step.incident.street}` : ""}`,
      )),
    events);
  return h("li", {}, details);
}

const fraction = (value: number) => (Number.isInteger(value) ? 0 : 1);
const fact = (key: string, content: string) => [h("dt", {}, text(key)), h("dd", {}, content)];

async function showEvents(step: Step, place: HTMLElement) {
  if (step.events.length === 0) return replace(place, h("p", { class: "quiet" }, text("trace.noEvent")));
  replace(place, h("p", { class: "quiet" }, text("trace.loading")));
  const events = await fetched<NumberedEvent[]>(`/api/figures/events?numbers=${step.events.join(",")}`);
  replace(
    place,
    h("table", { class: "trace-table" },
      h("caption", {}, text("trace.events", { count: step.eventCount })),
      h("tbody", {}, events.map((event) =>
        h("tr", { "data-event": event.number },
          h("td", { class: "quiet" }, `#${event.number}`),
          h("td", {}, event.time.replace("T", " ")),
          h("td", {}, name(event.text)),
          h("td", { class: "quiet" }, event.incident ? text("trace.incidentNumber", { id: event.incident }) : "",
            event.isSimulated ? ` ${text("trace.simulated")}` : ""))))),
  );
}

function pager(trace: Trace, page: (offset: number) => Promise<void>): HTMLElement | null {
  if (trace.count <= trace.steps.length) return null;
  const size = 40;
  const last = trace.offset + trace.steps.length;
  return h("nav", { class: "trace-pager" },
    h("button", { type: "button", class: "button", disabled: trace.offset === 0, click: () => void page(Math.max(0, trace.offset - size)) },
      text("trace.before")),
    h("span", { class: "quiet" }, text("trace.page", { from: trace.offset + 1, to: last, count: number(trace.count) })),
    h("button", { type: "button", class: "button", disabled: last >= trace.count, click: () => void page(last) },
      text("trace.after")));
}
