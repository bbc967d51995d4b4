// SPDX-License-Identifier: Apache-2.0

import { h, replace } from "../dom.ts";
import { timeOfDay, useClock } from "../duty/clock.ts";
import { minuteOf, number } from "../format.ts";
import type { Form, Mode, Place } from "../model.ts";
import { ServerProblem } from "../problem.ts";
import { type Person, send } from "../session.ts";
import type { State } from "../state.ts";
import { language, name, text } from "../texts.ts";
import { follow } from "./follow.ts";
import { count, type Held, minutes, type Quarter, strip, table, total } from "./quarters.ts";

/** So often the page looks again; a quarter is counted once, some minutes after its end. */
const lookEvery = 15_000;

/** What `/api/presence` answers of one place. */
interface Presence {
  /** Before this moment everything is counted; missing where nothing of the day is. */
  until?: string;
  /** By quarter, how many terminals were heard. */
  heard: Record<string, number>;
  rows: { slot: string; mode?: Mode; seconds: number; terminals: number; units: number[] }[];
}

/** A patrol is on its way, and at no place. */
const kinds: Form[] = ["post", "beat", "checkpoint"];

/** How long terminals were at the opened place in its duty windows 到岗在场, by quarter of an hour. */
export class PresenceWatch {
  /** Stays as it was while the panel is drawn anew. */
  private showsQuarters = false;

  constructor(private readonly person: Person | undefined) {}

  /** `null` for whoever may not know where units are, and for what is no place. */
  panel(state: State, place: Place): HTMLElement | null {
    if (!this.person?.permissions.includes("readTracks") || !kinds.includes(place.form)) return null;
    const box = h("section", { class: "part", id: "presence-now" },
      h("h3", {}, text("presence.title")), h("p", { class: "quiet small" }, text("loading")));
    const spans = windows(state, place);
    if (spans.length === 0) {
      replace(box, h("h3", {}, text("presence.title")), h("p", { class: "quiet small" }, text("presence.noWindow")));
      return box;
    }
    useClock(state.city.minutesEastOfUTC);
    const seen = new Seen(state, place, spans);
    void follow(box, lookEvery, async () => {
      await seen.read();
      replace(box, h("h3", {}, text("presence.title")), seen.age(), this.body(state, place, seen));
    });
    return box;
  }

  private body(state: State, place: Place, seen: Seen): (HTMLElement | null)[] {
    if (!seen.answer) return [];
    const held = seen.held;
    const all = held.flatMap((each) => each.quarters);
    const known = all.filter((each) => each.state !== "unknown");
    if (known.length === 0) return [h("p", { class: "small" }, text(seen.isCounted ? "presence.noReports" : "presence.notYet"))];
    const unit = (id: number) => {
      const found = state.city.units.find((each) => each.id === id);
      return found ? name(found.name) : String(id);
    };
    const units = [...new Set(known.flatMap((each) => each.units))].map(unit);
    const quarters = h("details", {
      open: this.showsQuarters,
      toggle: (event) => (this.showsQuarters = (event.currentTarget as HTMLDetailsElement).open),
    }, h("summary", { "data-key": "presence-quarters" }, text("presence.each")), table(held, unit));
    return [
      h("div", { class: "presence-sums" },
        h("div", { class: "big" }, h("b", {}, `${count(all, "seen")}/${known.length}`), h("span", {}, text("presence.quarters"))),
        h("div", { class: "big" }, h("b", {}, minutes(total(all))), h("span", {}, text("presence.minutes")))),
      units.length > 0 ? h("p", { class: "small" }, text("presence.units", { units: units.join(text("list.comma")) })) : null,
      strip(held),
      h("p", { class: "quiet small" }, [
        text("presence.definition", {
          near: text(place.form === "beat" ? "presence.nearBeat" : "presence.nearPlace"),
          seen: count(all, "seen"),
          known: known.length,
        }),
        known.length < all.length ? text("presence.unknown", { count: number(all.length - known.length) }) : "",
      ].join("")),
      quarters,
    ];
  }
}

/** What was read last of one place and day, and how old that is. */
class Seen {
  answer: Presence | null = null;
  private readAt = 0;
  private trouble = "";

  constructor(private readonly state: State, private readonly place: Place, private readonly spans: [number, number][]) {}

  async read() {
    const { form, id } = this.place;
    try {
      this.answer = await send("GET", `/api/presence?date=${this.state.date}&kind=${form}&id=${id}&mode=${this.state.mode}`);
      this.readAt = Date.now();
      this.trouble = "";
    } catch (error) {
      this.trouble = error instanceof ServerProblem ? error.explanation[language()] : text("presence.noAnswer");
    }
  }

  /** Until when it is counted and when that was read; where no answer came, that what follows is old. */
  age(): HTMLElement {
    const time = timeOfDay(this.readAt);
    const old = text("presence.old", { time, minutes: minutes((Date.now() - this.readAt) / 1000) });
    const said = this.trouble
      ? [this.trouble, this.answer ? old : ""].join("")
      : text(this.answer?.until ? "presence.until" : "presence.read", { until: this.answer?.until ?? "", time });
    return h("p", { class: this.trouble ? "bad small" : "quiet small", role: "status" }, said);
  }

  /** Whether anything of the windows is counted by now. */
  get isCounted(): boolean {
    return this.spans.some(([start]) => slot(Math.ceil(start / 15) * 15) < (this.answer?.until ?? ""));
  }

  get held(): Held[] {
    return this.spans.map(([start, end]) => {
      const first = Math.ceil(start / 15);
      const length = Math.max(0, Math.floor(end / 15) - first);
      return { start, end, quarters: Array.from({ length }, (_, index) => this.quarter((first + index) * 15)) };
    });
  }

  private quarter(start: number): Quarter {
    const { until = "", heard, rows } = this.answer as Presence;
    const at = slot(start);
    const row = rows.find((each) => each.slot === at && each.mode === this.state.mode);
    const state = at >= until || !heard[at] && !row ? "unknown" : row ? "seen" : "empty";
    return {
      start,
      state,
      seconds: state === "seen" ? row?.seconds ?? 0 : 0,
      terminals: state === "seen" ? row?.terminals ?? 0 : 0,
      units: state === "seen" ? row?.units ?? [] : [],
    };
  }
}

/** `07:30`, as the server names a quarter. */
const slot = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** The place's duty windows as far as they lie on the day, in minutes after its midnight. */
function windows({ timeline, mode, date }: State, place: Place): [number, number][] {
  const minute = (civil: string) => {
    const day = civil.slice(0, 10);
    return day < date ? 0 : day > date ? 1440 : minuteOf(civil);
  };
  return timeline.windows
    .filter((each) => each.mode === mode && (!place.window || each.name === place.window.name))
    .map(({ interval }): [number, number] => [minute(interval.start), minute(interval.end)])
    .filter(([start, end]) => Math.floor(end / 15) > Math.ceil(start / 15))
    .sort(([one], [other]) => one - other);
}
