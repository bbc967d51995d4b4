// SPDX-License-Identifier: Apache-2.0

import { number, percent } from "./format.ts";
import type { Figure, Result } from "./model.ts";
import { text } from "./texts.ts";

/** A figure as it is shown, without its unit; in words where it has none. */
export function figureValue(figure: Figure, result: Result | undefined): string {
  if (result?.value === undefined) return text("figure.none");
  switch (figure.definition.measure) {
    case "proportion":
    case "share":
      return percent(result.value);
    case "index":
      return number(result.value, 2);
    case "mean":
      return number(result.value, 1);
    case "quantile":
    case "count":
      return number(result.value);
  }
}

/** A count and a percentile stand alone; all others are one number over another. */
export const isRatio = (figure: Figure) => !["count", "quantile"].includes(figure.definition.measure);

export const isPercent = (figure: Figure) => ["proportion", "share"].includes(figure.definition.measure);
