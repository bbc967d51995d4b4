// SPDX-License-Identifier: Apache-2.0

// What `/api/roster/own` answers; times are the city's, such as `2018-01-03T06:30`.

import type { Name } from "../model.ts";

export interface OwnDuty {
  id: number;
  officer: number;
  shift: string;
  name: Name;
  start: string;
  end: string;
  stays: Name[];
  vehicle?: string;
}

export interface OwnRequest {
  id: number;
  applicant: number;
  state: string;
  filedAt: string;
  duty?: number;
  with?: number;
  against?: number;
  leave?: { start: string; end: string };
  steps: { action: string; by: number; at: string; reason?: string }[];
}

export interface OwnRoster {
  revision: number;
  /** Duties that began before it stay as they are. */
  planningTime: string;
  isDemoData: boolean;
  officer: number;
  publication?: { number: number; by: string; at: string; note: string };
  duties: OwnDuty[];
  requests: OwnRequest[];
  people: { id: number; name: Name; status: string }[];
  others: OwnDuty[];
  fairness?: {
    period: { start: string; end: string };
    known: string;
    lines: { burden: string; definition: Name; status: string; shares: { officer: number; count: number }[] }[];
  };
  /** Milliseconds since 1970. */
  calendarUntil?: number;
}
