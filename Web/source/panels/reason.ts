// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { clock, distance, number, timeOf } from "../format.ts";
import type { Name, Place, PlaceIncidents, Stay } from "../model.ts";
import { server } from "../server.ts";
import { isSame, selectedPlace, staysAt, type State, type Store } from "../state.ts";
import { kindOf, symbol } from "../symbols.ts";
import { name, term, text } from "../texts.ts";
import { countBars, hourChart } from "./charts.ts";
import type { HandOverWatch } from "./hand-over.ts";
import type { PresenceWatch } from "./presence.ts";
import { solved, summary } from "./summary.ts";
import type { SpecialWatch } from "./special.ts";
import type { TrialDesk } from "./trial.ts";
import type { WelfareWatch } from "./welfare.ts";

/** Why somebody stands at the selected place; without one, what the mode's plan is. */
export function showReason(
  store: Store,
  trial: TrialDesk,
  special: SpecialWatch,
  welfare: WelfareWatch,
  handOvers: HandOverWatch,
  presences: PresenceWatch,
) {
  const draw = async () => {
    const panel = byId("side");
    const place = selectedPlace(store.state);
    if (!place) {
      replace(panel, welfare.panel(), handOvers.panel(), special.panel(), trial.panel(), summary(store));
      return;
    }
    if (store.state.isTrial) {
      replace(panel, head(store, place), h("div", { class: "place-body" }, duty(place), streets(place)));
      return;
    }
    replace(panel, head(store, place), h("p", { class: "quiet" }, text("loading")));
    const incidents = await server.incidents({ ...place, mode: store.state.mode });
    if (!isSame(place, store.state.selection)) return;
    replace(panel, head(store, place), trial.actions(place), body(store.state, place, incidents, presences.panel(store.state, place)));
  };
  store.on(["selection", "plan"], () => {
    byId("side").scrollTop = 0;
    draw();
  });
  store.on(["roster", "trialStep"], draw);
  draw();
}

function head(store: Store, place: Place): HTMLElement {
  const { city } = store.state;
  const named = (list: { id: number; name: Name }[], id: number) => {
    const found = list.find((each) => each.id === id);
    return found ? name(found.name) : "";
  };
  return h(
    "header",
    { class: "place-head" },
    h("button", {
      type: "button",
      class: "link",
      "data-key": "back",
      click: () => store.change({ selection: null }),
    }, `‹ ${text("reason.back", { mode: text(`mode.${store.state.mode}.long`) })}`),
    h("h2", {}, symbol(kindOf(place), 18), h("span", {}, name(place.name))),
    h(
      "p",
      { class: "quiet" },
      [
        text("reason.number", { form: text(`kind.${kindOf(place)}`), number: place.id }),
        named(city.areas, place.area),
        named(city.units, place.unit),
      ].filter(Boolean).join(" · "),
    ),
  );
}

function body(state: State, place: Place, incidents: PlaceIncidents, seen: HTMLElement | null): HTMLElement {
  const inMode = (hour: number) =>
    state.plan.windows.some((window) => {
      const minute = hour * 60;
      const overlaps = (at: number) => at < window.endMinute && at + 60 > window.startMinute;
      return overlaps(minute) || overlaps(minute + 1440);
    });
  return h(
    "div",
    { class: "place-body" },
    why(state, place, incidents),
    section("reason.hours", hourChart(incidents.byHour, inMode)),
    section(
      "reason.kinds",
      countBars(incidents.byKind.slice(0, 5).map(({ kind, count }) => ({ label: term("incident-kind", kind), count }))),
    ),
    section(
      "reason.severity",
      countBars(incidents.bySeverity.map(({ severity, count }) => ({
        label: term("severity", severity),
        count,
        tone: severity,
      }))),
    ),
    duty(place),
    today(state, place),
    seen,
    route(place),
    streets(place),
    solved(state.plan.solves),
    latest(state, incidents),
  );
}

function section(key: string, ...content: (Node | null)[]): HTMLElement {
  return h("section", { class: "part" }, h("h3", {}, text(key)), ...content);
}

function why(state: State, place: Place, incidents: PlaceIncidents): HTMLElement {
  const { trained } = state.city.incidents;
  return h(
    "div",
    { class: "why" },
    h("div", { class: "big" }, h("b", {}, number(incidents.count)), h("span", {}, text("reason.answered"))),
    h("div", { class: "big" }, h("b", {}, number(place.reason.expectedPerYear, 1)), h("span", {}, text("reason.expected"))),
    h("p", { class: "quiet small" }, text("reason.span", { first: trained.first, last: trained.last })),
    instead(place),
  );
}

