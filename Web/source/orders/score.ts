// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { text } from "../texts.ts";

export interface Score {
  compliant: number;
  applicable: number;
  value?: number;
  interval?: { lower: number; upper: number };
}

const percent = (value: number): string => `${(value * 100).toFixed(1)}%`;

/** A share with what it was counted from and its uncertainty. */
export const scoreLine = (score: Score): HTMLElement =>
  h("span", { class: "order-score" },
    h("b", {}, score.value === undefined ? "–" : percent(score.value)),
    h("small", { class: "quiet" }, ` ${score.compliant} / ${score.applicable}`,
      score.interval && ` · ${text("orders.interval", {
        lower: percent(score.interval.lower),
        upper: percent(score.interval.upper),
      })}`));
