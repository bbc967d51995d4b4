// SPDX-License-Identifier: Apache-2.0

import type { City, Form, Mode, Place, Plan, Risk, Roster, Scorecard, Timeline } from "./model.ts";

export type Layer = "risk" | "heat" | "areas" | "units";
export type Sheet = "list" | "reason" | "day";

/** A place within the mode that is shown. */
export interface Selection {
  form: Form;
  id: number;
}

/** Everything that the panels show; they read it and ask `change` for changes. */
export interface State {
  city: City;
  scorecard: Scorecard;
  mode: Mode;
  plan: Plan;
  risk: Risk;
  date: string;
  roster: Roster;
  timeline: Timeline;
  selection: Selection | null;
  form: Form | null;
  onlyShort: boolean;
  layers: Record<Layer, boolean>;
  sheet: Sheet;
  /** Whether `plan` is a trial of decisions by hand: nobody is rostered on it. */
  isTrial: boolean;
  /** Counts what the planner does on the trial's desk, so that panels are drawn anew. */
  trialStep: number;
}

type Listener = (changed: Set<keyof State>) => void;

export class Store {
  private listeners: { keys: (keyof State)[]; listener: Listener }[] = [];

  constructor(readonly state: State) {}

  /** Calls the listener after any of the keys has changed. */
  on(keys: (keyof State)[], listener: Listener) {
    this.listeners.push({ keys, listener });
  }

  change(changes: Partial<State>) {
    const changed = new Set<keyof State>();
    for (const key of Object.keys(changes) as (keyof State)[]) {
      if (this.state[key] !== changes[key]) changed.add(key);
    }
    Object.assign(this.state, changes);
    this.tell(changed);
  }

  /** Draws everything anew, as after a change of language. */
  refresh() {
    this.tell(new Set(Object.keys(this.state) as (keyof State)[]));
  }

  private tell(changed: Set<keyof State>) {
    if (changed.size === 0) return;
    for (const { keys, listener } of this.listeners) {
      if (keys.some((key) => changed.has(key))) listener(changed);
    }
  }
}

export const isSame = (a: Selection | null, b: Selection | null): boolean =>
  a?.form === b?.form && a?.id === b?.id;

export function selectedPlace(state: State): Place | null {
  return state.plan.places.find((place) => isSame(place, state.selection)) ?? null;
}

/** How many people a place has on the day, beside how many it needs, at its weakest time. */
export function presence(state: State, place: Place): { have: number; need: number } | null {
  let weakest: { have: number; need: number } | null = null;
  for (const stay of staysAt(state, place)) {
    const here = { have: stay.people.length, need: stay.needed };
    if (!weakest || here.have - here.need < weakest.have - weakest.need) weakest = here;
  }
  return weakest;
}

export const staysAt = (state: State, place: Selection) =>
  state.isTrial ? [] : state.roster.stays.filter((stay) => stay.mode === state.mode && isSame(stay, place));

export function isShort(state: State, place: Place): boolean {
  const here = presence(state, place);
  return here !== null && here.have < here.need;
}

/** The places of the list, in its order: by area, then by form and number. */
export function listedPlaces(state: State): Place[] {
  const chosen = state.plan.places.filter((place) =>
    (!state.form || place.form === state.form) && (!state.onlyShort || isShort(state, place))
  );
  return state.city.areas.flatMap((area) => chosen.filter((place) => place.area === area.id));
}
