// SPDX-License-Identifier: Apache-2.0

import { openKeys } from "./dialogs/keys.ts";
import { byId, h, replace } from "./dom.ts";
import { dayName, weekdayOf } from "./format.ts";
import { listenForKeys } from "./keyboard.ts";
import { showPerson } from "./panels/person.ts";
import { ServerProblem } from "./problem.ts";
import type { Candidates } from "./roster/candidates.ts";
import { showDay } from "./roster/day.ts";
import { Desk } from "./roster/desk.ts";
import { moveByKeys, showDate, showGrid } from "./roster/grid.ts";
import { openImporting } from "./roster/importing.ts";
import type { Duty } from "./roster/model.ts";
import { openRedraft } from "./roster/redraft.ts";
import { showSick } from "./roster/sick.ts";
import { showSide, type Work } from "./roster/side.ts";
import { resumeSolving } from "./roster/solving.ts";
import { type Edition, type Group, type Shape, Table } from "./roster/state.ts";
import { openWeeks } from "./roster/weeks.ts";
import { server } from "./server.ts";
import { session } from "./session.ts";
import { fillPage, language, name, term, text, useLanguage, useStrings } from "./texts.ts";
import { theme, useTheme } from "./theme.ts";

/** Loads the roster, shows it, and connects keys and buttons. */
async function start() {
  const person = await session.person();
  useStrings(await server.strings());
  const desk = new Desk(person);
  const book = await desk.book();
  const table = new Table({
    book, pool: 0, group: "person", shape: "table", edition: "draft", date: book.firstDate,
    panel: "chosen", duty: null, officer: null, swapping: null,
  });
  const work = workOn(table, desk);
  const words = () => {
    fillPage();
    document.title = `${text("rota.title")} · ${text("app.title")}`;
    byId("demo").hidden = !table.state.book.isDemoData;
    showPerson(person);
  };
  words();
  table.onChange(() => draw(table, work));
  draw(table, work);
  connect(table, work, words);
  // A roster of many weeks is opened at the one that is worked.
  const today = table.dates.indexOf(book.now.slice(0, 10));
  if (today > 0) showDate(table.dates[today - today % 7]);
  resumeSolving(table, work);
  document.documentElement.dataset.ready = "true";
}

function draw(table: Table, work: Work) {
  drawBar(table, work);
  const choose = (duty: Duty | null, officer: number | null, date: string) => chooseCell(table, work, duty, officer, date);
  if (table.state.shape === "table") showGrid(table, { choose });
  else showDay(table, choose);
  showSide(table, work);
}

/** A cell that is chosen while a swap waits is its other side. */
function chooseCell(table: Table, work: Work, duty: Duty | null, officer: number | null, date: string) {
  const { swapping } = table.state;
  if (swapping !== null && duty && duty.id !== swapping) {
    work.run(async () => {
      try {
        await work.desk.change(table, "swaps", { duty: swapping, against: duty.id });
      } finally {
        table.change({ swapping: null, panel: "chosen" });
      }
    });
    return;
  }
  table.change({ duty: duty?.id ?? null, officer, date, panel: "chosen" });
  byId("app").dataset.sheet = "open";
}

