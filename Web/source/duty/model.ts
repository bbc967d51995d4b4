// SPDX-License-Identifier: Apache-2.0

// What the desks' routes answer; moments are milliseconds since 1970.

import type { Name } from "../model.ts";
import type { ShiftHandOver } from "./hand-over-model.ts";

export interface Numbered {
  id: number;
  name: Name;
}

export interface Line {
  at: number;
  account: string;
  step: string;
  words: string;
}

/** Since when nothing was heard of somebody for too long, and who was told last. */
export interface Silence {
  since: number;
  stage: number;
  told: "officer" | "leader" | "dispatcher";
  toldAt: number;
}

export interface Stay {
  duty: number;
  task: number;
  version: number;
  officer: Numbered & { badge: string; isSworn: boolean };
  unit: Numbered;
  brigade: Numbered;
  place: Name;
  latitude?: number;
  longitude?: number;
  start: number;
  end: number;
  standing: string;
  arrival?: number;
  /** What the arrival was shown by, and the badge number or plate of the terminal that showed it. */
  evidence?: string;
  terminal?: string;
  minutesLate?: number;
  minutesEarly?: number;
  /** When anything was heard of the officer: an own step, a voice by radio, a terminal. */
  lastHeard?: number;
  silence?: Silence;
  /** Signed in by a leader, and neither phone nor terminal was heard since. */
  isReachedByVoiceOnly: boolean;
  /** The plate of the shift's vehicle, and since when it is out. */
  vehicle?: string;
  vehicleOut?: number;
  pending?: { at: number; metres?: number; accuracy?: number; doubt: string };
  replies: Line[];
}

export interface Incident {
  id: number;
  version: number;
  isOpen: boolean;
  state: string;
  priority: number;
  /** Without a severity somebody is to look after an officer in lost contact. */
  matter: "crash" | "lostContact";
  severity?: string;
  kind: string;
  words: string;
  calledAt: number;
  latitude: number;
  longitude: number;
  street?: string;
  brigade: Numbered;
  responses: {
    unit?: number;
    officer?: Name;
    state: string;
    stamps: Record<string, number>;
    silence?: Silence;
  }[];
  mergedInto?: number;
}

export interface Candidates {
  candidates: { unit: number; officer?: Name; travelSeconds: number; reason: Name }[];
  passedOver: { reason: string; count: number }[];
  possibleDuplicates: number[];
}

export interface Today {
  now: number;
  isExercise: boolean;
  officer?: Numbered & { badge: string; isSworn: boolean };
  stays: Stay[];
  incidents: Incident[];
  special: SpecialTask[];
  /** Shifts that one hands or takes over. */
  handOvers: ShiftHandOver[];
}

/** One's own part of a special duty. */
export interface SpecialTask {
  id: number;
  name: Name;
  reason: string;
  start: number;
  end: number;
  place?: Name;
  acknowledged?: number;
}

export interface SpecialDuty {
  id: number;
  version: number;
  isOpen: boolean;
  name: Name;
  trigger: string;
  reason: string;
  start: number;
  end: number;
  places: { post: number; name: Name; wanted: number; called: number; acknowledged: number }[];
  calls: { officer?: Numbered; unit: Numbered; place?: Name; acknowledged?: number }[];
  partners: { task: Name; acknowledged?: number }[];
}

export interface PartnerTask {
  duty: number;
  task: number;
  name: Name;
  words: Name;
  start: number;
  end: number;
  acknowledged?: number;
}

export interface Violation {
  id: number;
  version: number;
  isOpen: boolean;
  state: string;
  code: string;
  name: Name;
  intervention?: string;
  at: number;
  street?: string;
  finder?: Numbered;
  /** The case of city order that it is the police's part of. */
  cityCase?: number;
  owner: Numbered;
  due?: number;
  returns: number;
  returnReason?: string;
  words?: string;
  flags: string[];
  evidence: { digest: string; kind: string }[];
}

export interface Code {
  code: string;
  roadUser: string;
  settlesOnTheSpot: boolean;
  name: Name;
}

export interface Page<Item> {
  now: number;
  /** Of the city's clock. */
  minutesEastOfUTC: number;
  items: Item[];
}

export interface Notice {
  id: number;
  kind: string;
  subject: string;
  number: number;
  at: number;
  percent?: number;
  detail: string;
  /** Where it tells of several people: whose they are, how many, and the first of them. */
  gathered?: { unit: Numbered; count: number; first: Numbered[] };
}
