// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { number } from "../format.ts";
import type { Name } from "../model.ts";
import { ServerProblem } from "../problem.ts";
import { language, name, text } from "../texts.ts";
import type { Work } from "./side.ts";
import type { Table } from "./state.ts";

/** What a worker solves for the page: weeks of the draft anew, or the roster's next weeks. */
export type Task = "redraft" | "weeks";

/** A job of `/api/jobs`, as far as the page looks at it. */
export interface SolvingJob {
  id: number;
  kind: string;
  state: "queued" | "running" | "done" | "failed";
  progress?: { step: Name; done: number; of: number; best?: number; bound?: number; gap?: number };
  isStopAsked: boolean;
  failure?: Name;
}

/** What every answer says of its search. */
export interface Found {
  revision: number;
  objective: number;
  bound: number;
  gap: number;
  isProven: boolean;
}

/** Draws what came of a task. */
export type Cards = Record<Task, (table: Table, work: Work, found: Found, job: number) => HTMLElement>;

const key = "chengxu.solving";

/** What a task is called, and how its search went: proven best, or within a gap. */
const words = {
  redraft: { title: "rota.redraft.title", proven: "rota.redraft.proven", gap: "rota.redraft.gap" },
  weeks: { title: "rota.weeks.title", proven: "rota.weeks.proven", gap: "rota.weeks.gap" },
};

/** The job that was asked for last, what is known of it, and what came of it. */
const state: { job: SolvingJob | null; found: Found | null; problem: Name | null } = { job: null, found: null, problem: null };

const taskOf = (job: SolvingJob): Task => job.kind === "roster.weeks" ? "weeks" : "redraft";

function forget() {
  sessionStorage.removeItem(key);
  Object.assign(state, { job: null, found: null, problem: null });
}

/** Puts away what came of the last task. */
export function drop(table: Table) {
  forget();
  table.redraw();
}

/** Asks for a task and shows how far it is; whatever was asked before is forgotten. */
export function solve(table: Table, work: Work, ask: () => Promise<SolvingJob>) {
  work.run(async () => {
    forget();
    state.job = await ask();
    sessionStorage.setItem(key, String(state.job.id));
    table.change({ panel: "changes" });
    document.getElementById("app")!.dataset.sheet = "open";
    follow(table, work);
  });
}

/** Takes up again what was asked for before the page was reloaded. */
export function resumeSolving(table: Table, work: Work) {
  const id = Number(sessionStorage.getItem(key));
  if (!id || !work.desk.mayPlan) return;
  state.job = { id, kind: "", state: "queued", isStopAsked: false };
  follow(table, work);
}

/** Looks at the job each second until it ends. */
async function follow(table: Table, work: Work) {
  const id = state.job?.id;
  while (id !== undefined && state.job?.id === id) {
    try {
      state.job = await work.desk.job(id);
      if (state.job.state === "done") state.found = await work.desk.solved(id);
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

/** How far the task is, or what came of it. */
export function solvingPart(table: Table, work: Work, cards: Cards): HTMLElement | null {
  const { job, found, problem } = state;
  if (!job && !problem) return null;
  const task = job ? taskOf(job) : "redraft";
  return h(
    "section",
    { class: "part redraft", id: task },
    h("h3", {}, text(words[task].title)),
    problem ? failed(table, problem) : found && job ? cards[task](table, work, found, job.id) : job ? running(table, work, job) : null,
  );
}

function failed(table: Table, problem: Name) {
  return h("div", {}, h("p", { class: "bad", role: "alert" }, problem[language()]),
    h("button", { type: "button", class: "button", click: () => drop(table) }, text("app.close")));
}

function running(table: Table, work: Work, job: SolvingJob) {
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
    h("button", { type: "button", class: "button", "data-key": `${taskOf(job)}-stop`, disabled: job.isStopAsked, click: stop },
      text(job.isStopAsked ? "rota.redraft.stopping" : "rota.redraft.stop")),
  );
}

/** Points, bound and gap of a search, in words; `task` chooses whether changes are priced in. */
export function searched(task: Task, found: Found): HTMLElement {
  return h("p", {}, text(found.isProven ? words[task].proven : words[task].gap, {
    best: number(found.objective), bound: number(found.bound), gap: number(100 * found.gap, 1),
  }));
}

/** The buttons below what was found: to put it away, or to take it; `then` is done once it is the draft. */
export function takeButtons(
  table: Table,
  work: Work,
  task: Task,
  job: number,
  isOff: boolean,
  then: () => void = () => {},
): HTMLElement {
  const take = (path: string) =>
    work.run(async () => {
      await work.desk.change(table, `${path}/${job}/adoption`, {});
      drop(table);
      then();
    });
  return h("div", { class: "ask-actions" },
    h("button", { type: "button", class: "button", "data-key": `${task}-drop`, click: () => drop(table) }, text("rota.redraft.drop")),
    h("button", {
      type: "button", class: "button is-primary", "data-key": `${task}-adopt`, disabled: isOff,
      click: () => take(task === "weeks" ? "weeks" : "redrafts"),
    }, text("rota.redraft.adopt")));
}
