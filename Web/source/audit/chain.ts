// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { number } from "../format.ts";
import { ServerProblem } from "../problem.ts";
import { type Person, send } from "../session.ts";
import { name, text } from "../texts.ts";
import { type ChainCheck, type ChainState, momentOf } from "./model.ts";

/** How often the page looks how far a check is. */
const interval = 1000;

/** The chained log: how long it is, what its checks found, and the button that has it checked. */
export class ChainCard {
  private state: ChainState | undefined;
  private problem: ServerProblem | undefined;
  private timer = 0;

  /** `ended` is called when a check that was under way has ended. */
  constructor(
    private readonly person: Person,
    private readonly minutesEast: number,
    private readonly ended: () => void,
  ) {}

  async refresh() {
    this.take(await send("GET", "/api/audit/chain"));
  }

  private async check() {
    this.problem = undefined;
    try {
      this.take(await send("POST", "/api/audit/chain/verifications", undefined, this.person));
    } catch (error) {
      if (!(error instanceof ServerProblem) || error.kind === "sessionOver") throw error;
      this.problem = error;
      await this.refresh();
    }
  }

  private take(state: ChainState) {
    const wasUnderWay = this.state?.newest?.state === "underWay";
    this.state = state;
    this.draw();
    if (wasUnderWay && state.newest?.state !== "underWay") this.ended();
    clearTimeout(this.timer);
    if (state.newest?.state === "underWay") this.timer = setTimeout(() => void this.refresh(), interval);
  }

  draw() {
    const state = this.state;
    if (!state) return;
    const { newest, lastEnded, lastIntact, lastFound } = state;
    const isUnderWay = newest?.state === "underWay";
    this.drawAlarm(lastFound);
    replace(
      byId("chain"),
      h("div", { class: "audit-head" },
        h("h2", {}, text("audit.chain")),
        h("button", {
          type: "button",
          id: "check",
          class: "button is-primary",
          "data-key": "check",
          disabled: isUnderWay,
          click: () => void this.check(),
        }, text(isUnderWay ? "audit.checking" : "audit.check"))),
      h("p", { class: "help" }, text("audit.chainAbout")),
      h("div", { role: "status", id: "chain-said" },
        newest && isUnderWay && this.progress(newest),
        newest?.state === "lost" && h("p", { class: "audit-warn" },
          text("audit.lost", this.values(newest))),
        !isUnderWay && lastEnded && this.finding(lastEnded, state),
        !newest && h("p", { class: "audit-warn" }, text("audit.neverChecked")),
        this.problem && h("p", { class: "bad" }, name(this.problem.explanation))),
      h("dl", { class: "facts audit-facts" },
        this.fact("audit.length", number(state.length)),
        this.fact("audit.seal", state.seal && h("code", {}, state.seal)),
        this.fact("audit.lastIntact", lastIntact && lastIntact.number !== lastEnded?.number &&
          text("audit.checkedBy", this.values(lastIntact)))),
    );
  }

  /** A break is the first thing that anybody sees here. */
  private drawAlarm(found: ChainCheck | undefined) {
    const isBroken = found?.state === "broken";
    document.documentElement.toggleAttribute("data-broken", isBroken);
    replace(
      byId("alarm"),
      isBroken && found?.explanation &&
        h("div", { class: "audit-alarm" },
          h("p", { class: "audit-alarm-head" }, text("audit.broken")),
          h("p", {}, name(found.explanation)),
          h("p", {}, text("audit.checkedBy", this.values(found)), " ", text("audit.brokenHelp"))),
    );
  }

  private progress(check: ChainCheck) {
    const words = text("audit.walked", { walked: number(check.walked), length: number(check.length) });
    return [
      h("progress", { max: Math.max(check.length, 1), value: check.walked, "aria-label": text("audit.checking") }),
      h("p", {}, words),
    ];
  }

  private finding(check: ChainCheck, state: ChainState) {
    const by = text("audit.checkedBy", this.values(check));
    if (check.state === "intact") {
      const later = state.length - (check.events ?? 0);
      return h("p", { class: "audit-good" },
        `${text("audit.intact", { count: number(check.events ?? 0) })} ${by}`,
        later > 0 && ` ${text("audit.later", { count: number(later) })}`);
    }
    const words = check.explanation ? name(check.explanation) : "";
    return h("p", { class: check.state === "failed" ? "audit-warn" : "bad" }, `${words} ${by}`);
  }

  private values(check: ChainCheck) {
    return {
      name: check.name ?? check.account,
      time: momentOf(check.ended ?? check.begun, this.minutesEast),
    };
  }

  private fact(key: string, value: Node | string | undefined | false) {
    return value ? [h("dt", {}, text(key)), h("dd", {}, value)] : [];
  }
}
