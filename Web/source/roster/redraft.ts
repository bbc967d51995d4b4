// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { dayName, number, timeOf } from "../format.ts";
import type { Name } from "../model.ts";
import { ServerProblem } from "../problem.ts";
import { language, name, text } from "../texts.ts";
import { shiftWord } from "./grid.ts";
import type { Work } from "./side.ts";
import type { Table } from "./state.ts";

/** A job of `/api/jobs`, as far as the page looks at it. */
export interface RedraftJob {
  id: number;
  state: "queued" | "running" | "done" | "failed";
  progress?: { step: Name; done: number; of: number; best?: number; bound?: number; gap?: number };
  isStopAsked: boolean;
  failure?: Name;
}

/** A new draft, as `/api/jobs/{job}/answer` gives it. */
export interface Redraft {
  revision: number;
  changes: Change[];
  objective: number;
  bound: number;
  gap: number;
  isProven: boolean;
  redraft: { penaltyBefore: number; penaltyAfter: number; unpinned: number[] };
}

interface Change {
  duty: number;
  shift: string;
  start: string;
  end: string;
  from?: number;
  to?: number;
  stays: Name[];
}

const key = "chengxu.redraft";
/** Rows that the panel lists at once. */
const most = 100;

/** The job that was asked for last, what is known of it, and what came of it. */
const state: { job: RedraftJob | null; found: Redraft | null; problem: Name | null } = { job: null, found: null, problem: null };

const remember = (job: number | null) => job === null ? sessionStorage.removeItem(key) : sessionStorage.setItem(key, String(job));

function forget() {
  remember(null);
  Object.assign(state, { job: null, found: null, problem: null });
}

/** Asks from which week and how long to solve; the draft stays as it is until the new one is taken. */
export function openRedraft(table: Table, work: Work) {
  const { book } = table.state;
  const mondays = table.dates.filter((_, day) => day % 7 === 0 && table.dates[Math.min(day + 6, table.dates.length - 1)] >= book.now.slice(0, 10));
  replace(byId("redraft-from"), mondays.map((date) => h("option", { value: date }, dayName(date))));
  const form = byId<HTMLFormElement>("redraft-form");
  form.onsubmit = (event) => {
    event.preventDefault();
    byId<HTMLDialogElement>("redrafting").close();
    work.run(async () => {
      forget();
      state.job = await work.desk.redraft(table, {
        from: byId<HTMLSelectElement>("redraft-from").value,
        seconds: Number(byId<HTMLInputElement>("redraft-seconds").value),
        changeWeight: Number(byId<HTMLInputElement>("redraft-weight").value),
      });
      remember(state.job.id);
      table.change({ panel: "changes" });
      byId("app").dataset.sheet = "open";
      follow(table, work);
    });
  };
  byId<HTMLDialogElement>("redrafting").showModal();
}

/** Takes up again what was asked for before the page was reloaded. */
export function resumeRedraft(table: Table, work: Work) {
  const job = Number(sessionStorage.getItem(key));
  if (!job || !work.desk.mayPlan) return;
  state.job = { id: job, state: "queued", isStopAsked: false };
  follow(table, work);
}

