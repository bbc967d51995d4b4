// SPDX-License-Identifier: Apache-2.0

import { byId } from "../dom.ts";
import { name, text } from "../texts.ts";
import type { Duty } from "./model.ts";
import type { Table } from "./state.ts";

/** Asks from when to when somebody is away, then hands that on. What they have is never asked. */
export function showSick(table: Table, duty: Duty, propose: (body: Record<string, unknown>) => void) {
  const dialog = byId<HTMLDialogElement>("sick");
  const member = table.index.people.get(duty.officer);
  byId("sick-who").textContent = text("rota.sickWho", { name: member ? name(member.name) : duty.officer });
  const from = byId<HTMLInputElement>("sick-from");
  const to = byId<HTMLInputElement>("sick-to");
  from.value = duty.start;
  to.value = duty.end;
  const order = byId<HTMLInputElement>("sick-order");
  order.value = "";
  const form = byId<HTMLFormElement>("sick-form");
  form.onsubmit = (event) => {
    event.preventDefault();
    if (from.value >= to.value) return to.focus();
    dialog.close();
    propose({
      officers: [duty.officer], from: from.value.slice(0, 16), to: to.value.slice(0, 16),
      ...(order.value.trim() ? { order: order.value.trim() } : {}),
    });
  };
  dialog.showModal();
}
