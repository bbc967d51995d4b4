// SPDX-License-Identifier: Apache-2.0

import { h, replace } from "../dom.ts";
import { timeOfDay, useClock } from "../duty/clock.ts";
import type { Page, SpecialDuty } from "../duty/model.ts";
import { ServerProblem } from "../problem.ts";
import { type Person, send } from "../session.ts";
import { language, name, text } from "../texts.ts";
import { follow } from "./follow.ts";

type Call = SpecialDuty["calls"][number];

/** So often the page looks again while a special duty is in force and shown. */
const lookEvery = 5000;

/** Special duties in force: who has acknowledged the order, who has not, and what to do about it. */
export class SpecialWatch {
  /** The list stays open or shut while it is drawn anew. */
  private readonly shown = new Map<number, boolean>();
  private said = "";

  constructor(private readonly person: Person | undefined) {}

  /** `null` for whoever may not see it; empty and hidden while none is in force. */
  panel(): HTMLElement | null {
    if (!this.may("readSpecialDuty")) return null;
    const box = h("div", { class: "special-now", id: "special-now", hidden: true });
    void follow(box, lookEvery, () => this.draw(box));
    return box;
  }

  private may(permission: string): boolean {
    return this.person?.permissions.includes(permission) ?? false;
  }

  private async draw(box: HTMLElement) {
    try {
      const page: Page<SpecialDuty> = await send("GET", "/api/special-duties?state=open");
      useClock(page.minutesEastOfUTC);
      box.hidden = page.items.length === 0;
      replace(box, page.items.map((duty) => this.duty(duty, box)));
    } catch (error) {
      // What was seen last stays, and says how old it is no longer known.
      this.said = error instanceof ServerProblem ? error.explanation[language()] : text("special.noAnswer");
      box.querySelectorAll(".special-said").forEach((each) => (each.textContent = this.said));
    }
  }

  private duty(duty: SpecialDuty, box: HTMLElement): HTMLElement {
    const missing = duty.calls.filter((each) => !each.acknowledged);
    const said = duty.calls.filter((each) => each.acknowledged);
    return h(
      "section",
      { class: `part ${missing.length > 0 ? "order" : ""}`, "data-duty": duty.id },
      h("h3", {}, `${text("special.inForce")} · ${name(duty.name)}`),
      h("p", { class: "special-count" },
        h("b", {}, text("special.acknowledged", { count: said.length, of: duty.calls.length })),
        h("span", { class: "quiet" }, text("special.until", { from: timeOfDay(duty.start), to: timeOfDay(duty.end) }))),
      meter(said.length, duty.calls.length),
      missing.length > 0 ? h("ul", { class: "special-calls" }, missing.map(line)) : null,
      this.acts(duty, missing, box),
      h("p", { class: "special-said quiet small", role: "status" }, this.said),
      said.length > 0 ? this.read(duty, said) : null,
    );
  }

  private acts(duty: SpecialDuty, missing: Call[], box: HTMLElement): HTMLElement {
    const remind = h("button", { type: "button", class: "button is-main", "data-key": `remind-${duty.id}` },
      text("special.remind", { count: missing.length }));
    remind.addEventListener("click", async () => {
      remind.disabled = true;
      try {
        await send("POST", `/api/special-duties/${duty.id}/reminders`, { version: duty.version }, this.person);
        this.said = text("special.reminded", { count: missing.length });
      } catch (error) {
        if (!(error instanceof ServerProblem)) throw error;
        this.said = error.explanation[language()];
      }
      await this.draw(box);
    });
    return h("p", { class: "special-acts" },
      missing.length > 0 && this.may("confirmAttendance") ? remind : null,
      h("a", { class: "link", href: "/duty.html" }, text("special.toDuty")));
  }

  private read(duty: SpecialDuty, said: Call[]): HTMLElement {
    return h("details", {
      open: this.shown.get(duty.id) ?? false,
      toggle: (event) => {
        this.shown.set(duty.id, (event.currentTarget as HTMLDetailsElement).open);
      },
    }, h("summary", {}, text("special.whoRead", { count: said.length })), h("ul", { class: "special-calls" }, said.map(line)));
  }
}

function line(call: Call): HTMLElement {
  return h(
    "li",
    { "data-acknowledged": String(Boolean(call.acknowledged)) },
    h("b", {}, call.officer ? name(call.officer.name) : ""),
    h("span", { class: "quiet" }, `${name(call.unit.name)} · ${call.place ? name(call.place) : text("special.standBy")}`),
    h("span", { class: "special-state" },
      call.acknowledged
        ? text("special.receivedAt", { time: timeOfDay(call.acknowledged) })
        : text("special.notYet")),
  );
}

function meter(count: number, of: number): HTMLElement {
  const fill = h("b", {});
  fill.style.width = `${of > 0 ? (100 * count) / of : 0}%`;
  return h("i", { class: "special-meter", "aria-hidden": "true" }, fill);
}
