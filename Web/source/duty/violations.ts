// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import type { Person } from "../session.ts";
import { name, term, text } from "../texts.ts";
import type { Code, Page, Today, Violation } from "./model.ts";
import { timeOfDay } from "./clock.ts";
import { action, ask, card, empty } from "./parts.ts";
import { photoField, photosOf } from "./photos.ts";
import { measure } from "./place.ts";
import { now, post, read } from "./post.ts";

const roadUsers = ["nonMotor", "pedestrian", "motor"];

/** What this person may do on the street: an auxiliary dissuades and secures evidence. */
const interventions = (isSworn: boolean) =>
  isSworn
    ? ["dissuasion", "verbalWarning", "summaryDecision", "coerciveMeasure", "evidenceToBeProcessed"]
    : ["dissuasion", "evidenceToBeProcessed"];

/** Two taps on this page: which violation, and what was done. */
export async function reportView(
  show: (nodes: Node[]) => void,
  done: (words: string) => void,
): Promise<Node[]> {
  const [list, today] = await Promise.all([
    read<{ codes: Code[] }>("/api/violation-codes"),
    read<Today>("/api/duty/today"),
  ]);
  if (!list) return [empty(text("duty.nothingKept"))];
  // The place is measured while the person chooses.
  const place = measure();
  const choose = (code: Code) => {
    const photos = photoField();
    show([
      card(
        name(code.name),
        photos.element,
        h("p", { class: "quiet" }, text("duty.whatDone")),
        h("div", { class: "choices" },
          interventions(today?.officer?.isSworn ?? false).map((each) =>
            action(term("intervention", each), "plain", async () => {
              await send(code, each, place, today, photos.files());
              done(text("duty.noted", { what: name(code.name) }));
            })
          )),
      ),
    ]);
  };
  return roadUsers.map((user) =>
    card(
      term("road-user", user),
      h("div", { class: "choices" },
        list.codes.filter((code) => code.roadUser === user).map((code) =>
          h("button", { type: "button", class: "act plain", click: () => choose(code) },
            name(code.name))
        )),
    )
  );
}

/** Without a fix the place of the present duty stands in, and the words say so. */
async function send(
  code: Code,
  intervention: string,
  measured: ReturnType<typeof measure>,
  today: Today | undefined,
  photos: File[],
) {
  const fix = await measured;
  const stay = today?.stays.find((each) => each.start <= now() && now() < each.end) ??
    today?.stays[0];
  const place = fix ?? stay;
  if (place?.latitude === undefined || place.longitude === undefined) {
    throw new Error(text("duty.noPlace"));
  }
  await post("/api/violations", {
    code: code.code,
    intervention,
    latitude: place.latitude,
    longitude: place.longitude,
    words: fix ? "" : text("duty.placeOfDuty"),
    at: Math.round(now()),
  }, `${name(code.name)} · ${term("intervention", intervention)}`, photos);
}

/** One's own cases, and for whoever may accept them, those that wait for the unit. */
export async function handOverView(person: Person): Promise<Node[]> {
  const accepts = person.permissions.includes("acceptHandOver");
  const [own, units] = await Promise.all([
    read<Page<Violation>>("/api/duty/violations"),
    accepts ? read<Page<Violation>>("/api/hand-overs") : undefined,
  ]);
  const mine = (own?.items ?? []).filter((each) => each.state !== "closed");
  const known = new Set(mine.map((each) => each.id));
  const waiting = (units?.items ?? []).filter((each) => each.isOpen && !known.has(each.id));
  const cards = [
    ...waiting.map((each) => caseCard(each, person)),
    ...mine.map((each) => caseCard(each, person)),
  ];
  return cards.length > 0 ? cards : [empty(text("duty.noCases"))];
}

function caseCard(each: Violation, person: Person) {
  const overdue = each.due !== undefined && each.due < now();
  return card(
    `${each.id} · ${name(each.name)}`,
    h("p", { class: "when" },
      [timeOfDay(each.at), each.street, each.finder && name(each.finder.name)]
        .filter(Boolean).join(" · "),
      h("span", { class: "chip" }, term("violation-state", each.state))),
    each.cityCase ? fromCase(each.cityCase, person) : null,
    each.cityCase && each.words ? h("p", {}, each.words) : null,
    each.due && each.state === "handedOver"
      ? h("p", { class: overdue ? "bad" : "quiet" },
        text(overdue ? "duty.overdue" : "duty.due", { time: timeOfDay(each.due) }))
      : null,
    each.returnReason
      ? h("p", { class: "bad" }, text("duty.returned", { reason: each.returnReason }))
      : null,
    each.flags.map((flag) => h("p", { class: "bad" }, term("violation-flag", flag))),
    photosOf(each, person),
    h("div", { class: "acts" }, caseActs(each, person)),
  );
}

/** Where it came from; whoever may read cases goes there. */
function fromCase(id: number, person: Person) {
  const words = text("duty.fromCase", { id });
  return h("p", { class: "quiet" }, person.permissions.includes("readCases")
    ? h("a", { href: `/order.html#${id}` }, words)
    : words);
}

function caseActs(each: Violation, person: Person): HTMLElement[] {
  const may = (permission: string) => person.permissions.includes(permission);
  const send = (path: string, body: object, label: string) =>
    post(`/api/violations/${each.id}/${path}`, { version: each.version, ...body }, label);
  const withWords = (
    label: string, kind: "plain" | "main" | "risky", title: string, path: string,
    body: (words: string) => object,
  ) =>
    action(label, kind, async () => {
      const words = await ask(title);
      if (words) await send(path, body(words), label);
    });
  if (each.state === "handedOver" && may("acceptHandOver")) {
    return [
      action(text("duty.accept"), "main", () => send("acceptance", {}, text("duty.accept"))),
      withWords(text("duty.giveBack"), "risky", text("duty.giveBackTitle"), "return",
        (reason) => ({ reason })),
    ];
  }
  if (each.state === "returned") {
    return [action(text("duty.handOver"), "main", () => send("hand-over", {}, text("duty.handOver")))];
  }
  // What city order referred is first looked at on the spot.
  const onTheSpot = each.state === "accepted" && each.cityCase && may("acceptHandOver")
    ? [
      action(text("duty.warnOnSpot"), "main", () =>
        send("intervention", { intervention: "verbalWarning" }, text("duty.warnOnSpot"))),
      action(text("duty.notThere"), "plain", () => send("absence", {}, text("duty.notThere"))),
    ]
    : [];
  const isToDecide = each.state === "accepted" || each.state === "intervened";
  if (isToDecide && may("decidePenalty")) {
    return [
      ...onTheSpot,
      withWords(text("duty.warn"), onTheSpot.length > 0 ? "plain" : "main", text("duty.documentTitle"), "decision",
        (document) => ({ outcome: "warned", document })),
      ...(may("releaseViolation")
        ? [withWords(text("duty.release"), "risky", text("duty.groundTitle"), "release",
          (ground) => ({ ground }))]
        : []),
    ];
  }
  if (each.state === "processed" && may("decidePenalty")) {
    return [action(text("duty.close"), "main", () => send("closing", {}, text("duty.close")))];
  }
  return [];
}
