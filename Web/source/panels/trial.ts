// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import type { Edit, Form, Name, Pair, Place, Plan } from "../model.ts";
import { ServerProblem } from "../problem.ts";
import { server } from "../server.ts";
import { type Person, send } from "../session.ts";
import type { Store } from "../state.ts";
import { language, name, text } from "../texts.ts";
import { comparison, edits } from "./effect.ts";

/** One decision by hand, as the server asks for it. */
interface Line {
  change: Edit["edit"]["change"];
  form?: Form;
  place?: number;
  latitude?: number;
  longitude?: number;
  strength?: { sworn: number; auxiliary: number; office: number };
}

/** A decision that planners made before, and where it stands between two planning runs. */
interface Held {
  edit: Edit["edit"];
  place: Name;
  standing: "inForce" | "waiting" | "ending";
  withdrawal?: { person: string; time: string; reason: string };
}

/** Decisions that a planner tries on the plan in force, each with the place it is about. */
export class TrialDesk {
  private lines: { line: Line; place: () => string }[] = [];
  private held: Held[] = [];
  /** The decision that is being taken back, until its reason is given. */
  private leaving: Held | null = null;
  private leavingReason = "";
  private reason = "";
  private moves = "";
  private said: () => string = () => "";
  private isBusy = false;
  /** A server without solvers shows plans and tries nothing. */
  private isOffered = false;

  /** @param pick lets the planner choose a point on the map; `null` when they think better of it. */
  constructor(
    private readonly store: Store,
    private readonly person: Person | undefined,
    private readonly pick: () => Promise<Pair | null>,
  ) {
    if (this.isPlanner) void this.load();
    // Another mode has other places.
    store.on(["mode"], () => {
      this.lines = [];
      this.said = () => "";
    });
  }

  private get isPlanner() {
    return this.person?.permissions.includes("plan") ?? false;
  }

  /** A special order's posts follow from its mission. */
  private get mayTry() {
    return this.isOffered && this.store.state.mode !== "special";
  }

  private async load() {
    try {
      this.held = (await send("GET", "/api/plan-edits")).edits;
    } catch (error) {
      if (!(error instanceof ServerProblem)) throw error;
      return;
    }
    this.isOffered = true;
    this.draw();
  }

  private draw() {
    this.store.change({ trialStep: this.store.state.trialStep + 1 });
  }

  /** What may be decided about a place of the plan in force. */
  actions(place: Place): HTMLElement | null {
    if (!this.mayTry || this.store.state.isTrial || !["post", "checkpoint"].includes(place.form)) return null;
    const about = { form: place.form, place: place.id };
    const button = (key: string, run: () => void) =>
      h("button", { type: "button", class: "button", "data-key": key, click: run }, text(`trial.${key}`));
    return h(
      "section",
      { class: "part" },
      h("h3", {}, text("trial.title")),
      h(
        "div",
        { class: "trial-buttons" },
        button("pin", () => this.add({ change: "pin", ...about }, place)),
        button("forbid", () => this.add({ change: "forbid", ...about }, place)),
        button("move", () => void this.addAt({ change: "move", ...about }, place)),
      ),
      this.store.state.mode === "peak" && place.strength ? this.sizes(place) : null,
    );
  }

  private sizes(place: Place): HTMLElement {
    const strength = { ...(place.strength ?? { sworn: 0, auxiliary: 0, office: 0 }) };
    const field = (kind: keyof typeof strength) =>
      h("label", {}, text(`trial.${kind}`), h("input", {
        type: "number",
        min: kind === "sworn" ? "1" : "0",
        max: "20",
        value: String(strength[kind]),
        "data-key": kind,
        input: (event: Event) => (strength[kind] = Number((event.target as HTMLInputElement).value)),
      }));
    return h(
      "div",
      { class: "trial-sizes" },
      field("sworn"),
      field("auxiliary"),
      field("office"),
      h("button", {
        type: "button",
        class: "button",
        "data-key": "resize",
        click: () => this.add({ change: "resize", form: place.form, place: place.id, strength: { ...strength } }, place),
      }, text("trial.resize")),
    );
  }

  private add(line: Line, place?: Place) {
    this.lines.push({ line, place: () => (place ? name(place.name) : text("trial.point")) });
    this.said = () => "";
    this.store.change({ selection: null });
    this.draw();
  }

  private async addAt(line: Line, place?: Place) {
    this.said = () => text("trial.pick");
    this.store.change({ selection: null });
    this.draw();
    const point = await this.pick();
    this.said = () => "";
    if (point) this.add({ ...line, latitude: point[0], longitude: point[1] }, place);
    else this.draw();
  }

  /** What was decided so far, its reason, and what to do with it. */
  panel(): HTMLElement | null {
    if (!this.mayTry) return null;
    const { isTrial } = this.store.state;
    const said = h("p", { class: "small", role: "status", id: "trial-said" }, this.said());
    if (isTrial) {
      return h(
        "section",
        { class: "trial is-shown", id: "trial" },
        h("h3", {}, text("trial.shown")),
        h(
          "div",
          { class: "trial-buttons" },
          this.button("back", () => void this.back()),
          this.button("keep", () => void this.work(() => this.keep())),
        ),
        said,
        edits(this.store.state.plan),
        comparison(this.store.state.plan),
      );
    }
    return h(
      "section",
      { class: "trial", id: "trial" },
      h("h3", {}, text("trial.title")),
      h("p", { class: "quiet small" }, text("trial.about")),
      this.lines.length === 0 ? null : h("ul", { class: "edits" }, this.lines.map((each) => this.row(each))),
      this.button("add", () => void this.addAt({ change: "pin" })),
      this.lines.length === 0 ? null : this.form(),
      said,
      this.waiting(),
    );
  }

