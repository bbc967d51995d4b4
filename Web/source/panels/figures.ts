// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace, s } from "../dom.ts";
import { figureUnit, figureValue, isRatio } from "../figure.ts";
import { compact, dayName, number, percent } from "../format.ts";
import type { Figure, Name, Result } from "../model.ts";
import type { Store } from "../state.ts";
import { language, name, text } from "../texts.ts";

/** What a commander looks at first; the other figures are one press away. */
const leading = [
  "visibility-rate",
  "on-time-arrival",
  "on-post-rate",
  "call-to-arrival-median",
  "on-time-response",
  "hand-over-timeliness",
  "interventions",
  "person-times",
];

/** The day's figures in a row; each opens all that is needed to check it. */
export function showFigures(store: Store) {
  const row = byId("figures");
  const draw = () => {
    const { figures } = store.state.scorecard;
    const isLeading = (figure: Figure) => leading.includes(figure.definition.id);
    const first = figures.filter(isLeading);
    const rest = figures.filter((figure) => !isLeading(figure));
    replace(row, [
      ...first.map((figure) => button(figure, store, false)),
      rest.length > 0 ? toggle(figures.length) : null,
      ...rest.map((figure) => button(figure, store, true)),
    ]);
  };
  store.on(["scorecard"], draw);
  draw();
}

/** Folds the other figures out below the row, and back. */
function toggle(count: number): HTMLElement {
  const row = byId("figures");
  const control = h(
    "button",
    {
      type: "button",
      class: "figure-toggle",
      "aria-expanded": row.classList.contains("is-open"),
      click: () => {
        const isOpen = row.classList.toggle("is-open");
        control.setAttribute("aria-expanded", String(isOpen));
      },
    },
    text("figure.all", { count }),
  );
  return control;
}

function button(figure: Figure, store: Store, isFolded: boolean): HTMLElement {
  const { definition, whole } = figure;
  return h(
    "button",
    {
      type: "button",
      class: isFolded ? "figure is-folded" : "figure",
      "data-key": definition.id,
      "aria-haspopup": "dialog",
      click: (event: Event) => open(figure, store, event.currentTarget as HTMLElement),
    },
    h("span", { class: "figure-name" }, name(definition.name)),
    h("span", { class: "figure-value" }, h("b", {}, figureValue(figure, whole)), unit(figure, whole)),
    whole && isRatio(figure)
      ? h("span", { class: "figure-parts" }, `${compact(whole.numerator)} / ${compact(whole.denominator)}`)
      : null,
    whole?.interval && !whole.gap ? range(whole) : null,
  );
}

function unit(figure: Figure, result: Result | undefined): HTMLElement | null {
  const shown = figureUnit(figure, result);
  return shown ? h("small", {}, shown) : null;
}

/** The 95 % interval as a bar on the scale from 0 to 1, the figure itself as a line across it. */
function range(result: Result): SVGSVGElement {
  const interval = result.interval ?? { lower: 0, upper: 1 };
  const x = (share: number) => 1 + 52 * share;
  return s(
    "svg",
    { class: "figure-range", width: 54, height: 10, viewBox: "0 0 54 10", "aria-hidden": "true" },
    s("rect", { class: "range-all", x: 1, y: 4, width: 52, height: 2, rx: 1 }),
    s("rect", {
      class: "range-likely",
      x: x(interval.lower),
      y: 2.5,
      width: Math.max(2, x(interval.upper) - x(interval.lower)),
      height: 5,
      rx: 1.5,
    }),
    s("rect", { class: "range-value", x: x(result.value ?? 0) - 0.75, y: 0.5, width: 1.5, height: 9 }),
  );
}

function open(figure: Figure, store: Store, from: HTMLElement) {
  const panel = byId("figure-detail");
  const { definition, whole } = figure;
  replace(
    panel,
    h("h2", { id: "figure-detail-title" }, name(definition.name)),
    h("p", { class: "quiet" }, name(definition.formula)),
    whole
      ? h(
        "dl",
        { class: "facts" },
        row("figure.value", `${figureValue(figure, whole)} ${figureUnit(figure, whole)}`),
        row("figure.numerator", number(whole.numerator)),
        !isRatio(figure) ? null : row("figure.denominator", number(whole.denominator)),
        whole.interval && !whole.gap
          ? row("figure.interval", `${percent(whole.interval.lower)} – ${percent(whole.interval.upper)}`)
          : null,
        row("figure.cases", number(whole.cases)),
        row("figure.excluded", number(whole.excluded)),
        whole.gap ? row("figure.gap", text(`gap.${whole.gap}`)) : null,
        row("figure.period", dayName(store.state.scorecard.period.start.slice(0, 10))),
      )
      : null,
    parts(figure, store),
    h("p", { class: "quiet small" }, text("figure.definition", { id: definition.id, version: definition.version })),
  );
  panel.setAttribute("aria-labelledby", "figure-detail-title");
  panel.showPopover();
  place(panel, from);
  panel.focus();
}

const row = (key: string, content: string) => [h("dt", {}, text(key)), h("dd", {}, content)];

function parts(figure: Figure, store: Store): HTMLElement | null {
  if (figure.parts.length === 0) return null;
  return h(
    "table",
    { class: "table" },
    h("caption", {}, text("figure.parts")),
    h(
      "tbody",
      {},
      figure.parts.map((part) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, scopeName(part, store)),
          h("td", {}, figureValue(figure, part)),
          h("td", { class: "quiet" }, !isRatio(figure)
            ? ""
            : `${number(part.numerator)} / ${number(part.denominator)}`),
        )
      ),
    ),
  );
}

function scopeName(part: Result, store: Store): string {
  const { scope } = part;
  const found = (list: { id: number; name: Name }[]) =>
    list.find((each) => each.id === scope.id)?.name[language()] ?? String(scope.id);
  switch (scope.kind) {
    case "area":
      return found(store.state.city.areas);
    case "brigade":
    case "squadron":
      return found(store.state.city.units);
    case "mode":
      return text(`mode.${scope.mode}.long`);
    case "detachment":
      return name(store.state.city.organization);
  }
}

/** Below the button, or above where there is no room, within the window. */
function place(panel: HTMLElement, from: HTMLElement) {
  const anchor = from.getBoundingClientRect();
  const box = panel.getBoundingClientRect();
  const below = anchor.bottom + 6;
  const top = below + box.height > innerHeight - 8 ? Math.max(8, anchor.top - box.height - 6) : below;
  panel.style.left = `${Math.max(8, Math.min(anchor.left, innerWidth - box.width - 8))}px`;
  panel.style.top = `${Math.max(8, Math.min(top, innerHeight - box.height - 8))}px`;
}
