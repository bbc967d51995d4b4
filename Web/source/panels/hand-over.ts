// SPDX-License-Identifier: Apache-2.0

import { h, replace } from "../dom.ts";
import { timeOfDay, useClock } from "../duty/clock.ts";
import type { ShiftHandOver } from "../duty/hand-over-model.ts";
import { printLink } from "../duty/hand-over-parts.ts";
import type { Page } from "../duty/model.ts";
import { ServerProblem } from "../problem.ts";
import { type Person, send } from "../session.ts";
import { language, name, text } from "../texts.ts";
import { follow } from "./follow.ts";

/** So often the page looks again. */
const lookEvery = 15_000;

/** Shifts that nobody took over in time, and the reminder that a leader gives. */
export class HandOverWatch {
  private said = "";

  constructor(private readonly person: Person | undefined) {}

  /** `null` for whoever may not read them; empty and hidden while none is overdue. */
  panel(): HTMLElement | null {
    if (!this.may("readShiftHandOver")) return null;
    const box = h("div", { class: "special-now", id: "hand-overs-now", hidden: true });
    void follow(box, lookEvery, () => this.draw(box));
    return box;
  }

  private may(permission: string): boolean {
    return this.person?.permissions.includes(permission) ?? false;
  }

  private async draw(box: HTMLElement) {
    try {
      const page: Page<ShiftHandOver> = await send("GET", "/api/shift-hand-overs?state=overdue");
      useClock(page.minutesEastOfUTC);
      box.hidden = page.items.length === 0;
      replace(box, page.items.length === 0 ? [] : [
        h("section", { class: "part order" },
          h("h3", {}, `${text("hand-over.notTaken")} · ${page.items.length}`),
          page.items.map((each) => this.line(each, box)),
          h("p", { class: "special-said quiet small", role: "status" }, this.said),
          h("p", { class: "special-acts" }, h("a", { class: "link", href: "/duty.html" }, text("special.toDuty")))),
      ]);
    } catch (error) {
      // What was seen last stays, and says how old it is no longer known.
      this.said = error instanceof ServerProblem ? error.explanation[language()] : text("special.noAnswer");
      box.querySelectorAll(".special-said").forEach((each) => (each.textContent = this.said));
    }
  }

  private line(handOver: ShiftHandOver, box: HTMLElement): HTMLElement {
    const people = [handOver.outgoing, handOver.incoming].map((each) => (each ? name(each.name) : "–"));
    const told = ["", "leader", "dispatcher"][handOver.stage];
    return h("div", { class: "lost-person", "data-hand-over": handOver.id },
      h("b", {}, people.join(" → ")),
      h("span", { class: "quiet" },
        `${name(handOver.unit.name)} · ${handOver.place ? name(handOver.place) : text("hand-over.centre")}`),
      h("span", { class: "lost-since" }, [
        text("hand-over.overdueSince", { time: timeOfDay(handOver.due) }),
        told ? text(`welfare.told.${told}`) : "",
      ].filter(Boolean).join(" · ")),
      h("p", { class: "lost-acts" },
        this.may("confirmAttendance") ? this.reminder(handOver, box) : null,
        printLink(handOver, "button")));
  }

  private reminder(handOver: ShiftHandOver, box: HTMLElement): HTMLElement {
    const remind = h("button", { type: "button", class: "button is-main" }, text("hand-over.remind"));
    remind.addEventListener("click", async () => {
      remind.disabled = true;
      try {
        await send("POST", `/api/shift-hand-overs/${handOver.id}/reminders`, { version: handOver.version }, this.person);
        this.said = text("hand-over.reminded", { name: handOver.incoming ? name(handOver.incoming.name) : "" });
      } catch (error) {
        if (!(error instanceof ServerProblem)) throw error;
        this.said = error.explanation[language()];
      }
      await this.draw(box);
    });
    return remind;
  }
}
