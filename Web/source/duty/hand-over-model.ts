// SPDX-License-Identifier: Apache-2.0

// What the routes of a shift's hand-over 交接班 answer; moments are milliseconds since 1970.

import type { Name } from "../model.ts";
import type { Line, Numbered } from "./model.ts";

export interface OpenMatter {
  kind: "incident" | "violation" | "lostContact" | "notCheckedOut" | "vehicleOut" | "special";
  number: number;
  state?: string;
  officer?: Numbered;
  plate?: string;
  name?: Name;
  since?: number;
  due?: number;
}

export interface Equipment {
  name: string;
  count: number;
  words?: string;
}

export interface Reservation {
  part: "note" | "equipment" | "matter";
  index: number;
  reason: string;
}

export interface ShiftHandOver {
  id: number;
  version: number;
  isOpen: boolean;
  state: "waiting" | "accepted" | "acceptedWithReservations" | "withdrawn";
  unit: Numbered;
  /** The shift that ends; missing for the command centre's watch. */
  duty?: number;
  place?: Name;
  shiftEnd?: number;
  outgoing?: Numbered;
  incoming?: Numbered;
  /** Which of the two the reader is. */
  own?: "outgoing" | "incoming";
  at: number;
  due: number;
  isOverdue: boolean;
  /** How many were told that nobody took over: the leader, then the command centre. */
  stage: number;
  note: string;
  equipment: Equipment[];
  matters: OpenMatter[];
  reservations: Reservation[];
  answeredAt?: number;
  withdrawReason?: string;
  lines: Line[];
}

export interface ShiftDraft {
  unit: Numbered;
  duty?: number;
  place?: Name;
  shiftEnd?: number;
  matters: OpenMatter[];
  /** Whoever takes the next shift first. */
  people: { officer: Numbered; place?: Name; start?: number }[];
}
