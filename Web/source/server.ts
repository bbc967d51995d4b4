// SPDX-License-Identifier: Apache-2.0

import type {
  City,
  Form,
  Mode,
  PlaceIncidents,
  Plan,
  Risk,
  RoadColumns,
  Roster,
  Scorecard,
  Timeline,
} from "./model.ts";
import { problemOf } from "./problem.ts";

async function get<Answer>(address: string): Promise<Answer> {
  const answer = await fetch(address, { headers: { accept: "application/json" } });
  if (!answer.ok) throw await problemOf(answer);
  return await answer.json();
}

/** Keeps what was asked for once: the values behind an address never change while the page is open. */
function remembered<Key, Answer>(
  load: (key: Key) => Promise<Answer>,
  name: (key: Key) => string,
): (key: Key) => Promise<Answer> {
  const known = new Map<string, Promise<Answer>>();
  return (key) => {
    const id = name(key);
    let answer = known.get(id);
    if (!answer) {
      answer = load(key);
      known.set(id, answer);
      answer.catch(() => known.delete(id));
    }
    return answer;
  };
}

export const server = {
  city: () => get<City>("/api/city"),
  roads: () => get<RoadColumns>("/api/roads"),
  scorecard: () => get<Scorecard>("/api/scorecard"),
  strings: () => get<Record<string, { zh: string; en: string }>>("/strings.json"),
  plan: remembered((mode: Mode) => get<Plan>(`/api/plans/${mode}`), String),
  risk: remembered((mode: Mode) => get<Risk>(`/api/risk/${mode}`), String),
  roster: remembered((date: string) => get<Roster>(`/api/roster?date=${date}`), String),
  timeline: remembered((date: string) => get<Timeline>(`/api/timeline?date=${date}`), String),
  incidents: remembered(
    (place: { form: Form; id: number; mode: Mode }) =>
      get<PlaceIncidents>(`/api/places/${place.form}/${place.id}/incidents?mode=${place.mode}`),
    (place) => `${place.mode} ${place.form} ${place.id}`,
  ),
};
