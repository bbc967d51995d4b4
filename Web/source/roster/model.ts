// SPDX-License-Identifier: Apache-2.0

// What /api/roster/book answers, as Sources/ChengxuServer/Roster writes it.

import type { Form, Interval, Mode, Name } from "../model.ts";

export interface Book {
  revision: number;
  isDemoData: boolean;
  firstDate: string;
  days: number;
  now: string;
  publications: { number: number; by: string; at: string; note: string }[];
  pools: { name: Name; crew: string }[];
  people: Member[];
  places: { form: Form; id: number; name: Name }[];
  shifts: Record<string, Name>;
  duties: Duty[];
  unpublished: Move[];
  /** Rows as they were published, which the draft has otherwise or not at all. */
  formerly: Duty[];
  pins: { duty: number; by: string; at: string }[];
  overrides: { rule: string; officer: number; date: string; person: string; reason: string; decidedAt: string }[];
  violations: Violation[];
  brokenRules: Broken[];
  penalty: number;
  hardRules: HardRule[];
  softRules: SoftRule[];
  forecast: { date: string; highestCelsius: number }[];
  intakes: { files: string[]; people: number; leave: number; by: string; at: string }[];
  repairs: Repair[];
  requests: Wish[];
  fairness: { period: Interval; known: string; lines: FairnessLine[] };
}

/** Which nobody may break, or only a named person for a reason. */
export interface HardRule {
  key: string;
  sentence: Name;
  mayBeOverridden: boolean;
  /** What it has to be told before it says anything. */
  awaits?: Name;
}

/** `solvedWeight` is what it weighed when the roster was solved; the last decision comes first. */
export interface SoftRule {
  key: string;
  sentence: Name;
  weight: number;
  solvedWeight: number;
  awaits?: Name;
  decisions: { weight: number; before: number; person: string; reason: string; decidedAt: string }[];
}

export interface Member {
  id: number;
  badge: string;
  name: Name;
  unit: Name;
  pool: number;
  status: "sworn" | "auxiliary";
  isLeader: boolean;
  leave: Interval[];
}

export interface Duty {
  id: number;
  officer: number;
  shift: string;
  start: string;
  end: string;
  stays: Stay[];
  vehicle?: string;
}

export interface Stay {
  place?: number;
  mode: Mode;
  start: string;
  end: string;
}

/** `from` is absent for a new row, `to` for one that nobody works any more; both are one where only places change. */
export interface Move {
  duty: number;
  from?: number;
  to?: number;
}

export interface Violation {
  rule: string;
  officer?: number;
  date?: string;
  explanation: Name;
}

export interface Broken extends Violation {
  penalty: number;
}

export type CellKind = "vacated" | "released" | "fromStandby" | "calledIn";

export interface Cell {
  kind: CellKind;
  officer: number;
  duty: number;
  shift: string;
  start: string;
  end: string;
  reasons: Name[];
}

export interface Repair {
  id: number;
  state: "open" | "accepted" | "dropped";
  words: Name;
  cells: Cell[];
  unfilled: { duty: number; officer: number; start: string; obstacles: { sentence: Name; people: number }[] }[];
  pointsBefore: number;
  pointsAfter: number;
  solve: { solver: string; status: string; seconds: number };
}

export interface Wish {
  id: number;
  applicant: number;
  state: "filed" | "submitted" | "approved" | "refused" | "withdrawn";
  filedAt: string;
  duty?: number;
  with?: number;
  against?: number;
  leave?: Interval;
  steps: { action: string; by: number; at: string; reason?: string }[];
}

export interface Review {
  violations: Violation[];
  points: number;
  moves: Move[];
  cells: { kind: CellKind; officer: number; name: Name; reasons: Name[] }[];
}

export const burdens = ["nights", "weekends", "holidays", "peaks"] as const;
export type Burden = (typeof burdens)[number];

export interface FairnessLine {
  burden: Burden;
  definition: Name;
  pool: number;
  status: "sworn" | "auxiliary";
  total: number;
  range: number;
  gini?: number;
  shares: { officer: number; count: number }[];
}

export interface Candidate {
  officer: number;
  badgeNumber: string;
  name: Name;
  readiness: "standby" | "free" | "needsOverride" | "impossible";
  points: number;
  weekMinutes: number;
  reasons: Name[];
  violations: Violation[];
}

/** Demands and rules of one pool's week that cannot hold together, and the cheapest ways out. */
export interface Conflict {
  pool: Name;
  week: string;
  demands: { date: string; words: Name }[];
  rules: { key: string; sentence: Name }[];
  relaxations: { rule?: string; words: Name }[];
  isMinimal: boolean;
}

/** What is known of all weeks; `undecided` are Mondays for which the time was too short. */
export interface Conflicts {
  conflicts: Conflict[];
  undecided: string[];
}

/** A rule that a named person sets aside, and why. */
export interface Waiver {
  rule: string;
  officer: number;
  date: string;
  reason: string;
}
