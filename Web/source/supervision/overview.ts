// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { figureUnit, figureValue } from "../figure.ts";
import { number, percent } from "../format.ts";
import type { City, Figure, Interval, Mode, Result, Scorecard } from "../model.ts";
import { name, term, text } from "../texts.ts";
import { chart } from "./chart.ts";
import type { Decisions, Review } from "./model.ts";
import { openTrace } from "./trace.ts";

const modes: Mode[] = ["peak", "offPeak", "night", "special"];
const ofMode = ["person-times", "visibility-rate", "on-time-arrival", "on-post-rate", "interventions"];
const ofArea = [
  "person-times", "on-time-arrival", "on-post-rate", "visibility-rate", "call-to-arrival-median", "interventions",
];

/** The rates whose trend is drawn. */
const rates = ["on-time-arrival", "on-post-rate", "visibility-rate"];

/** The leaders' page: four modes, three areas, the trend, and what needs a decision. */
export function overview(
  card: Scorecard, review: Review, decisions: Decisions | null, city: City, hasHours: boolean,
): HTMLElement {
  return h("div", { class: "supervision-grid" },
    section("supervision.modes", h("div", { class: "mode-cards" }, modes.map((mode) => modeCard(mode, card)))),
    decisions && section("supervision.decisions", decisionList(decisions, card)),
    section("supervision.areas", areaTable(card, city), "is-wide"),
    review.weeks.length > 1 &&
      section("supervision.trend",
        h("div", { class: "charts" },
          chart("/api/charts/rates"),
          rates.map((kpi) => chart(`/api/charts/areas?kpi=${kpi}`, `${nameOf(card, kpi)} · ${text("supervision.areas")}`))),
        "is-wide"),
    hasHours && section("supervision.hours", h("div", { class: "charts" }, chart("/api/charts/hours")), "is-wide"),
    section("supervision.map", h("div", { class: "charts" }, chart("/api/charts/map")), "is-wide"),
    section("supervision.all", allFigures(card), "is-wide"));
}

function section(key: string, content: HTMLElement, kind = ""): HTMLElement {
  return h("section", { class: `report-card ${kind}`, "data-key": key }, h("h2", {}, text(key)), content);
}

/** A figure that can be opened. */
export function figureButton(figure: Figure, result: Result | undefined, title: string, period: Interval): HTMLElement {
  const unit = figureUnit(figure, result);
  return h("button", {
    type: "button",
    class: "figure-link",
    "data-figure": figure.definition.id,
    "aria-haspopup": "dialog",
    title: name(figure.definition.formula),
    click: () => {
      if (!result) return;
      const { id, authority } = figure.definition;
      void openTrace({ kpi: id, definition: authority ? "local" : "ours", scope: result.scope, period }, title);
    },
  },
    h("span", {}, h("b", {}, figureValue(figure, result)), unit && h("small", {}, ` ${unit}`)),
    // The interval of too few cases would tell what is held back.
    result?.interval && !result.gap
      ? h("small", {}, `${percent(result.interval.lower)}–${percent(result.interval.upper)}`)
      : null);
}

/** The definition in force; a second one of the same key stands beside it in the list of all. */
const find = (card: Scorecard, id: string) => card.figures.find((each) => each.definition.id === id);

function nameOf(card: Scorecard, id: string): string {
  const figure = find(card, id);
  return figure ? name(figure.definition.name) : id;
}

function modeCard(mode: Mode, card: Scorecard): HTMLElement {
  return h("article", { class: "mode-card" },
    h("h3", {}, text(`mode.${mode}.long`)),
    h("dl", {},
      ofMode.map((id) => {
        const figure = find(card, id);
        const result = figure?.parts.find((part) => part.scope.kind === "mode" && part.scope.mode === mode);
        if (!figure) return null;
        return [
          h("dt", {}, name(figure.definition.name)),
          h("dd", {}, figureButton(figure, result, `${text(`mode.${mode}.long`)} · ${name(figure.definition.name)}`, card.period)),
        ];
      })));
}

function areaTable(card: Scorecard, city: City): HTMLElement {
  const figures = ofArea.flatMap((id) => find(card, id) ?? []);
  return h("div", { class: "evaluation-scroll", tabindex: 0, role: "group", "aria-label": text("supervision.areas") },
    h("table", { class: "evaluation-table area-table" },
      h("thead", {}, h("tr", {},
        h("th", { scope: "col" }, text("supervision.area")),
        figures.map((figure) => h("th", { scope: "col", title: name(figure.definition.formula) }, name(figure.definition.name))))),
      h("tbody", {},
        city.areas.map((area) =>
          h("tr", {},
            h("th", { scope: "row" }, name(area.name)),
            figures.map((figure) =>
              h("td", { "data-name": name(figure.definition.name) }, figureButton(
                figure,
                figure.parts.find((part) => part.scope.kind === "area" && part.scope.id === area.id),
                `${name(area.name)} · ${name(figure.definition.name)}`,
                card.period,
              ))))))));
}

function decisionList(decisions: Decisions, card: Scorecard): HTMLElement {
  if (decisions.matters.length === 0) return h("p", { class: "quiet" }, text("supervision.nothing"));
  return h("ul", { class: "matters" }, decisions.matters.map((matter) =>
    h("li", { "data-key": matter.kind },
      h("details", {},
        h("summary", {}, h("span", {}, term("matter", matter.kind)), h("b", {}, number(matter.count))),
        h("ul", { class: "matter-examples" }, matter.examples.map((example) =>
          h("li", {}, h("span", {}, name(example.label)), h("time", {}, example.since.replace("T", " "))))),
        matter.kpi && h("button", {
          type: "button",
          class: "link",
          click: () => void openTrace(
            { kpi: matter.kpi ?? "", scope: { kind: "detachment" }, period: card.period },
            term("matter", matter.kind),
          ),
        }, text("supervision.open"))))));
}

/** Every figure with its definition, a province's own beside ours. */
function allFigures(card: Scorecard): HTMLElement {
  const wording = (figure: Figure) =>
    figure.definition.authority
      ? text("supervision.local", { authority: figure.definition.authority, version: figure.definition.version })
      : text("supervision.edition", { version: figure.definition.version });
  return h("div", { class: "evaluation-scroll", tabindex: 0, role: "group", "aria-label": text("supervision.all") },
    h("table", { class: "evaluation-table all-figures" },
      h("tbody", {}, card.figures.map((figure) =>
        h("tr", {},
          h("th", { scope: "row" }, name(figure.definition.name), h("small", {}, wording(figure))),
          h("td", {}, figureButton(figure, figure.whole, name(figure.definition.name), card.period)),
          h("td", { class: "formula" }, name(figure.definition.formula)))))));
}
