// SPDX-License-Identifier: Apache-2.0

import type { Name } from "../model.ts";

// What /api/cases answers; docs/cases-api.md says what each means.

export interface Turn {
  kind: "supervisionCentre" | "commandCentre" | "unit" | "nobody";
  unit?: number;
  name?: Name;
}

export interface Case {
  id: number;
  version: number;
  code: string;
  className?: Name;
  state: string;
  step: number;
  stepName: Name;
  turn: Turn;
  due?: string;
  handlingDue?: string;
  received: string;
  latitude?: number;
  longitude?: number;
  grid?: string;
  address?: string;
  description?: string;
  /** What the traffic brigade decides while it has the case. */
  violation?: number;
  isExtensionAsked?: boolean;
  /** The percentage of the running clock that was last reminded of; 0 for none. */
  reminded?: number;
  /** How far up it has gone. */
  rung?: "none" | "holder" | "supervisor" | "leader";
}

export interface CaseList {
  cases: Case[];
  isComplete: boolean;
}

export interface Entry {
  version: number;
  at: string;
  action: string;
  role: string;
  unit?: number;
  unitName?: Name;
  /** The body that got the case by it. */
  receiver?: Name;
  basis?: string;
  reason?: string;
  note?: string;
  passed?: boolean;
  /** What the traffic brigade answered. */
  outcome?: string;
  /** What a referral opened for the traffic brigade. */
  violation?: number;
  due?: string;
  /** Of a reminder: how much of the clock had passed, and who was told. */
  percent?: number;
  recipients?: { post: string; unitName?: Name; gridRole?: string; name?: string }[];
  photos: string[];
}

export interface OneCase {
  case: Case;
  timeline: Entry[];
  actions: string[];
  /** The body that answers for the ground it lies on. */
  territory?: number;
  /** The brigade's body that a dispatch goes to, since the case lies on its carriageway. */
  referral?: number;
  duplicates: { id: number; metres: number }[];
}

export interface Unit {
  id: number;
  kind: string;
  name: Name;
}

export interface Desk {
  queues: { turn: string; name?: Name; isMine: boolean }[];
  classes: { code: string; name: Name; major: Name }[];
  units: Unit[];
  /** That the working calendar ends soon; what to do about it. */
  calendarWarning?: Name;
}
