// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { clock } from "../format.ts";
import { type Mode, modes } from "../model.ts";
import type { Store } from "../state.ts";
import { text } from "../texts.ts";

/** The four modes as one row of buttons, and the hours of the one that is shown. */
export function showModes(store: Store, choose: (mode: Mode) => void) {
  const draw = () => {
    const { mode, plan } = store.state;
    replace(
      byId("modes"),
      modes.map((each, position) =>
        h("button", {
          type: "button",
          "data-key": each,
          "aria-pressed": String(each === mode),
          title: `${text(`mode.${each}.long`)} (${position + 1})`,
          click: () => choose(each),
        }, text(`mode.${each}`))
      ),
    );
    const hours = plan.specialOrder
      ? [orderHours(plan.specialOrder.interval)]
      : plan.windows.map((window) => `${clock(window.startMinute)}–${clock(window.endMinute)}`);
    replace(byId("mode-info"), h("b", {}, text(`mode.${mode}.long`)), hours.join(text("list.comma")));
  };
  store.on(["mode", "plan"], draw);
  draw();
}

const orderHours = (interval: { start: string; end: string }) =>
  `${interval.start.slice(5, 10)} ${interval.start.slice(11)}–${interval.end.slice(11)}`;
