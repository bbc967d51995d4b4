// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { name, term, text } from "../texts.ts";
import { type Checklist, clock, type Finding, type Visit, type Week } from "./model.ts";

/** What may be done with what is shown: a key, and what its button opens. */
export type Actions = [key: string, open: (place: HTMLElement) => void][];

function buttons(actions: Actions) {
  if (actions.length === 0) return null;
  const place = h("div", { class: "action-form" });
  return h("section", { class: "part", "aria-label": text("inspect.next") },
    h("div", { class: "action-row", role: "group", "aria-label": text("inspect.next") },
      actions.map(([key, open], position) =>
        h("button", {
          type: "button",
          class: position === 0 ? "button is-first" : "button",
          "data-do": key,
          click: () => open(place),
        }, text(`inspect.do.${key}`)))),
    place);
}

const head = (title: string, note: string) =>
  h("header", { class: "place-head" }, h("h2", { id: "one-title", tabindex: -1 }, title), h("p", { class: "quiet" }, note));

export function showNothing() {
  replace(byId("one"), h("p", { class: "empty" }, text("inspect.choose")));
}

/** One visit: its checklist as it was answered, and the samples taken there. */
export function showVisit(week: Week, visit: Visit, list: Checklist | undefined, east: number, actions: Actions) {
  const marks = new Map(visit.answers.map((answer) => [answer.item, answer.mark]));
  replace(
    byId("one"),
    head(name(visit.name),
      [text(`mode.${visit.mode}`), visit.brigade && name(visit.brigade.name), visit.at.replace("T", " ")]
        .filter(Boolean).join(" · ")),
    buttons(actions),
    h("section", { class: "part" },
      h("h3", {}, text("inspect.checklist")),
      visit.visited && h("p", { class: "quiet small" }, text("inspect.visitedAt", { time: clock(visit.visited, east) })),
      h("ul", { class: "inspect-items" }, (list?.items ?? []).map((item) => {
        const mark = marks.get(item.key);
        return h("li", { class: mark ? `is-${mark}` : "" }, name(item.question),
          mark && h("b", {}, text(`inspect.mark.${mark}`)));
      }))),
    visit.samples.length > 0 && h("section", { class: "part" },
      h("h3", {}, text("inspect.samples")),
      visit.samples.map((sample) =>
        h("table", { class: "inspect-sample" },
          h("caption", {}, text("inspect.sampleOf", { time: clock(sample.from, east), minutes: sample.minutes }),
            sample.isFromVideo && ` · ${text("inspect.video")}`),
          h("thead", {}, h("tr", {}, ["roadUser", "observed", "compliant", "handled"].map((key) =>
            h("th", { scope: "col" }, text(`inspect.column.${key}`))))),
          h("tbody", {}, sample.rows.map((row) =>
            h("tr", {}, h("th", { scope: "row" }, text(`inspect.user.${row.roadUser}`)),
              h("td", {}, row.observed), h("td", {}, row.compliant), h("td", {}, row.handled))))))),
    h("section", { class: "part" },
      h("h3", {}, text("inspect.drawn")),
      h("p", { class: "quiet small" }, text("inspect.drawnHow")),
      h("p", { class: "inspect-digest" }, week.commitment),
      week.seed && h("p", { class: "quiet small" }, text("inspect.seed", { seed: week.seed }))),
  );
}

/** One finding: what was seen, what the unit says, until when, and all steps. */
export function showFinding(finding: Finding, east: number, actions: Actions) {
  replace(
    byId("one"),
    head(`${name(finding.place)} #${finding.id}`,
      `${text(`mode.${finding.mode}`)} · ${term("inspect.category", finding.category)} · ${name(finding.unit.name)}`),
    h("section", { class: "part whose" },
      h("h3", {}, text(`inspect.state.${finding.state}`)),
      h("p", {}, finding.words),
      finding.state === "raised" &&
        h("p", {}, h("span", { class: "due" }, text("inspect.replyUntil", { time: clock(finding.replyDue, east) }))),
      finding.due !== undefined && finding.isOpen &&
        h("p", {}, h("span", { class: "due" }, text("inspect.dueAt", { time: clock(finding.due, east) }))),
      finding.reply && h("p", { class: "quiet" }, text("inspect.reply", { words: finding.reply }))),
    finding.photos.length > 0 && h("section", { class: "part inspect-photos" },
      finding.photos.map((hash, position) =>
        h("img", {
          src: `/api/findings/${finding.id}/photos/${hash}`,
          alt: text("inspect.photo", { number: position + 1 }),
        }))),
    buttons(actions),
    h("section", { class: "part" },
      h("h3", {}, text("inspect.history")),
      h("ol", { class: "case-timeline" }, [...finding.lines].reverse().map((line) =>
        h("li", { class: "case-entry" },
          h("div", { class: "entry-head" }, h("b", {}, text(`inspect.step.${line.step}`)), h("time", {}, clock(line.at, east))),
          h("p", { class: "quiet small" }, line.account),
          line.words && h("p", { class: "entry-reason" }, line.words))))),
  );
}
