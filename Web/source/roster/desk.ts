// SPDX-License-Identifier: Apache-2.0

import { ServerProblem } from "../problem.ts";
import { type Person, send, sendFile } from "../session.ts";
import type { Check, Kind } from "./importing.ts";
import type { Book, Candidate, Conflicts, Review, Waiver } from "./model.ts";
import type { Found, SolvingJob } from "./solving.ts";
import type { Table } from "./state.ts";

/** Reads and changes the roster; every change says which revision the page saw. */
export class Desk {
  constructor(readonly person: Person | undefined) {}

  get mayPlan(): boolean {
    return this.person?.permissions.includes("plan") ?? false;
  }
  get mayWeigh(): boolean {
    return this.mayPlan && this.person?.unit === undefined;
  }
  get mayPublish(): boolean {
    return (this.person?.permissions.includes("publishRoster") ?? false) && this.person?.unit === undefined;
  }
  get mayDecide(): boolean {
    return this.person?.permissions.includes("approveLeave") ?? false;
  }

  book(): Promise<Book> {
    return send("GET", "/api/roster/book");
  }
  candidates(duty: number): Promise<Candidate[]> {
    return send("GET", `/api/roster/duties/${duty}/candidates`);
  }
  conflicts(): Promise<Conflicts> {
    return send("GET", "/api/roster/conflict");
  }
  review(request: number): Promise<Review> {
    return send("GET", `/api/roster/requests/${request}/review`);
  }

  /**
   * Changes something and shows the new state. After somebody else's change the newest draft is
   * shown and the problem passed on: nothing was overwritten.
   */
  async change(table: Table, path: string, body: Record<string, unknown>): Promise<void> {
    const revision = table.state.book.revision;
    await this.showing(table, send("POST", `/api/roster/${path}`, { revision, ...body }, this.person));
  }

  redraft(table: Table, wish: { from: string; seconds: number; changeWeight: number }): Promise<SolvingJob> {
    return send("POST", "/api/roster/redrafts", { revision: table.state.book.revision, ...wish }, this.person);
  }
  weeks(table: Table, wish: { from: string; to: string; seconds: number }): Promise<SolvingJob> {
    return send("POST", "/api/roster/weeks", { revision: table.state.book.revision, ...wish }, this.person);
  }
  job(id: number): Promise<SolvingJob> {
    return send("GET", `/api/jobs/${id}`);
  }
  stopJob(id: number): Promise<SolvingJob> {
    return send("POST", `/api/jobs/${id}/stop`, {}, this.person);
  }
  solved(id: number): Promise<Found> {
    return send("GET", `/api/jobs/${id}/answer`);
  }

  checkImport(kind: Kind, file: File): Promise<Check> {
    return sendFile(`/api/roster/imports/${kind}/checks?file=${encodeURIComponent(file.name)}`, file, this.person);
  }
  /** Takes what the planner looked at: the same file, the same roster, as many rows left out. */
  async takeImport(table: Table, kind: Kind, file: File, check: Check): Promise<void> {
    const query = `file=${encodeURIComponent(file.name)}&revision=${check.revision}&without=${check.refused.length}`;
    await this.showing(table, sendFile(`/api/roster/imports/${kind}?${query}`, file, this.person));
  }

  private async showing(table: Table, answer: Promise<Book>): Promise<void> {
    try {
      const book = await answer;
      table.show(book.duties ? book : await this.book());
    } catch (error) {
      if (error instanceof ServerProblem && error.kind === "rosterConflict") table.show(await this.book());
      throw error;
    }
  }

  assign(table: Table, duty: number, officer: number, waivers: Waiver[]) {
    return this.change(table, "assignments", { duty, officer, waivers });
  }
}
