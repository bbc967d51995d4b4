// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { distance } from "../format.ts";
import { type Form, forms, type Place } from "../model.ts";
import { isSame, isShort, listedPlaces, presence, type Store } from "../state.ts";
import { kindOf, symbol } from "../symbols.ts";
import { name, text } from "../texts.ts";

/** The mode's places, grouped by area, with who is there on the day. */
export function showList(store: Store) {
  const drawAll = () => {
    drawFilters(store);
    drawRows(store);
  };
  store.on(["plan", "roster", "form", "onlyShort"], drawAll);
  store.on(["selection"], () => markSelected(store));
  drawAll();
  byId("list").addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    step(store, event.key === "ArrowDown" ? 1 : -1);
    focusSelected();
  });
}

/** Selects the place after or before the selected one. */
export function step(store: Store, by: 1 | -1) {
  const places = listedPlaces(store.state);
  const here = places.findIndex((place) => isSame(place, store.state.selection));
  const next = places[here < 0 ? (by === 1 ? 0 : places.length - 1) : here + by];
  if (next) store.change({ selection: { form: next.form, id: next.id } });
}

function focusSelected() {
  byId("list").querySelector<HTMLElement>('[aria-current="true"]')?.focus();
}

function drawFilters(store: Store) {
  const { state } = store;
  const used = forms.filter((form) => state.plan.places.some((place) => place.form === form));
  const short = state.plan.places.filter((place) => isShort(state, place)).length;
  const chip = (key: string, label: string, count: number, pressed: boolean, click: () => void) =>
    h("button", { type: "button", class: "chip", "data-key": key, "aria-pressed": String(pressed), click },
      label, h("span", { class: "count" }, count));
  const choose = (form: Form | null) => () => store.change({ form, onlyShort: false });
  replace(
    byId("filters"),
    chip("all", text("filter.all"), state.plan.places.length, !state.form && !state.onlyShort, choose(null)),
    used.length > 1
      ? used.map((form) =>
        chip(form, text(`form.${form}`), state.plan.places.filter((place) => place.form === form).length,
          state.form === form, choose(form))
      )
      : null,
    chip("short", text("filter.short"), short, state.onlyShort,
      () => store.change({ onlyShort: !state.onlyShort, form: null })),
  );
}

function drawRows(store: Store) {
  const { state } = store;
  const places = listedPlaces(state);
  replace(
    byId("list"),
    places.length === 0 ? h("p", { class: "empty" }, text(state.onlyShort ? "list.noneShort" : "list.none")) : null,
    state.city.areas.map((area) => {
      const own = places.filter((place) => place.area === area.id);
      if (own.length === 0) return null;
      const people = own.reduce((sum, place) => sum + (presence(state, place)?.have ?? 0), 0);
      const needed = own.reduce((sum, place) => sum + (presence(state, place)?.need ?? place.people), 0);
      const bar = h("b", {});
      bar.style.width = `${Math.min(100, (people / Math.max(1, needed)) * 100)}%`;
      return h(
        "section",
        { "aria-label": name(area.name) },
        h(
          "h2",
          { class: "group" },
          name(area.name),
          h("i", { class: "bar", "aria-hidden": "true" }, bar),
          h("em", {}, text("list.group", { people, needed, places: own.length })),
        ),
        own.map((place) => row(store, place)),
      );
    }),
  );
  markSelected(store);
}

function row(store: Store, place: Place): HTMLElement {
  const here = presence(store.state, place);
  const isMissing = here !== null && here.have < here.need;
  return h(
    "button",
    {
      type: "button",
      class: `row${isMissing ? " is-short" : ""}`,
      "data-key": `${place.form} ${place.id}`,
      click: () => store.change({ selection: { form: place.form, id: place.id }, sheet: "reason" }),
    },
    symbol(kindOf(place), 14),
    h("span", { class: "row-number" }, String(place.id).padStart(2, "0")),
    h("span", { class: "row-name", title: name(place.name) }, name(place.name)),
    h("span", { class: "row-extra" }, place.lengthMetres ? distance(place.lengthMetres) : ""),
    h(
      "span",
      { class: "row-people" },
      here ? `${here.have}/${here.need}` : place.people > 0 ? `–/${place.people}` : "–",
      h("span", { class: "unseen" }, isMissing ? text("list.short") : ""),
    ),
  );
}

function markSelected(store: Store) {
  const { selection } = store.state;
  for (const row of byId("list").querySelectorAll<HTMLElement>(".row")) {
    const isSelected = selection !== null && row.dataset.key === `${selection.form} ${selection.id}`;
    if (isSelected) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
    if (isSelected) row.scrollIntoView({ block: "nearest" });
  }
}
