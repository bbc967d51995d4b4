// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import type { Person } from "../session.ts";
import { name, text } from "../texts.ts";
import { timeOfDay } from "./clock.ts";
import type { Stay } from "./model.ts";
import { action, ask } from "./parts.ts";
import { now, post } from "./post.ts";

/** Since when nothing was heard, and who was told last. */
export function lostWords(stay: Stay): string {
  const since = stay.silence?.since ?? stay.lastHeard ?? stay.start;
  const words = text("welfare.lastHeard", {
    time: timeOfDay(since),
    minutes: Math.max(0, Math.floor((now() - since) / 60_000)),
  });
  return [words, stay.silence ? text(`welfare.told.${stay.silence.told}`) : ""].filter(Boolean).join(" · ");
}

/** What can be done about somebody of whom nothing is heard: say that they answered by radio, or send somebody to look. */
export function lostActs(stay: Stay, person: Person, heard: (words: string) => Promise<void>): HTMLElement[] {
  const radio = action(text("welfare.byRadio"), "main", async () => {
    const words = await ask(text("welfare.byRadioTitle"));
    if (words) await heard(words);
  });
  const { latitude, longitude } = stay;
  if (!person.permissions.includes("dispatch") || latitude === undefined || longitude === undefined) return [radio];
  const label = text("welfare.sendToLook");
  // Whoever is nearest is sent to it from its card, as to any incident; nobody says that there was a crash.
  const send = action(label, "risky", () =>
    post("/api/incidents", {
      matter: "lostContact",
      kind: text("welfare.lookKind"),
      words: `${name(stay.officer.name)} · ${name(stay.place)} · ${lostWords(stay)}`,
      latitude,
      longitude,
      at: Math.round(now()),
    }, label));
  return [radio, send];
}

/** Those whom only a voice reaches, to be called together 点名: whoever answered is ticked. */
export function rollCallCard(stays: Stay[]): HTMLElement {
  const ticks = new Map(stays.map((stay) => [stay, h("input", { type: "checkbox" })]));
  const isDue = stays.some((each) => each.silence);
  const label = text("welfare.rollCallDone");
  const call = action(label, "main", async () => {
    const answered = stays.filter((stay) => ticks.get(stay)?.checked);
    if (answered.length === 0) return ticks.get(stays[0])?.focus();
    await post("/api/attendance/roll-calls", {
      heard: answered.map(({ duty, task }) => ({ duty, task })),
      words: text("welfare.rollCall"),
      at: Math.round(now()),
    }, label);
  });
  return h("details", { class: `card roll-call ${isDue ? "urgent" : ""}` },
    h("summary", {}, text(isDue ? "welfare.rollCallDue" : "welfare.rollCallOf", { count: stays.length })),
    h("p", { class: "quiet" }, text("welfare.rollCallWhy")),
    h("ul", { class: "roll-people" }, stays.map((stay) =>
      h("li", {}, h("label", { class: stay.silence ? "bad" : null },
        ticks.get(stay) ?? null,
        h("span", {}, `${name(stay.officer.name)} · ${name(stay.place)}`),
        h("span", { class: "quiet" }, timeOfDay(stay.lastHeard ?? stay.start)))))),
    h("div", { class: "acts" }, call));
}
