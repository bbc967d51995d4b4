// SPDX-License-Identifier: Apache-2.0

import { h, replace } from "../dom.ts";
import { timeOfDay, useClock } from "../duty/clock.ts";
import type { Page, Stay } from "../duty/model.ts";
import { ServerProblem } from "../problem.ts";
import { type Person, send } from "../session.ts";
import { language, name, text } from "../texts.ts";
import { follow } from "./follow.ts";

/** So often the page looks again. */
const lookEvery = 15_000;

/** People on duty of whom nothing is heard: loud while there are any, and what a leader does about it. */
export class WelfareWatch {
  private said = "";

  constructor(private readonly person: Person | undefined) {}

  /** `null` for whoever does not see the board; empty and hidden while everybody is heard. */
  panel(): HTMLElement | null {
    if (!this.may("readBoard") || !this.may("confirmAttendance")) return null;
    const box = h("div", { class: "special-now", id: "lost-now", hidden: true });
    void follow(box, lookEvery, () => this.draw(box));
    return box;
  }

  private may(permission: string): boolean {
    return this.person?.permissions.includes(permission) ?? false;
  }

  private async draw(box: HTMLElement) {
    try {
      const page: Page<Stay> = await send("GET", "/api/attendance");
      useClock(page.minutesEastOfUTC);
      const lost = page.items.filter((each) => each.silence && each.standing === "lostContact");
      box.hidden = lost.length === 0;
      replace(box, lost.length === 0 ? [] : [
        h("section", { class: "part order" },
          h("h3", {}, text("welfare.lost", { count: lost.length })),
          h("p", { class: "quiet small" }, text("welfare.notAbsent")),
          lost.map((each) => this.line(each, page.now, box)),
          h("p", { class: "special-said quiet small", role: "status" }, this.said),
          h("p", { class: "special-acts" }, h("a", { class: "link", href: "/duty.html" }, text("special.toDuty")))),
      ]);
    } catch (error) {
      // What was seen last stays, and says how old it is no longer known.
      this.said = error instanceof ServerProblem ? error.explanation[language()] : text("special.noAnswer");
      box.querySelectorAll(".special-said").forEach((each) => (each.textContent = this.said));
    }
  }

  private line(stay: Stay, now: number, box: HTMLElement): HTMLElement {
    const since = stay.silence?.since ?? stay.start;
    const words = h("input", { type: "text", maxlength: 500, placeholder: text("welfare.byRadioTitle"), "aria-label": text("welfare.byRadioTitle") });
    const heard = h("button", { type: "button", class: "button is-main" }, text("welfare.byRadio"));
    heard.addEventListener("click", async () => {
      if (!words.value.trim()) return words.focus();
      heard.disabled = true;
      try {
        await send("POST", `/api/attendance/${stay.duty}/${stay.task}/steps`,
          { step: "heard", words: words.value.trim(), version: stay.version }, this.person);
        this.said = text("welfare.heardNow", { name: name(stay.officer.name) });
      } catch (error) {
        if (!(error instanceof ServerProblem)) throw error;
        this.said = error.explanation[language()];
      }
      heard.blur();
      await this.draw(box);
    });
    return h("div", { class: "lost-person", "data-stay": `${stay.duty}-${stay.task}` },
      h("b", {}, name(stay.officer.name)),
      h("span", { class: "quiet" }, `${name(stay.unit.name)} · ${name(stay.place)}`),
      h("span", { class: "lost-since" }, [
        text("welfare.lastHeard", { time: timeOfDay(since), minutes: Math.floor((now - since) / 60_000) }),
        stay.silence ? text(`welfare.told.${stay.silence.told}`) : "",
      ].filter(Boolean).join(" · ")),
      h("p", { class: "lost-acts" }, words, heard));
  }
}