/** Looks at the job each second until it ends. */
async function follow(table: Table, work: Work) {
  const id = state.job?.id;
  while (id !== undefined && state.job?.id === id) {
    try {
      state.job = await work.desk.job(id);
      if (state.job.state === "done") state.found = await work.desk.redraftFound(id);
      if (state.job.state === "failed") state.problem = state.job.failure ?? null;
    } catch (error) {
      if (!(error instanceof ServerProblem)) throw error;
      forget();
      state.problem = error.explanation;
    }
    table.redraw();
    if (!state.job || state.found || state.problem) return;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** How far the new draft is, or what it would change for whom. */
export function redraftPart(table: Table, work: Work): HTMLElement | null {
  const { job, found, problem } = state;
  if (!job && !problem) return null;
  return h(
    "section",
    { class: "part redraft", id: "redraft" },
    h("h3", {}, text("rota.redraft.title")),
    problem ? failed(table, problem) : found ? foundCard(table, work, found) : job ? running(table, work, job) : null,
  );
}

function failed(table: Table, problem: Name) {
  const close = () => {
    forget();
    table.redraw();
  };
  return h("div", {}, h("p", { class: "bad", role: "alert" }, problem[language()]),
    h("button", { type: "button", class: "button", click: close }, text("app.close")));
}

function running(table: Table, work: Work, job: RedraftJob) {
  const { progress } = job;
  const stop = () =>
    work.run(async () => {
      state.job = await work.desk.stopJob(job.id);
      table.redraw();
    });
  return h(
    "div",
    { role: "status" },
    h("progress", { class: "redraft-bar", "aria-label": text("rota.redraft.progress"), max: progress?.of ?? 1, value: progress?.done ?? 0 }),
    h("p", { class: "small" }, progress ? `${name(progress.step)}（${progress.done}/${progress.of}）` : text("rota.redraft.waiting")),
    progress?.best === undefined ? null : h("p", { class: "small quiet" }, text("rota.redraft.best", {
      best: number(progress.best), bound: number(progress.bound ?? 0), gap: number(100 * (progress.gap ?? 0), 1),
    })),
    h("button", { type: "button", class: "button", "data-key": "redraft-stop", disabled: job.isStopAsked, click: stop },
      text(job.isStopAsked ? "rota.redraft.stopping" : "rota.redraft.stop")),
  );
}

function foundCard(table: Table, work: Work, found: Redraft) {
  const isOld = found.revision !== table.state.book.revision;
  const people = new Set(found.changes.flatMap((change) => [change.from, change.to]).filter((id) => id !== undefined));
  const drop = () => {
    forget();
    table.redraw();
  };
  const adopt = () =>
    work.run(async () => {
      const id = state.job?.id;
      if (id === undefined) return;
      await work.desk.change(table, `redrafts/${id}/adoption`, {});
      drop();
    });
  return h(
    "div",
    {},
    h("p", {}, text(found.isProven ? "rota.redraft.proven" : "rota.redraft.gap", {
      best: number(found.objective), bound: number(found.bound), gap: number(100 * found.gap, 1),
    })),
    h("p", {}, text("rota.redraft.points", {
      before: number(found.redraft.penaltyBefore), after: number(found.redraft.penaltyAfter),
    })),
    h("p", { class: "redraft-sum" }, found.changes.length === 0
      ? text("rota.redraft.same")
      : text("rota.redraft.counts", { changes: number(found.changes.length), people: number(people.size) })),
    found.redraft.unpinned.length > 0 ? h("p", { class: "bad" }, text("rota.redraft.unpinned", { count: found.redraft.unpinned.length })) : null,
    h("ul", { class: "cards small" }, found.changes.slice(0, most).map((change) => changeItem(table, change))),
    found.changes.length > most ? h("p", { class: "quiet small" }, text("rota.import.more", { count: number(found.changes.length - most) })) : null,
    isOld ? h("p", { class: "small note-new" }, text("rota.redraft.old")) : null,
    h("div", { class: "ask-actions" },
      h("button", { type: "button", class: "button", "data-key": "redraft-drop", click: drop }, text("rota.redraft.drop")),
      h("button", {
        type: "button", class: "button is-primary", "data-key": "redraft-adopt", disabled: isOld || found.changes.length === 0, click: adopt,
      }, text("rota.redraft.adopt"))),
  );
}

/** One row: when, who had it and who would, or where the same person would be. */
function changeItem(table: Table, change: Change) {
  const person = (officer: number | undefined, none: string) => {
    const member = officer === undefined ? undefined : table.index.people.get(officer);
    return member ? name(member.name) : officer === undefined ? text(none) : String(officer);
  };
  const isSame = change.from === change.to;
  return h(
    "li",
    { class: "move" },
    h("span", {}, `${dayName(change.start.slice(0, 10))} ${timeOf(change.start)} ${shiftWord(table, change)}`),
    isSame
      ? h("span", {}, person(change.from, ""), h("small", { class: "quiet" }, ` ${change.stays.map(name).join(text("list.comma"))}`))
      : h("span", {}, person(change.from, "rota.redraft.nobodyBefore"), " → ", person(change.to, "rota.nobodyElse")),
  );
}
