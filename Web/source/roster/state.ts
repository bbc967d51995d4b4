// SPDX-License-Identifier: Apache-2.0

import { plusDays } from "../format.ts";
import { language } from "../texts.ts";
import type { Book, Broken, Duty, Member, Move } from "./model.ts";

export type Group = "person" | "post";
export type Shape = "table" | "day";
export type Edition = "draft" | "published";
export type Panel = "chosen" | "changes" | "fairness" | "rules";

export interface State {
  book: Book;
  pool: number;
  group: Group;
  shape: Shape;
  edition: Edition;
  date: string;
  panel: Panel;
  /** The row that is looked at. */
  duty: number | null;
  /** Whose row or day is looked at. */
  officer: number | null;
  /** A row that waits for the other one of a swap. */
  swapping: number | null;
}

/** The page's one state; whatever changes it draws everything that depends on it anew. */
export class Table {
  private listeners: (() => void)[] = [];
  index: Index;

  constructor(public state: State) {
    this.index = new Index(state.book);
  }

  onChange(listener: () => void) {
    this.listeners.push(listener);
  }

  change(part: Partial<State>) {
    this.state = { ...this.state, ...part };
    this.redraw();
  }

  show(book: Book) {
    this.index = new Index(book);
    const isThere = (id: number | null) => id !== null && this.index.duties.has(id);
    const { duty, swapping } = this.state;
    this.change({ book, duty: isThere(duty) ? duty : null, swapping: isThere(swapping) ? swapping : null });
  }

  redraw() {
    for (const listener of this.listeners) listener();
  }

  /** The rows of the edition that is shown. */
  get rows(): Duty[] {
    return this.state.edition === "draft" ? this.state.book.duties : this.index.published;
  }

  get isEditable(): boolean {
    return this.state.edition === "draft";
  }

  get members(): Member[] {
    return this.state.book.people.filter((member) => member.pool === this.state.pool);
  }

  get dates(): string[] {
    const { firstDate, days } = this.state.book;
    return Array.from({ length: days }, (_, day) => plusDays(firstDate, day));
  }
}

/** What the page looks up in a book. */
export class Index {
  readonly duties = new Map<number, Duty>();
  readonly people = new Map<number, Member>();
  readonly pins: Map<number, { by: string; at: string }>;
  readonly moves: Map<number, Move>;
  readonly published: Duty[];
  private readonly brokenOf = new Map<number, Broken[]>();

  constructor(book: Book) {
    for (const duty of book.duties) this.duties.set(duty.id, duty);
    for (const member of book.people) this.people.set(member.id, member);
    this.pins = new Map(book.pins.map((pin) => [pin.duty, pin]));
    this.moves = new Map(book.unpublished.map((move) => [move.duty, move]));
    this.published = book.publications.length === 0 ? [] : [
      ...book.duties.filter((duty) => !this.moves.has(duty.id)), ...book.formerly,
    ];
    for (const broken of book.brokenRules) {
      if (broken.officer === undefined) continue;
      this.brokenOf.set(broken.officer, [...(this.brokenOf.get(broken.officer) ?? []), broken]);
    }
  }

  /** Soft rules that somebody's rows break: all, or those of one day. What a week adds up to is no day's. */
  broken(officer: number, date?: string): Broken[] {
    const all = this.brokenOf.get(officer) ?? [];
    return date === undefined ? all : all.filter((each) => each.date === date && !each.rule.startsWith("weekly-"));
  }
}

export const dateOf = (duty: { start: string }): string => duty.start.slice(0, 10);

/** Rows by officer and day. */
export function rowsByCell(rows: Duty[]): Map<string, Duty[]> {
  const cells = new Map<string, Duty[]>();
  for (const row of rows) {
    const key = `${row.officer} ${dateOf(row)}`;
    const cell = cells.get(key);
    if (cell) cell.push(row);
    else cells.set(key, [row]);
  }
  return cells;
}

/** People's names in the language of the page sort as that language sorts. */
export const collator = () => new Intl.Collator(language() === "zh" ? "zh-CN" : "en");
