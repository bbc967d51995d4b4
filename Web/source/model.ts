// SPDX-License-Identifier: Apache-2.0

// The answers of the server's interface, as Sources/ChengxuServer/Bodies writes them.

/** A name that people read: Chinese first, English beside it. */
export interface Name {
  zh: string;
  en: string;
}

export type Mode = "peak" | "offPeak" | "night" | "special";
export const modes: Mode[] = ["peak", "offPeak", "night", "special"];

export type Form = "post" | "beat" | "patrol" | "checkpoint";
export const forms: Form[] = ["post", "beat", "patrol", "checkpoint"];

/** Latitude and longitude in degrees, WGS-84. */
export type Pair = [number, number];

/** Civil times, such as `2018-01-03T07:00`. */
export interface Interval {
  start: string;
  end: string;
}

export interface City {
  name: Name;
  organization: Name;
  isDemoData: boolean;
  minutesEastOfUTC: number;
  centre: Pair;
  bounds: [Pair, Pair];
  areas: Area[];
  units: { id: number; kind: string; name: Name; area?: number }[];
  attributions: string[];
  sources: { name: string; bytes: number; sha256: string }[];
  versions: Record<string, string>;
  incidents: {
    count: number;
    leftOut: number;
    trained: { first: string; last: string };
    heldOut: { first: string; last: string };
  };
  rosterDates: string[];
  shownDate: string;
  period: Interval;
  bulletin: string[];
}

export interface Area {
  id: number;
  name: Name;
  outline: Pair[][];
  label?: Pair;
}

export interface RoadColumns {
  origin: [number, number];
  quantum: number;
  classes: string[];
  streetNames: string[];
  roadClass: number[];
  streetName: number[];
  length: number[];
  pointCount: number[];
  latitude: number[];
  longitude: number[];
}

export interface Risk {
  mode: Mode;
  expected: number[];
  perKilometre: number[];
  quantum: number;
  steps: number[];
  totalPerYear: number;
}

export interface Window {
  name: string;
  mode: Mode;
  weekdays: number[];
  startMinute: number;
  endMinute: number;
}

export interface Place {
  form: Form;
  id: number;
  name: Name;
  area: number;
  unit: number;
  location?: Pair;
  strength?: { sworn: number; auxiliary: number; office: number };
  people: number;
  role?: "cordon" | "diversion";
  window?: Window;
  sponsor?: Name;
  owner?: Name;
  lengthMetres?: number;
  duties?: string[];
  strictControlSegments?: number[];
  vehicle?: string;
  stops?: { location: Pair; arrivalMinute: number; dwellMinutes: number }[];
  reason: {
    incidents: number;
    expectedPerYear: number;
    segments: number[];
    streets: { name: string; metres: number }[];
    leadingKinds: { kind: string; count: number }[];
    /** Out of everybody's reach without this place. */
    onlyHerePerYear?: number;
    alternative?: { name: Name; lossPerYear: number };
  };
}

/** A figure with its 95 % interval. */
export interface Estimate {
  value: number;
  lower: number;
  upper: number;
}

/** How fast somebody would be there: expected by a queueing model, and replayed. */
export interface Response {
  targetMinutes: number;
  sceneMinutes: number;
  units: number;
  model: {
    method: "exact" | "approximate" | "mixed";
    meanMinutes: number;
    ninetiethPercentileMinutes: number;
    shareWithinTarget: number;
    meanWorkload: number;
    greatestWorkload: number;
    outsideDistrictShare: number;
  };
  replay: {
    incidents: number;
    days: number;
    meanMinutes: Estimate;
    ninetiethPercentileMinutes: Estimate;
    shareWithinTarget: Estimate;
    coveredShare: Estimate;
  };
}

export interface Step {
  moves: number;
  objective: number;
  bound: number;
  left: Name[];
  joined: Name[];
}

/** The plan in force beside the shown one. */
export interface Comparison {
  currentPlaces: number;
  currentObjective: number;
  steps: Step[];
  moves: number;
  currentResponse?: Response;
}

/** A change by hand and what it costs. */
export interface Edit {
  edit: { change: "pin" | "forbid" | "move" | "resize"; person: string; time: string; reason: string };
  place: Name;
  cost: number;
  isProven: boolean;
}

