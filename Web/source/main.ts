// SPDX-License-Identifier: Apache-2.0

import { Finder } from "./dialogs/finder.ts";
import { openKeys } from "./dialogs/keys.ts";
import { byId, h, replace } from "./dom.ts";
import { startPage } from "./failure.ts";
import { listenForKeys } from "./keyboard.ts";
import { DutyMap } from "./map/duty-map.ts";
import { Roads } from "./map/roads.ts";
import { type City, type Mode, modes } from "./model.ts";
import { showFigures } from "./panels/figures.ts";
import { HandOverWatch } from "./panels/hand-over.ts";
import { showLayers, toggle } from "./panels/layers.ts";
import { showList, step } from "./panels/list.ts";
import { showModes } from "./panels/modes.ts";
import { showPerson } from "./panels/person.ts";
import { PresenceWatch } from "./panels/presence.ts";
import { showReason } from "./panels/reason.ts";
import { showSheet } from "./panels/sheet.ts";
import { SpecialWatch } from "./panels/special.ts";
import { showTimeline } from "./panels/timeline.ts";
import { TrialDesk } from "./panels/trial.ts";
import { WelfareWatch } from "./panels/welfare.ts";
import { server } from "./server.ts";
import { type Person, session } from "./session.ts";
import { Store } from "./state.ts";
import { fillPage, language, name, text, useLanguage, useStrings } from "./texts.ts";
import { theme, useTheme } from "./theme.ts";
import { TrackDialog } from "./units/track-dialog.ts";
import { TrackReplay } from "./units/track-replay.ts";
import { UnitWatch } from "./units/unit-watch.ts";

/** Loads what the first view needs, shows it, and connects keys and buttons. */
async function start() {
  const person = await session.person();
  const may = (permission: string) => !person || person.permissions.includes(permission);
  if (person && !(may("readPlans") && may("readFigures") && may("readBoard"))) {
    // Whoever works the day, on a phone or in the command centre, has a page for that.
    if (may("readOwnDuty") || may("dispatch") || may("doPartnerTask")) {
      return location.replace("/duty.html");
    }
    if (may("readCases")) return location.replace("/order.html");
    if (may("writeBulletin")) return location.replace("/bulletin.html");
    if (may("readAudit")) return location.replace("/audit.html");
    if (may("manageWebhooks")) return location.replace("/webhooks.html");
    return showNothing(person);
  }
  const [strings, city, columns, scorecard, plan, risk] = await Promise.all([
    server.strings(),
    server.city(),
    server.roads(),
    server.scorecard(),
    server.plan("peak"),
    server.risk("peak"),
  ]);
  useStrings(strings);
  const date = city.shownDate;
  const [roster, timeline] = await Promise.all([server.roster(date), server.timeline(date)]);
  const store = new Store({
    city,
    scorecard,
    mode: "peak",
    plan,
    risk,
    date,
    roster,
    timeline,
    selection: null,
    form: null,
    onlyShort: false,
    layers: { risk: true, heat: false, areas: true, units: mayWatch(person) },
    sheet: "list",
    isTrial: false,
    trialStep: 0,
  });
  fillPage();
  fillCity(city);
  showPerson(person);
  const chooseMode = (mode: Mode) => showMode(store, mode);
  showModes(store, chooseMode);
  showFigures(store);
  showList(store);
  const trial = new TrialDesk(store, person, () => map.pick());
  showReason(store, trial, new SpecialWatch(person), new WelfareWatch(person), new HandOverWatch(person), new PresenceWatch(person));
  showLayers(store, mayWatch(person));
  showSheet(store);
  showTimeline(store, { mode: chooseMode, date: (each) => showDate(store, each) });
  const map = new DutyMap(byId("map"), store, new Roads(columns));
  const tracks = mayWatch(person) ? watchUnits(store, map) : null;
  connect(store, map, chooseMode, person, tracks);
  document.documentElement.dataset.ready = "true";
}

/** For accounts whose work has no page. */
async function showNothing(person: Person) {
  useStrings(await server.strings());
  fillPage();
  showPerson(person);
  const notice = byId("notice");
  replace(notice, h("p", {}, text("door.nothingHere", { name: person.name })));
  notice.hidden = false;
  document.documentElement.dataset.ready = "true";
}

/** The last mode asked for wins, however the answers arrive. */
let wantedMode: Mode = "peak";

async function showMode(store: Store, mode: Mode) {
  wantedMode = mode;
  const [plan, risk] = await Promise.all([server.plan(mode), server.risk(mode)]);
  if (wantedMode !== mode) return;
  // A special order has a day of its own; show who is there then.
  const day = plan.specialOrder?.interval.start.slice(0, 10);
  store.change({ mode, plan, risk, isTrial: false, selection: null, form: null, onlyShort: false });
  if (day && store.state.city.rosterDates.includes(day)) await showDate(store, day);
}

