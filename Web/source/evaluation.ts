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

interface Anomalies {
  kinds: { key: string; name: Name; definition: Name }[];
  groups: { key: string; name?: Name; closed: number; counts: Record<string, number> }[];
  cases: { kind: string; id: number; unit?: number; other?: number }[];
  isComplete: boolean;
}

const dimensions = ["unit", "area", "grid", "kind", "role"];
const counts = ["received", "opened", "due", "closed", "closedOnTime", "onLedger"];

/** The last question asked wins, however the answers arrive. */
let asked = 0;
let shown: Evaluation | null = null;
let anomalies: Anomalies | null = null;

async function ask() {
  const month = byId<HTMLInputElement>("month").value;
  const by = byId<HTMLSelectElement>("by").value;
  const [year, of] = month.split("-").map(Number);
  if (!of) return;
  const until = of === 12 ? `${year + 1}-01-01` : `${year}-${String(of + 1).padStart(2, "0")}-01`;
  const question = ++asked;
  const period = `from=${month}-01&until=${until}`;
  const answers = await Promise.all([
    fetch(`/api/cases/evaluation?${period}&by=${by}`),
    fetch(`/api/cases/anomalies?${period}`),
  ]);
  for (const answer of answers) if (!answer.ok) throw await problemOf(answer);
  const found = await Promise.all(answers.map((answer) => answer.json()));
  if (question !== asked) return;
  [shown, anomalies] = found;
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
  replace(byId("anomalies"), anomalyTable(), anomalyCases());
}

/** How many closed cases of each body deserve a second look; a body without one has no row. */
function anomalyTable() {
  const groups = anomalies?.groups.filter((group) => Object.keys(group.counts).length > 0) ?? [];
  if (!anomalies || groups.length === 0) return h("p", {}, text("anomalies.none"));
  const { kinds } = anomalies;
  return [
    h("div", { class: "evaluation-scroll", tabindex: "0", role: "group", "aria-label": text("anomalies.title") },
      h("table", { class: "evaluation-table" },
        h("thead", {}, h("tr", {},
          h("th", { scope: "col" }, term("evaluation-by", "unit")),
          kinds.map((kind) => h("th", { scope: "col" }, name(kind.name))))),
        h("tbody", {}, groups.map((group) =>
          h("tr", { "data-key": group.key },
            h("th", { scope: "row" }, group.name ? name(group.name) : group.key),
            kinds.map((kind) => {
              const count = group.counts[kind.key] ?? 0;
              return h("td", {}, h("b", {}, number(count)), h("small", {}, `${number(count)} / ${number(group.closed)}`));
            })))))),
    h("dl", { class: "facts" }, kinds.map((kind) => [h("dt", {}, name(kind.name)), h("dd", {}, name(kind.definition))])),
  ];
}

/** The cases behind the counts, each opening on the workbench. */
function anomalyCases() {
  if (!anomalies || anomalies.cases.length === 0) return null;
  const { kinds, cases, isComplete } = anomalies;
  const open = (id: number) => h("a", { href: `/order.html#${id}` }, String(id));
  return h("details", { class: "anomaly-cases" },
    h("summary", {}, text("anomalies.cases", { count: number(cases.length) }), isComplete ? null : text("anomalies.more")),
    kinds.map((kind) => {
      const those = cases.filter((each) => each.kind === kind.key);
      return those.length === 0 ? null : h("p", {},
        h("b", {}, name(kind.name)), " ",
        those.map((each) => [open(each.id), each.other === undefined ? null : [" (", open(each.other), ")"], " "]));
    }));
}

const groupName = (group: Group): string =>
  group.name ? name(group.name) : group.key ? (shown?.by === "role" ? term("actor", group.key) : term("kind", group.key)) : text("evaluation.unassigned");

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