  private row(each: { line: Line; place: () => string }): HTMLElement {
    const { strength } = each.line;
    const size = strength ? ` ${strength.sworn} + ${strength.auxiliary} + ${strength.office}` : "";
    return h(
      "li",
      {},
      h("p", {}, h("b", {}, text(`edit-change.${each.line.change}`)), " ", each.place(), size),
      h("button", {
        type: "button",
        class: "link",
        click: () => {
          this.lines = this.lines.filter((other) => other !== each);
          this.draw();
        },
      }, text("trial.remove")),
    );
  }

  private form(): HTMLElement {
    return h(
      "form",
      {
        class: "trial-form",
        submit: (event: Event) => {
          event.preventDefault();
          void this.work(() => this.run());
        },
      },
      h("label", {}, text("trial.reason"), h("input", {
        id: "trial-reason",
        required: true,
        maxlength: "200",
        value: this.reason,
        input: (event: Event) => (this.reason = (event.target as HTMLInputElement).value),
      })),
      h("label", {}, text("trial.moves"), h("input", {
        type: "number",
        min: "0",
        max: "1000",
        id: "trial-moves",
        value: this.moves,
        input: (event: Event) => (this.moves = (event.target as HTMLInputElement).value),
      })),
      h("button", { type: "submit", class: "button is-main", "data-key": "run", disabled: this.isBusy }, text("trial.run")),
    );
  }

  /** Made by anybody: in force, waiting for the next planning run, or ending with it. */
  private waiting(): HTMLElement | null {
    if (this.held.length === 0) return null;
    return h(
      "details",
      { class: "small trial-held", open: this.leaving !== null },
      h("summary", {}, text("trial.held", { count: this.held.length })),
      h("ul", { class: "edits" }, this.held.map((each) => this.heldRow(each))),
    );
  }

  private heldRow(held: Held): HTMLElement {
    const { edit, place, standing, withdrawal } = held;
    const signed = (by: { person: string; time: string; reason: string }) =>
      h("p", { class: "quiet small" }, `${by.person} · ${by.time.replace("T", " ")} · ${by.reason}`);
    return h(
      "li",
      { "data-standing": standing },
      h(
        "p",
        {},
        h("b", {}, text(`edit-change.${edit.change}`)), " ", name(place), " ",
        h("span", { class: "trial-standing" }, text(`trial-standing.${standing}`)),
      ),
      signed(edit),
      withdrawal ? signed(withdrawal) : null,
      standing === "ending" ? null : this.leaving === held ? this.leavingForm(held) : h("button", {
        type: "button",
        class: "link",
        "data-key": "withdraw",
        click: () => {
          this.leaving = held;
          this.leavingReason = "";
          this.draw();
        },
      }, text("trial.withdraw")),
    );
  }

  private leavingForm(held: Held): HTMLElement {
    return h(
      "form",
      {
        class: "trial-form",
        submit: (event: Event) => {
          event.preventDefault();
          void this.work(() => this.withdraw(held));
        },
      },
      h("label", {}, text("trial.withdrawReason"), h("input", {
        id: "trial-withdraw-reason",
        required: true,
        maxlength: "200",
        value: this.leavingReason,
        input: (event: Event) => (this.leavingReason = (event.target as HTMLInputElement).value),
      })),
      h(
        "div",
        { class: "trial-buttons" },
        h("button", { type: "submit", class: "button", disabled: this.isBusy }, text("trial.withdraw")),
        h("button", {
          type: "button",
          class: "link",
          click: () => {
            this.leaving = null;
            this.draw();
          },
        }, text("trial.stay")),
      ),
    );
  }

  private button(key: string, run: () => void): HTMLElement {
    return h("button", {
      type: "button",
      class: "button",
      "data-key": key,
      disabled: this.isBusy,
      click: run,
    }, text(`trial.${key}`));
  }

  /** One thing at a time; what the server refuses stands below, and nothing is lost. */
  private async work(step: () => Promise<void>) {
    if (this.isBusy) return;
    this.isBusy = true;
    this.said = () => text("trial.running");
    this.draw();
    try {
      await step();
    } catch (error) {
      if (!(error instanceof ServerProblem)) throw error;
      this.said = () => error.explanation[language()];
    } finally {
      this.isBusy = false;
      this.draw();
    }
  }

  private get body() {
    return {
      edits: this.lines.map(({ line }) => line),
      reason: this.reason,
      ...(this.moves === "" ? {} : { moves: Number(this.moves) }),
    };
  }

  private async run() {
    const { mode } = this.store.state;
    const plan: Plan = await send("POST", `/api/plans/${mode}/trials`, this.body, this.person);
    this.said = () => "";
    if (this.store.state.mode !== mode) return;
    this.store.change({ isTrial: true, plan, selection: null, form: null, onlyShort: false });
  }

  private async keep() {
    const { mode } = this.store.state;
    const count = this.lines.length;
    this.held = (await send("POST", `/api/plan-edits/${mode}`, this.body, this.person)).edits;
    this.lines = [];
    this.reason = "";
    this.said = () => text("trial.kept", { count });
    await this.back();
  }

  private async withdraw({ edit }: Held) {
    const body = { edit, reason: this.leavingReason };
    this.held = (await send("POST", "/api/plan-edit-withdrawals", body, this.person)).edits;
    this.leaving = null;
    this.said = () => text("trial.withdrawn");
  }

  private async back() {
    const { mode } = this.store.state;
    this.store.change({ isTrial: false, plan: await server.plan(mode), selection: null });
  }
}
