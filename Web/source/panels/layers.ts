// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { number } from "../format.ts";
import { palette } from "../map/palette.ts";
import type { Layer, Store } from "../state.ts";
import { kindOf, symbol } from "../symbols.ts";
import { text } from "../texts.ts";

const all: { layer: Layer; key: string }[] = [
  { layer: "risk", key: "R" },
  { layer: "heat", key: "H" },
  { layer: "areas", key: "A" },
  { layer: "units", key: "U" },
];

/** The switches over the map, and what its colours and symbols mean. */
export function showLayers(store: Store, mayWatch: boolean) {
  // Where units are is for whoever may know it.
  const layers = all.filter(({ layer }) => layer !== "units" || mayWatch);
  const draw = () => {
    replace(
      byId("layers"),
      layers.map(({ layer, key }) =>
        h("button", {
          type: "button",
          "data-key": layer,
          "aria-pressed": String(store.state.layers[layer]),
          click: () => toggle(store, layer),
        }, h("span", { class: "box", "aria-hidden": "true" }), text(`layer.${layer}`), h("kbd", { "aria-hidden": "true" }, key))
      ),
    );
    drawLegend(store);
  };
  store.on(["layers", "plan", "risk"], draw);
  draw();
}

export function toggle(store: Store, layer: Layer) {
  const { layers } = store.state;
  store.change({ layers: { ...layers, [layer]: !layers[layer] } });
}

function drawLegend(store: Store) {
  const { plan, risk, layers } = store.state;
  const kinds = [...new Set(plan.places.map(kindOf))];
  replace(
    byId("legend"),
    kinds.map((kind) => h("span", {}, symbol(kind, 14), text(`kind.${kind}`))),
    layers.units && ["vehicle", "officer", "silent"].map((look) =>
      h("span", {}, h("i", { class: `unit-mark is-${look}`, "aria-hidden": "true" }), text(`unit-look.${look}`))),
    layers.risk
      ? h(
        "span",
        { class: "ramp", title: text("legend.riskLong", { from: number((risk.steps[0] ?? 0) * risk.quantum, 1), to: number((risk.steps[3] ?? 0) * risk.quantum, 1) }) },
        text("legend.risk"),
        palette().risk.map((tint) => {
          const patch = h("i");
          patch.style.background = tint;
          return patch;
        }),
        h("span", { class: "quiet" }, text("legend.riskUnit", { to: number((risk.steps[3] ?? 0) * risk.quantum, 0) })),
      )
      : null,
  );
}
