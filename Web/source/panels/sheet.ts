// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import type { Sheet, Store } from "../state.ts";
import { text } from "../texts.ts";

const sheets: Sheet[] = ["list", "reason", "day"];
const heights = ["low", "half", "full"] as const;

/** On a narrow screen the panels share a sheet over the map; these are its tabs and its handle. */
export function showSheet(store: Store) {
  const app = byId("app");
  app.dataset.height = "half";
  const draw = () => {
    app.dataset.sheet = store.state.sheet;
    replace(
      byId("sheet-tabs"),
      h("button", {
        type: "button",
        class: "handle",
        "data-key": "handle",
        "aria-label": text("sheet.handle"),
        click: () => raise(app),
      }, h("i", { "aria-hidden": "true" })),
      sheets.map((sheet) =>
        h("button", {
          type: "button",
          "data-key": sheet,
          "aria-pressed": String(sheet === store.state.sheet),
          click: () => {
            if (app.dataset.height === "low") app.dataset.height = "half";
            store.change({ sheet });
          },
        }, text(`sheet.${sheet}`))
      ),
    );
  };
  store.on(["sheet"], draw);
  store.on(["selection"], () => {
    if (store.state.selection && app.dataset.height === "low") app.dataset.height = "half";
  });
  draw();
}

function raise(app: HTMLElement) {
  const here = heights.findIndex((height) => height === app.dataset.height);
  app.dataset.height = heights[(here + 1) % heights.length];
}
