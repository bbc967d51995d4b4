// SPDX-License-Identifier: Apache-2.0

import type { Name } from "../model.ts";

/** An event of the record of access, as `/api/audit/events` answers it. */
export interface AuditEvent {
  number: number;
  /** Milliseconds since 1970. */
  at: number;
  kind: string;
  words: Name;
  actor: string;
  actorName?: string;
  subject: string;
  subjectName?: Name;
  detail: string;
  /** Of a file that was taken away. */
  export?: {
    form: string;
    rows: number;
    from?: string;
    to?: string;
    kinds: Name[];
    unit?: Name;
    officer?: string;
    account?: string;
  };
  /** Of a check of the chained log: how long that was, or what was found. */
  check?: { number: number; length?: number; explanation?: Name; seal?: string };
  reading?: { terminal: number; date: string; from: string; to: string; places: number; reason: string };
}

export interface Kind {
  kind: string;
  words: Name;
}

export interface AuditPage {
  minutesEastOfUTC: number;
  items: AuditEvent[];
  next?: number;
  kinds: Kind[];
}

/** A walk over the chained log. */
export interface ChainCheck {
  number: number;
  state: "underWay" | "intact" | "broken" | "failed" | "lost";
  account: string;
  name?: string;
  begun: number;
  ended?: number;
  walked: number;
  length: number;
  events?: number;
  seal?: string;
  brokenAt?: number;
  explanation?: Name;
}

/** `/api/audit/chain`. */
export interface ChainState {
  length: number;
  seal?: string;
  newest?: ChainCheck;
  lastEnded?: ChainCheck;
  lastIntact?: ChainCheck;
  /** The newest that found it intact or broken. */
  lastFound?: ChainCheck;
}

/** What is asked of the record; blank where it is not asked about. */
export interface Question {
  from: string;
  to: string;
  account: string;
  kind: string;
  unit: string;
  officer: string;
}

export const everything: Question = { from: "", to: "", account: "", kind: "", unit: "", officer: "" };

/** As the part of an address behind the question mark, without what is blank. */
export const queryOf = (question: Question): string =>
  new URLSearchParams(Object.entries(question).filter(([, value]) => value !== "")).toString();

/** `2026-11-25 08:00:07` by the city's clock. */
export const momentOf = (at: number, minutesEast: number): string =>
  new Date(at + minutesEast * 60_000).toISOString().slice(0, 19).replace("T", " ");
