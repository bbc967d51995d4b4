// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { ServerProblem } from "../problem.ts";
import { server } from "../server.ts";
import { type Person, session } from "../session.ts";
import { fillPage, language, text, useLanguage, useStrings } from "../texts.ts";
import { theme, useTheme } from "../theme.ts";
import { box } from "./box.ts";
import { boardView, figuresView, incidentsView, noticesView } from "./command.ts";
import { timeOfDay } from "./clock.ts";
import { DispatchMap } from "./dispatch-map.ts";
import { handOversView } from "./hand-over.ts";
import { ownView } from "./own.ts";
import { flush, network, now, onChange, onPost } from "./post.ts";
import { partnerView, specialView } from "./special.ts";
import { todayView } from "./today.ts";
import { handOverView, reportView } from "./violations.ts";

interface Tab {
  key: string;
  isFor: (may: (permission: string) => boolean) => boolean;
  view: () => Promise<Node[]>;
}

let person: Person;
let current = "";

const say = (words: string) => {
  byId("message").textContent = words;
};
const show = (nodes: Node[]) => replace(byId("work"), ...nodes);

/** What this account works with, by what it may do. */
const tabs: Tab[] = [
  { key: "today", isFor: (may) => may("readOwnDuty"), view: () => todayView(say) },
  {
    key: "roster",
    isFor: (may) => may("readOwnDuty") && may("askForLeave"),
    view: () => ownView(person, say, () => void refresh()),
  },
  {
    key: "report",
    isFor: (may) => may("reportViolation"),
    view: () => reportView(show, (words) => void refresh().then(() => say(words))),
  },
  { key: "cases", isFor: (may) => may("reportViolation"), view: () => handOverView(person) },
  {
    key: "incidents",
    isFor: (may) => may("dispatch") || (may("readBoard") && may("readFigures")),
    view: () => incidentsView(person),
  },
  {
    key: "board",
    isFor: (may) => may("readBoard") && (may("confirmAttendance") || may("readFigures")),
    view: () => boardView(person),
  },
  { key: "special", isFor: (may) => may("readSpecialDuty"), view: () => specialView(person) },
  {
    // Officers find their own hand-overs under today.
    key: "handOvers",
    isFor: (may) => may("readShiftHandOver") && (may("confirmAttendance") || !may("readOwnDuty")),
    view: () => handOversView(person),
  },
  { key: "partner", isFor: (may) => may("doPartnerTask"), view: partnerView },
  { key: "figures", isFor: (may) => may("readFigures"), view: figuresView },
  {
    key: "notices",
    isFor: (may) => may("acceptHandOver") || may("dispatch"),
    view: noticesView,
  },
];

const own = () => tabs.filter((tab) => tab.isFor((each) => person.permissions.includes(each)));

function showTabs() {
  replace(
    byId("tabs"),
    own().map((tab) =>
      h("button", {
        type: "button",
        "data-key": tab.key,
        "aria-pressed": String(tab.key === current),
        click: () => void open(tab.key),
      }, text(`tab.${tab.key}`))
    ),
  );
}

async function open(key: string) {
  const isOpen = key === current;
  current = key;
  say("");
  showTabs();
  await refresh(isOpen);
}

/** The last view asked for wins, however the answers arrive. */
let turn = 0;

/** `yields`, where the tab is open already: to whoever became busy in it while the answers were on their way. */
async function refresh(yields = false) {
  const mine = ++turn;
  const wasBusy = isBusy();
  const tab = own().find((each) => each.key === current);
  if (!tab) return;
  try {
    const nodes = await tab.view();
    const becameBusy = !wasBusy && isBusy();
    if (mine === turn && !(yields && becameBusy)) show(nodes);
    await showMap();
  } catch (error) {
    fail(error);
  }
  await showState();
}

let map: Promise<DispatchMap> | undefined;

/** Incidents have a map beside them for whoever sends units and may know where they are. */
async function showMap() {
  const isWanted = current === "incidents" &&
    ["dispatch", "readTracks"].every((each) => person.permissions.includes(each));
  byId("dispatch").hidden = !isWanted;
  document.body.classList.toggle("is-dispatch", isWanted);
  if (isWanted) map ??= DispatchMap.open();
  await (await map)?.show(isWanted);
}

