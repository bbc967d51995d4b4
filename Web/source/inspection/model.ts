// SPDX-License-Identifier: Apache-2.0

import type { Name } from "../model.ts";

/** What `/api/inspections` answers. */
export interface Inspections {
  page: Page<Week>;
  checklists: Checklist[];
}

export interface Page<Item> {
  /** Milliseconds since 1970. */
  now: number;
  minutesEastOfUTC: number;
  isExercise: boolean;
  items: Item[];
}

export interface Checklist {
  mode: string;
  version: number;
  items: { key: string; category: string; question: Name }[];
}

export interface Week {
  monday: string;
  version: number;
  isOpen: boolean;
  commitment: string;
  seed?: string;
  visits: Visit[];
}

export interface Visit {
  form: string;
  place: number;
  name: Name;
  mode: string;
  brigade?: Numbered;
  latitude?: number;
  longitude?: number;
  at: string;
  visited?: number;
  answers: { item: string; mark: Mark }[];
  samples: { from: number; minutes: number; isFromVideo: boolean; rows: SampleRow[] }[];
}

export type Mark = "met" | "notMet" | "notApplicable";

export interface SampleRow {
  roadUser: string;
  observed: number;
  compliant: number;
  handled: number;
}

export interface Numbered {
  id: number;
  name: Name;
}

/** What `/api/findings` lists. */
export interface Finding {
  id: number;
  version: number;
  isOpen: boolean;
  state: string;
  category: string;
  words: string;
  place: Name;
  mode: string;
  latitude?: number;
  longitude?: number;
  unit: Numbered;
  at: number;
  replyDue: number;
  reply?: string;
  due?: number;
  failedChecks: number;
  photos: string[];
  lines: { at: number; account: string; step: string; words: string }[];
}

/** `11-26 14:30` of a moment, by the city's clock. */
export const clock = (moment: number, minutesEast: number): string =>
  new Date(moment + minutesEast * 60_000).toISOString().slice(5, 16).replace("T", " ");
