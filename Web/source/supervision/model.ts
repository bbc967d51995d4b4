// SPDX-License-Identifier: Apache-2.0

import type { Figure, Interval, Mode, Name, Result } from "../model.ts";

export interface Week {
  period: Interval;
  scorecard: string;
  figures: Figure[];
  planned: { kpi: string; value: number; mode?: Mode }[];
  notComparable?: Name;
  evident: Record<string, boolean>;
}

export interface Point {
  number: number;
  kind: string;
  place: Name;
  state: "signedOff" | "reopened";
  at: string;
  reason: string;
}

export interface Review {
  weeks: Week[];
  signedOff: Point[];
  reopened: Point[];
  openPoints: number;
}

export interface Decisions {
  asOf: string;
  matters: {
    kind: string;
    count: number;
    kpi?: string;
    examples: { label: Name; since: string; events: number[] }[];
  }[];
}

/** One case of a figure: what it adds, and what hangs on it. */
export interface Step {
  kind: string;
  label: Name;
  numerator: number;
  denominator: number;
  isExcluded: boolean;
  events: number[];
  eventCount: number;
  shifts: number;
  places: Name[];
  streets: string[];
  incidents: number;
  incident?: { id: number; time: string; kind: string; severity: string; street?: string };
}

export interface Trace {
  query: { kpi: string; version: number; period: Interval; scorecard: string };
  definition: Figure["definition"];
  result: Result;
  count: number;
  offset: number;
  steps: Step[];
}

export interface NumberedEvent {
  number: number;
  isSimulated: boolean;
  time: string;
  kind: string;
  incident?: number;
  text: Name;
}

/** What a figure is opened with. */
export interface Question {
  kpi: string;
  /** The province's own figure or ours beside it; the one in force where it is not said. */
  definition?: "local" | "ours";
  scope: Result["scope"];
  period?: Interval;
}