/** What somebody is busy with is not taken from under their fingers. */
const isBusy = () => document.querySelector("dialog[open], details[open], #work :focus-visible") !== null;

async function refreshQuietly() {
  if (!isBusy() && current !== "report") await refresh(true);
}

/** How old what is shown is, and what waits to be sent. */
async function showState() {
  const letters = await box.letters();
  const waiting = letters.filter((each) => !each.refusal).length;
  const state = network.isReached
    ? text("duty.fresh", { time: network.lastAnswer ? timeOfDay(now()) : "–" })
    : text("duty.offline");
  byId("network").textContent = waiting > 0
    ? `${state} · ${text("duty.waiting", { count: waiting })}`
    : state;
  byId("network").classList.toggle("is-off", !network.isReached);
  replace(
    byId("outbox"),
    letters.filter((each) => each.refusal).map((each) =>
      h("div", { class: "refused" },
        h("p", {}, `${each.label}：${each.refusal?.[language()] ?? ""}`),
        h("button", {
          type: "button",
          class: "act plain",
          click: () => void box.drop(each.key).then(showState),
        }, text("duty.putAside")))
    ),
  );
  byId("exercise").hidden = !network.isExercise;
}

function fail(error: unknown) {
  if (error instanceof ServerProblem) {
    if (error.kind === "sessionOver" || error.kind === "passwordMustChange") {
      location.replace("/sign-in.html");
      return;
    }
    return say(error.explanation[language()]);
  }
  say(error instanceof Error ? error.message : String(error));
}

async function sendAndRefresh() {
  await flush().catch(fail);
  await refreshQuietly();
}

/** The live feed says that something changed; the page then asks through its own door. */
function listen() {
  if (!person.permissions.includes("readBoard")) return;
  const feed = new EventSource("/api/live");
  let pause = 0;
  feed.addEventListener("duty", () => {
    clearTimeout(pause);
    pause = setTimeout(() => void refreshQuietly(), 300);
  });
  feed.addEventListener("clock", () => {
    if (!network.isReached) void sendAndRefresh();
  });
}

async function who(): Promise<Person | undefined> {
  try {
    const found = await session.person();
    if (found) await box.keep("person", found);
    return found;
  } catch (error) {
    if (error instanceof ServerProblem) throw error;
    network.isReached = false;
    return await box.answer<Person>("person");
  }
}

async function words() {
  try {
    const strings = await server.strings();
    await box.keep("strings", strings);
    return strings;
  } catch {
    return await box.answer<Awaited<ReturnType<typeof server.strings>>>("strings") ?? {};
  }
}

function showWords() {
  fillPage();
  document.title = `${text("duty.title")} · ${person.name}`;
  byId("who").textContent = person.name;
  showTabs();
}

async function start() {
  useStrings(await words());
  const found = await who();
  if (!found) return location.replace("/sign-in.html");
  person = found;
  if (navigator.serviceWorker) void navigator.serviceWorker.register("/duty-worker.js");
  byId("theme").addEventListener("click", () => {
    useTheme(theme() === "dark" ? "light" : "dark");
    void map?.then((each) => each.redraw());
  });
  byId("language").addEventListener("click", () => {
    useLanguage(language() === "zh" ? "en" : "zh");
    showWords();
    void map?.then((each) => each.redraw());
    void refresh();
  });
  byId("sign-out").addEventListener("click", async () => {
    await flush().catch(fail);
    await session.signOut(person).catch(fail);
    await box.forget();
    location.replace("/sign-in.html");
  });
  onPost(() => void showState());
  // A report goes on to say what was noted, and refreshes by itself.
  onChange(() => {
    if (current !== "report") void refresh();
  });
  addEventListener("online", () => void sendAndRefresh());
  addEventListener("offline", () => {
    network.isReached = false;
    void showState();
  });
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    fail(event.reason);
  });
  showWords();
  await open(own()[0]?.key ?? "");
  if (own().length === 0) say(text("door.nothingHere", { name: person.name }));
  await flush().catch(fail);
  listen();
  // Who is not told by the feed asks more often: an incident must not wait for a phone.
  const seconds = person.permissions.includes("readBoard") ? 20 : 5;
  setInterval(() => void sendAndRefresh(), seconds * 1000);
  document.documentElement.dataset.ready = "true";
}

start().catch(fail);