/** What only this place answers, and what the next best one would lose. */
function instead(place: Place): HTMLElement | null {
  const { onlyHerePerYear, alternative } = place.reason;
  if (onlyHerePerYear === undefined) return null;
  const only = text("reason.onlyHere", { count: number(onlyHerePerYear, 1) });
  const next = alternative
    ? text(alternative.lossPerYear >= 0 ? "reason.alternative" : "reason.alternativeBetter", {
      place: name(alternative.name),
      count: number(Math.abs(alternative.lossPerYear), 1),
    })
    : "";
  return h("p", { class: "small instead" }, only, next);
}

/** Who is responsible, how strong, with what. */
function duty(place: Place): HTMLElement {
  const fact = (key: string, value: string | null | undefined) =>
    value ? [h("dt", {}, text(key)), h("dd", {}, value)] : null;
  return section(
    "reason.duty",
    h(
      "dl",
      { class: "facts" },
      place.strength
        ? fact("reason.strength", [
          place.strength.sworn ? text("strength.sworn", { count: place.strength.sworn }) : "",
          place.strength.auxiliary ? text("strength.auxiliary", { count: place.strength.auxiliary }) : "",
          place.strength.office ? text("strength.office", { count: place.strength.office }) : "",
        ].filter(Boolean).join(text("list.comma")))
        : null,
      fact("reason.sponsor", place.sponsor && name(place.sponsor)),
      fact("reason.owner", place.owner && name(place.owner)),
      fact("reason.length", place.lengthMetres ? distance(place.lengthMetres) : null),
      fact("reason.duties", place.duties?.map((each) => term("duty", each)).join(text("list.comma"))),
      fact(
        "reason.strict",
        place.strictControlSegments?.length
          ? text("reason.strictCount", { count: place.strictControlSegments.length })
          : null,
      ),
      fact("reason.vehicle", place.vehicle && term("vehicle", place.vehicle)),
      fact(
        "reason.window",
        place.window && `${clock(place.window.startMinute)}–${clock(place.window.endMinute)}`,
      ),
    ),
  );
}

function today(state: State, place: Place): HTMLElement {
  const stays = staysAt(state, place);
  return section(
    "reason.today",
    stays.length === 0 ? h("p", { class: "quiet" }, text("reason.nobody")) : null,
    h("div", {}, stays.map(stayTable)),
  );
}

function stayTable(stay: Stay): HTMLElement {
  const missing = stay.needed - stay.people.length;
  return h(
    "div",
    { class: "stay" },
    h(
      "p",
      { class: "stay-head" },
      h("b", {}, `${timeOf(stay.interval.start)}–${timeOf(stay.interval.end)}`),
      h("span", { class: missing > 0 ? "bad" : "quiet" }, `${stay.people.length}/${stay.needed}`,
        missing > 0 ? text("reason.missing", { count: missing }) : ""),
    ),
    h(
      "ul",
      { class: "people" },
      stay.people.map((person) =>
        h(
          "li",
          {},
          h("span", { class: `status status-${person.status}`, title: text(`status.${person.status}`) }, text(`status.${person.status}.short`)),
          h("span", {}, name(person.name)),
          h("span", { class: "quiet" }, name(person.unit)),
        )
      ),
    ),
  );
}

function route(place: Place): HTMLElement | null {
  if (!place.stops?.length) return null;
  return section(
    "reason.route",
    h(
      "ol",
      { class: "route" },
      place.stops.map((stop) =>
        h("li", {}, text("reason.stop", { after: stop.arrivalMinute, stay: stop.dwellMinutes }))
      ),
    ),
  );
}

function streets(place: Place): HTMLElement | null {
  const { streets } = place.reason;
  if (streets.length === 0) return null;
  return section(
    "reason.streets",
    h(
      "ul",
      { class: "streets" },
      streets.map((street) => h("li", {}, h("span", { lang: "pt" }, street.name), h("span", { class: "quiet" }, distance(street.metres)))),
    ),
  );
}

/** The end of the walk back: single incidents and the file they were read from. */
function latest(state: State, incidents: PlaceIncidents): HTMLElement {
  const file = state.city.sources.find((source) => source.name.startsWith("incidents"));
  return h(
    "details",
    { class: "part" },
    h("summary", {}, text("reason.latest", { count: Math.min(incidents.latest.length, incidents.count) })),
    h(
      "ul",
      { class: "incidents" },
      incidents.latest.map((incident) =>
        h(
          "li",
          {},
          h("time", {}, incident.time.replace("T", " ")),
          h("span", {}, term("incident-kind", incident.kind)),
          h("span", { class: `tone-text-${incident.severity}` }, term("severity", incident.severity)),
        )
      ),
    ),
    file ? h("p", { class: "quiet small source" }, text("reason.source", { file: file.name, digest: file.sha256.slice(0, 12) })) : null,
  );
}