async function showDate(store: Store, date: string) {
  const [roster, timeline] = await Promise.all([server.roster(date), server.timeline(date)]);
  store.change({ date, roster, timeline });
}

function fillCity(city: City) {
  document.title = `${text("app.title")} · ${name(city.name)}`;
  byId("organization").textContent = name(city.organization);
  byId("demo").hidden = !city.isDemoData;
  byId("attribution").textContent = [...city.attributions, "Leaflet"].join(" · ");
  replace(
    byId("bulletins"),
    city.bulletin.map((form) =>
      h("a", { class: "bulletin", href: `/bulletin.${form}`, target: "_blank" },
        text("app.bulletin", { form: form.toUpperCase() }))
    ),
  );
}

function connect(
  store: Store,
  map: DutyMap,
  chooseMode: (mode: Mode) => Promise<void>,
  person: Person | undefined,
  tracks: Tracks | null,
) {
  const changeTheme = () => {
    useTheme(theme() === "dark" ? "light" : "dark");
    map.redraw();
    tracks?.replay.redraw();
    showLegendAgain(store);
  };
  const changeLanguage = () => {
    useLanguage(language() === "zh" ? "en" : "zh");
    fillPage();
    fillCity(store.state.city);
    showPerson(person);
    store.refresh();
    map.redraw();
    tracks?.replay.redraw();
  };
  const finder = new Finder(store, {
    mode: chooseMode,
    others: [
      { label: () => text("key.short"), key: "E", run: () => onlyShort(store) },
      { label: () => text("key.heat"), key: "H", run: () => toggle(store, "heat") },
      { label: () => text("key.areas"), key: "A", run: () => toggle(store, "areas") },
      ...(tracks
        ? [
          { label: () => text("key.units"), key: "U", run: () => toggle(store, "units") },
          { label: () => text("key.track"), key: "P", run: tracks.ask },
        ]
        : []),
      { label: () => text("key.theme"), key: "T", run: changeTheme },
      { label: () => text("key.language"), key: "L", run: changeLanguage },
    ],
  });
  const find = () => void finder.open();
  byId("find").addEventListener("click", find);
  byId("theme").addEventListener("click", changeTheme);
  byId("language").addEventListener("click", changeLanguage);
  byId("help").addEventListener("click", () => openKeys());
  byId("zoom-in").addEventListener("click", () => map.zoom(1));
  byId("zoom-out").addEventListener("click", () => map.zoom(-1));
  byId("zoom-all").addEventListener("click", () => map.showAll());
  for (const button of document.querySelectorAll<HTMLElement>("[data-close]")) {
    button.addEventListener("click", () => button.closest("dialog")?.close());
  }
  listenForKeys({
    "/": find,
    "Ctrl k": find,
    "?": () => openKeys(),
    j: () => step(store, 1),
    k: () => step(store, -1),
    e: () => onlyShort(store),
    r: () => toggle(store, "risk"),
    h: () => toggle(store, "heat"),
    a: () => toggle(store, "areas"),
    u: () => tracks && toggle(store, "units"),
    p: () => tracks?.ask(),
    t: changeTheme,
    l: changeLanguage,
    "+": () => map.zoom(1),
    "=": () => map.zoom(1),
    "-": () => map.zoom(-1),
    "0": () => map.showAll(),
    Escape: () => tracks?.replay.close() || store.change({ selection: null }),
    ...Object.fromEntries(modes.map((mode, position) => [String(position + 1), () => void chooseMode(mode)])),
  });
}

/** The ways that units went: asked for, and shown. */
interface Tracks {
  ask(): void;
  replay: TrackReplay;
}

/** Units move on the map as long as their layer is on. */
function watchUnits(store: Store, map: DutyMap): Tracks {
  const replay = new TrackReplay(map.map, byId("track"));
  const dialog = new TrackDialog(store.state.city.minutesEastOfUTC, (question, answer) => replay.show(question, answer));
  const ask = () => void dialog.open(units.chosen);
  const units = new UnitWatch(map.map, byId("units-now"), undefined, undefined, ask);
  const follow = () => units.show(store.state.layers.units);
  store.on(["layers"], follow);
  follow();
  map.watch(units);
  return { ask, replay };
}

/** Where units are is never shown to strangers, where reading is open to everybody. */
const mayWatch = (person: Person | undefined): boolean => person?.permissions.includes("readTracks") ?? false;

const onlyShort = (store: Store) =>
  store.change({ onlyShort: !store.state.onlyShort, form: null, sheet: "list" });

/** The legend's patches are colours of the theme. */
const showLegendAgain = (store: Store) => store.change({ layers: { ...store.state.layers } });

startPage(start);
