// SPDX-License-Identifier: Apache-2.0

import { s } from "./dom.ts";
import type { Place } from "./model.ts";

// Shape and colour say the same thing twice, so that a symbol survives grey print and colour
// blindness: circle = post, square = cordon, triangle = diversion, hexagon = beat, arrow = patrol,
// diamond = checkpoint. Colours come from the style sheet by class.

export type Kind = "post" | "cordon" | "diversion" | "beat" | "patrol" | "checkpoint";

const outlines: Record<Kind, string> = {
  post: "M8 3.4a4.6 4.6 0 1 0 .01 0z",
  cordon: "M3.2 3.2h9.6v9.6H3.2z",
  diversion: "M8 2 14.4 13.2H1.6z",
  beat: "M5 2.8h6L14 8l-3 5.2H5L2 8z",
  patrol: "M8 1.6 13.4 14 8 11 2.6 14z",
  checkpoint: "M8 1.8 14.2 8 8 14.2 1.8 8z",
};

export const kindOf = (place: Place): Kind => place.role ?? place.form;

/** The symbol alone; words stand beside it, so readers skip it. */
export function symbol(kind: Kind, size = 16): SVGSVGElement {
  return s(
    "svg",
    {
      class: `symbol symbol-${kind}`,
      width: size,
      height: size,
      viewBox: "0 0 16 16",
      "aria-hidden": "true",
    },
    s("path", { d: outlines[kind] }),
  );
}
