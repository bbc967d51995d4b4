// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { name, term, text } from "../texts.ts";
import { unitName } from "../units/unit-watch.ts";
import type { Candidates, Incident, Stay } from "./model.ts";
import { action, ask, incidentWords } from "./parts.ts";
import { post, read } from "./post.ts";
import type { ListedUnit } from "./unit-list.ts";

/** What a dispatcher can do with a unit: send it to one of the open incidents. */
export function openUnitActs(unit: ListedUnit, stay: Stay | undefined, incidents: Incident[]) {
  const who = unitName(unit.unit) || "–";
  const where = stay ? [name(stay.place), term("standing", stay.standing)] : [text("units.offDutyWhy")];
  const dialog = h("dialog", { class: "ask unit-acts", "aria-label": who },
    h("h2", {}, who),
    h("p", { class: stay ? "quiet" : "bad" }, where.join(" · ")));
  const close = () => dialog.close();
  if (stay) {
    dialog.append(
      incidents.length > 0
        ? h("div", { class: "choices" }, incidents.map((each) =>
          action(
            [`${text("duty.dispatch")} ${each.id}`, incidentWords(each), each.street]
              .filter(Boolean).join(" · "),
            "plain",
            async () => {
              close();
              await send(stay, each, who);
            },
          )
        ))
        : h("p", { class: "quiet" }, text("duty.noIncidents")),
    );
  }
  dialog.append(h("div", { class: "acts" },
    h("button", { type: "button", class: "act plain", click: close }, text("duty.notNow"))));
  // Only now: a dialog that is closed gives the keyboard back to the list.
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector<HTMLElement>(".act")?.focus();
}

/** Another unit than the nearest takes a reason. */
async function send(stay: Stay, incident: Incident, who: string) {
  const found = await read<Candidates>(`/api/incidents/${incident.id}/candidates`);
  const isNearest = found?.candidates[0]?.unit === stay.duty;
  const reason = isNearest ? undefined : await ask(text("duty.otherUnit"));
  if (!isNearest && !reason) return;
  await post(`/api/incidents/${incident.id}/units`, { unit: stay.duty, reason, version: incident.version },
    `${text("duty.dispatch")} ${who} · ${incident.id}`);
}