export interface Marginal {
  places: number;
  expectedPerYear: number;
  people?: number;
  bound?: number;
}

export interface Solve {
  problem: string;
  solver: string;
  status: "optimal" | "feasible" | "infeasible" | "stopped";
  objective: number;
  bound: number;
  gap: number;
  seconds: number;
}

export interface SpecialOrder {
  trigger: string;
  name: Name;
  interval: Interval;
  centre: Pair;
  coreRadiusMetres: number;
  outerRadiusMetres: number;
  draws: { unit: Name; people: number; remaining: number }[];
  suspended: Name[];
  partnerTasks: Name[];
  restoration: Name;
  restDebtHours: number;
  activation?: { reach: "none" | "standBy" | "overlay" | "takeOver"; noticeDays: number; isLate: boolean };
  closure?: { seconds: number; posts: number; witnessPosts: number; witnessUnits: number };
}

/** Observed over expected without the measure, with its 95 % interval. */
export interface Effect {
  observed: number;
  expected: number;
  index: number;
  interval: { lower: number; upper: number };
}

/** What changed since a day, told three ways; the last one is fair. */
export interface BeforeAfter {
  isPlacebo: boolean;
  study: {
    after: { span: { first: string; last: string } };
    before: unknown[];
    treatedStreets: number;
    naive: Effect;
    comparisonGroup: Effect;
    empiricalBayes: Effect;
    regressionToTheMean: number;
  };
}

export interface Plan {
  mode: Mode;
  windows: Window[];
  places: Place[];
  sponsorships: { leader: Name; posts: number[] }[];
  areaTours: { leader: Name; area: number; posts: number[] }[];
  specialOrder?: SpecialOrder;
  solves: Solve[];
  evaluation: {
    heldOutIncidents: number;
    coveredIncidents: number;
    coveredByCountBaseline: number;
    marginal: Marginal[];
    response?: Response;
    floor?: { limitMinutes: number; grids: { name: Name; minutes?: number }[] };
  };
  edits?: Edit[];
  comparison?: Comparison;
  beforeAfter?: BeforeAfter;
  sweep?: { workdays: number; tasks: number; streets: number; missing: number; twice: number };
  offices: { name: Name; people: number; travelMinutes: number }[];
  operationNights: string[];
  priorities: string[];
  nightGames: { brigade: Name; places: number; value: number; uncheckedValue: number }[];
}

export interface PlaceIncidents {
  count: number;
  byHour: number[];
  byKind: { kind: string; count: number }[];
  bySeverity: { severity: string; count: number }[];
  byYear: { year: number; count: number }[];
  latest: {
    id: number;
    time: string;
    kind: string;
    severity: string;
    street?: string;
    location: Pair;
  }[];
}

export interface Stay {
  form: Form;
  id: number;
  mode: Mode;
  interval: Interval;
  needed: number;
  people: { name: Name; unit: Name; status: "sworn" | "auxiliary"; isLeader: boolean }[];
}

export interface Roster {
  date: string;
  stays: Stay[];
  onDuty: Partial<Record<Mode, number[]>>;
}

export interface Timeline {
  date: string;
  windows: { name: string; mode: Mode; interval: Interval }[];
  usual: number[];
  happened?: number[];
}

export interface Result {
  scope: {
    kind: "detachment" | "area" | "brigade" | "squadron" | "mode";
    id?: number;
    mode?: Mode;
    /** For whom sees the figures of some units only. */
    name?: Name;
  };
  numerator: number;
  denominator: number;
  cases: number;
  excluded: number;
  interval?: { lower: number; upper: number };
  value?: number;
  gap?: "noDenominator" | "tooFewCases";
}

export interface Figure {
  definition: {
    id: string;
    version: number;
    name: Name;
    formula: Name;
    measure: "proportion" | "share" | "index" | "mean" | "quantile" | "count";
    unit: Name;
    /** Who set the definition where it is not the program's own. */
    authority?: string;
  };
  whole?: Result;
  parts: Result[];
}

export interface Scorecard {
  version: string;
  isDemoData: boolean;
  period: Interval;
  figures: Figure[];
}
