// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "./dom.ts";
import { startPage } from "./failure.ts";
import { number, percent } from "./format.ts";
import type { Name } from "./model.ts";
import { showPerson } from "./panels/person.ts";
import { problemOf } from "./problem.ts";
import { server } from "./server.ts";
import { session } from "./session.ts";
import { fillPage, language, name, term, text, useLanguage, useStrings } from "./texts.ts";
import { theme, useTheme } from "./theme.ts";

interface Result {
  figure: string;
  numerator: number;
  denominator: number;
  value?: number;
  lower?: number;
  upper?: number;
}

interface Group {
  key: string;
  name?: Name;
  tally: Record<string, number>;
  results: Result[];
}

interface Evaluation {
  by: string;
  figures: { key: string; name: Name; formula: Name }[];
  groups: Group[];
  total?: Group;
}

const dimensions = ["unit", "area", "grid", "kind", "role"];
const counts = ["received", "opened", "due", "closed", "closedOnTime", "onLedger"];

/** The last question asked wins, however the answers arrive. */
let asked = 0;
let shown: Evaluation | null = null;

async function ask() {
  const month = byId<HTMLInputElement>("month").value;
  const by = byId<HTMLSelectElement>("by").value;
  const [year, of] = month.split("-").map(Number);
  if (!of) return;
  const until = of === 12 ? `${year + 1}-01-01` : `${year}-${String(of + 1).padStart(2, "0")}-01`;
  const question = ++asked;
  const answer = await fetch(`/api/cases/evaluation?from=${month}-01&until=${until}&by=${by}`);
  if (!answer.ok) throw await problemOf(answer);
  const found = await answer.json();
  if (question !== asked) return;
  shown = found;
  show();
}

function show() {
  if (!shown) return;
  const { figures, groups, total } = shown;
  replace(
    byId("table"),
    h("caption", { class: "unseen" }, text("evaluation.title")),
    h("thead", {}, h("tr", {},
      h("th", { scope: "col" }, term("evaluation-by", shown.by)),
      counts.map((count) => h("th", { scope: "col" }, term("tally", count))),
      figures.map((figure) => h("th", { scope: "col", title: name(figure.formula) }, name(figure.name))))),
    h("tbody", {},
      groups.length === 0
        ? h("tr", {}, h("td", { colspan: 1 + counts.length + figures.length, class: "empty" }, text("evaluation.empty")))
        : groups.map((group) => row(group, groupName(group))),
      total && groups.length > 0 && row(total, text("evaluation.total"), "is-total")),
  );
  replace(
    byId("formulas"),
    figures.map((figure) => [h("dt", {}, name(figure.name)), h("dd", {}, name(figure.formula))]),
  );
}

const groupName = (group: Group): string =>
  group.name ? name(group.name) : group.key ? (shown?.by === "role" ? term("actor", group.key) : term("kind", group.key)) : "–";

function row(group: Group, title: string, kind = "") {
  const cell = (key: string) => {
    const result = group.results.find((each) => each.figure === key);
    if (!result) return h("td", {}, "–");
    return h("td", {},
      h("b", {}, result.value === undefined ? text("evaluation.few") : percent(result.value)),
      h("small", {}, `${number(result.numerator)} / ${number(result.denominator)}`),
      result.lower !== undefined && result.upper !== undefined &&
        h("small", {}, `${percent(result.lower, 0)} – ${percent(result.upper, 0)}`));
  };
  return h("tr", { class: kind, "data-key": group.key },
    h("th", { scope: "row" }, title),
    counts.map((count) => h("td", {}, number(group.tally[count]))),
    shown?.figures.map((figure) => cell(figure.key)));
}

async function start() {
  const person = await session.person();
  if (!person) return location.replace("/sign-in.html");
  useStrings(await server.strings());
  byId<HTMLInputElement>("month").value = new Date().toISOString().slice(0, 7);
  const words = () => {
    fillPage();
    showPerson(person);
    document.title = text("evaluation.title");
    const chosen = byId<HTMLSelectElement>("by").value || "unit";
    // Whoever acts for single bodies sees their rows alone.
    const open = person.unit === undefined || person.permissions.includes("openCase") ? dimensions : ["unit"];
    replace(
      byId("by"),
      open.map((each) =>
        h("option", { value: each, selected: each === chosen }, term("evaluation-by", each))),
    );
    show();
  };
  words();
  byId("choice").addEventListener("change", () => void ask());
  byId("choice").addEventListener("submit", (event) => event.preventDefault());
  byId("theme").addEventListener("click", () => useTheme(theme() === "dark" ? "light" : "dark"));
  byId("language").addEventListener("click", () => {
    useLanguage(language() === "zh" ? "en" : "zh");
    words();
  });
  await ask();
  document.documentElement.dataset.ready = "true";
}

startPage(start);