function drawBar(table: Table, work: Work) {
  const { state } = table;
  const { book } = state;
  replace(
    byId("pool"),
    book.pools.map((pool, index) => h("option", { value: index, selected: index === state.pool }, name(pool.name))),
  );
  segments<Group>("groups", ["person", "post"], state.group, (group) => table.change({ group }),
    (group) => text(`rota.group.${group}`));
  segments<Shape>("shapes", ["table", "day"], state.shape, (shape) => table.change({ shape }),
    (shape) => text(`rota.shape.${shape}`));
  segments<Edition>("editions", ["draft", "published"], state.edition, (edition) => table.change({ edition, swapping: null }),
    (edition) => text(`rota.edition.${edition}`), (edition) => edition === "published" && book.publications.length === 0);
  byId("days").hidden = state.shape !== "day";
  replace(byId("days"), table.dates.map((date) =>
    h("button", { type: "button", "data-key": date, "aria-pressed": String(date === state.date), click: () => table.change({ date }) },
      h("span", { class: "unseen" }, dayName(date)), h("span", { "aria-hidden": "true" }, shortDay(date)))
  ));
  const last = book.publications[book.publications.length - 1];
  const isSame = last !== undefined && book.unpublished.length === 0;
  byId("edition-state").textContent = last === undefined
    ? text("rota.neverPublished")
    : isSame
    ? text("rota.isPublished", { number: last.number, at: last.at.replace("T", " ") })
    : text("rota.differs", { number: last.number, count: book.unpublished.length });
  byId("edition-state").className = `edition-state${isSame ? " is-same" : ""}`;
  byId("import").hidden = !work.desk.mayPlan;
  byId("redraft-open").hidden = !work.desk.mayWeigh;
  byId("weeks-open").hidden = !work.desk.mayWeigh;
  const publish = byId<HTMLButtonElement>("publish");
  publish.disabled = !work.desk.mayPublish || isSame || book.violations.length > 0;
  publish.textContent = text(last === undefined ? "rota.publish" : "rota.publishAgain");
}

/** `周一 4`: short enough for a week in one row. */
const shortDay = (date: string) => `${term("weekday", String(weekdayOf(date)))} ${Number(date.slice(8))}`;

function segments<Key extends string>(
  id: string,
  keys: Key[],
  now: Key,
  change: (key: Key) => void,
  label: (key: Key) => string,
  isOff: (key: Key) => boolean = () => false,
) {
  replace(byId(id), keys.map((key) =>
    h("button", { type: "button", "data-key": key, "aria-pressed": String(key === now), disabled: isOff(key), click: () => change(key) },
      label(key))
  ));
}

/** What buttons and keys do. */
function workOn(table: Table, desk: Desk): Work {
  const candidates: Candidates = { duty: -1, revision: -1, list: null };
  let isBusy = false;
  const run = (task: () => Promise<void>) => {
    if (isBusy) return;
    isBusy = true;
    byId("app").setAttribute("aria-busy", "true");
    say("");
    task().catch(sayProblem).finally(() => {
      isBusy = false;
      byId("app").removeAttribute("aria-busy");
    });
  };
  const chosen = () => table.isEditable && desk.mayPlan && table.state.duty !== null ? table.index.duties.get(table.state.duty) : undefined;
  const isFree = (duty: Duty) => duty.start >= table.state.book.now && !table.index.pins.has(duty.id);
  return {
    desk,
    candidates,
    run,
    togglePin: () => {
      const duty = chosen();
      if (duty) run(() => desk.change(table, "pins", { duty: duty.id, isPinned: !table.index.pins.has(duty.id) }));
    },
    findCandidates: () => {
      const duty = chosen();
      if (!duty || !isFree(duty)) return;
      Object.assign(candidates, { duty: duty.id, revision: table.state.book.revision, list: null });
      table.change({ panel: "chosen" });
      run(async () => {
        candidates.list = await desk.candidates(duty.id);
        table.redraw();
      });
    },
    startSwap: () => {
      const duty = chosen();
      if (duty && isFree(duty)) table.change({ swapping: table.state.swapping === duty.id ? null : duty.id });
    },
    openSick: () => {
      const duty = chosen();
      if (duty) showSick(table, duty, (body) => run(async () => {
        await desk.change(table, "repairs", body);
        table.change({ panel: "changes" });
      }));
    },
  };
}

let said: { zh: string; en: string } | null = null;

function say(words: string) {
  said = null;
  byId("notice").hidden = words === "";
  replace(byId("notice"), h("p", {}, words));
}

