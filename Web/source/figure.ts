// SPDX-License-Identifier: Apache-2.0

import { duration, number, percent } from "./format.ts";
import type { Figure, Result } from "./model.ts";
import { name, term, text } from "./texts.ts";

/** A figure as it is shown, without its unit; in words where it has none. */
export function figureValue(figure: Figure, result: Result | undefined): string {
  if (result?.gap) return term("gap-short", result.gap);
  if (result?.value === undefined) return text("figure.none");
  switch (figure.definition.measure) {
    case "proportion":
    case "share":
      return percent(result.value);
    case "index":
      return number(result.value, 2);
    case "mean":
      return isLong(figure, result.value) ? duration(result.value) : number(result.value, 1);
    case "quantile":
      return isLong(figure, result.value) ? duration(result.value) : number(result.value);
    case "count":
      return number(result.value);
  }
}

/** What stands beside the value: nothing where there is none, or where the value says it itself. */
export function figureUnit(figure: Figure, result: Result | undefined): string {
  if (result?.value === undefined || result.gap) return "";
  if (isPercent(figure) || figure.definition.measure === "index") return "";
  return isLong(figure, result.value) ? "" : name(figure.definition.unit);
}

/** Nobody reads 1,560 seconds. */
const isLong = (figure: Figure, value: number) => figure.definition.unit.en === "s" && Math.abs(value) >= 60;

/** A count and a percentile stand alone; all others are one number over another. */
export const isRatio = (figure: Figure) => !["count", "quantile"].includes(figure.definition.measure);

export const isPercent = (figure: Figure) => ["proportion", "share"].includes(figure.definition.measure);
