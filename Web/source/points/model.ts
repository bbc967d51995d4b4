// SPDX-License-Identifier: Apache-2.0

import type { Name } from "../model.ts";

/** The ledger as `/api/points` answers it. */
export interface Ledger {
  revision: number;
  isDemoData: boolean;
  rules: { exitShare: number; quietWeeks: number; relapseDays: number };
  points: Point[];
}

export interface Point {
  number: number;
  kind: "congestion" | "disorder";
  measure: string;
  place: string;
  latitude?: number;
  longitude?: number;
  state: string;
  stateName: Name;
  isOpen: boolean;
  reason: Name;
  entryThreshold: number;
  weeks: { ending: string; value: number }[];
  quietWeeks: number;
  commitment?: { owner: Someone; unit?: Name; measure: string; deadline: string; isOverdue: boolean };
  next: Work[];
  history: Entry[];
}

export type Work = "verify" | "dismiss" | "list" | "treat" | "recheck" | "reject" | "sign-off";

export interface Someone {
  badge?: string;
  name: Name;
}

export interface Entry {
  event: Name;
  by?: Someone;
  reason: string;
  at: string;
  value?: number;
}