function sayProblem(error: unknown) {
  if (!(error instanceof ServerProblem)) throw error;
  if (error.kind === "sessionOver") return location.replace("/sign-in.html");
  say(error.explanation[language()]);
  said = error.explanation;
}

function connect(table: Table, work: Work, words: () => void) {
  const changeTheme = () => useTheme(theme() === "dark" ? "light" : "dark");
  const changeLanguage = () => {
    useLanguage(language() === "zh" ? "en" : "zh");
    words();
    if (said) say(said[language()]);
    table.redraw();
  };
  const publish = () => {
    if (!byId<HTMLButtonElement>("publish").disabled) byId<HTMLDialogElement>("publishing").showModal();
  };
  byId("theme").addEventListener("click", changeTheme);
  byId("language").addEventListener("click", changeLanguage);
  byId("help").addEventListener("click", () => openKeys(rosterKeys));
  byId("publish").addEventListener("click", publish);
  const bring = () => {
    if (work.desk.mayPlan) openImporting(table, work.desk, work.run);
  };
  byId("import").addEventListener("click", bring);
  const solve = () => {
    if (work.desk.mayWeigh) openRedraft(table, work);
  };
  byId("redraft-open").addEventListener("click", solve);
  const next = () => {
    if (work.desk.mayWeigh) openWeeks(table, work);
  };
  byId("weeks-open").addEventListener("click", next);
  byId("close-side").addEventListener("click", () => delete byId("app").dataset.sheet);
  byId("pool").addEventListener("change", () =>
    table.change({ pool: Number(byId<HTMLSelectElement>("pool").value), duty: null, officer: null, swapping: null }));
  byId("grid").addEventListener("keydown", moveByKeys);
  byId<HTMLFormElement>("publish-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const note = byId<HTMLInputElement>("publish-note");
    byId<HTMLDialogElement>("publishing").close();
    work.run(async () => {
      await work.desk.change(table, "publications", { note: note.value });
      note.value = "";
    });
  });
  for (const button of document.querySelectorAll<HTMLElement>("[data-close]")) {
    button.addEventListener("click", () => button.closest("dialog")?.close());
  }
  listenForKeys({
    p: work.togglePin,
    c: work.findCandidates,
    s: work.startSwap,
    x: work.openSick,
    f: publish,
    i: bring,
    r: solve,
    w: next,
    g: () => table.change({ group: table.state.group === "person" ? "post" : "person" }),
    d: () => table.change({ shape: table.state.shape === "table" ? "day" : "table" }),
    t: changeTheme,
    l: changeLanguage,
    "?": () => openKeys(rosterKeys),
    Escape: () => {
      if (table.state.swapping !== null) table.change({ swapping: null });
      else table.change({ duty: null, officer: null });
      delete byId("app").dataset.sheet;
    },
  });
}

const rosterKeys = [
  ["P", "rota.key.p"], ["C", "rota.key.c"], ["S", "rota.key.s"], ["X", "rota.key.x"], ["F", "rota.key.f"], ["I", "rota.key.i"], ["R", "rota.key.r"], ["W", "rota.key.w"],
  ["G", "rota.key.g"], ["D", "rota.key.d"], ["T", "key.theme"], ["L", "key.language"], ["Esc", "key.back"],
] as const;

/** The page has no words before the catalogue is there, so this says it in both languages. */
function fail(error: unknown) {
  if (error instanceof ServerProblem && ["sessionOver", "passwordMustChange"].includes(error.kind ?? "")) {
    location.replace("/sign-in.html");
    return;
  }
  const lines = error instanceof ServerProblem
    ? [error.explanation.zh, error.explanation.en]
    : ["页面没有载入完整，请刷新重试。", "The page did not load completely. Please reload it.", String(error)];
  replace(byId("notice"), lines.map((line) => h("p", {}, line)));
  byId("notice").hidden = false;
  console.error(error);
}

addEventListener("unhandledrejection", (event) => fail(event.reason));
start().catch(fail);
