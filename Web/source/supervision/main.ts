// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { startPage } from "../failure.ts";
import type { City, Mode, Result, Scorecard } from "../model.ts";
import { showPerson } from "../panels/person.ts";
import { problemOf } from "../problem.ts";
import { server } from "../server.ts";
import { session } from "../session.ts";
import { fillPage, language, name, text, useLanguage, useStrings } from "../texts.ts";
import { theme, useTheme } from "../theme.ts";
import type { Decisions, Question, Review } from "./model.ts";
import { overview } from "./overview.ts";
import { openTrace } from "./trace.ts";
import { weekly } from "./weeks.ts";

const views = ["overview", "weekly"] as const;

async function get<Answer>(address: string): Promise<Answer> {
  const answer = await fetch(address);
  if (!answer.ok) throw await problemOf(answer);
  return await answer.json();
}

/** `null` where there is no log or the account may not see it: the figures stand without it. */
async function decisions(): Promise<Decisions | null> {
  const answer = await fetch("/api/decisions");
  return answer.ok ? await answer.json() : null;
}

/** What an exported row leads to: `?figure=…&scope=…`. */
function openAsked(card: Scorecard) {
  const asked = new URLSearchParams(location.search);
  const kpi = asked.get("figure");
  const definition = asked.get("definition") as Question["definition"] | null ?? undefined;
  const figure = card.figures.find((each) =>
    each.definition.id === kpi && !(definition === "ours" && each.definition.authority));
  if (!kpi || !figure) return;
  const scope = {
    kind: asked.get("scope") ?? "detachment",
    id: asked.has("id") ? Number(asked.get("id")) : undefined,
    mode: (asked.get("mode") as Mode | null) ?? undefined,
  } as Result["scope"];
  const [start, end] = [asked.get("from"), asked.get("to")];
  const period = start && end ? { start, end } : undefined;
  void openTrace({ kpi, definition, scope, period }, name(figure.definition.name));
}

async function start() {
  const person = await session.person();
  useStrings(await server.strings());
  const [card, review, waiting, city] = await Promise.all([
    server.scorecard(), get<Review>("/api/review"), decisions(), get<City>("/api/city"),
  ]);
  let view: (typeof views)[number] = location.hash === "#weekly" ? "weekly" : "overview";
  let week = review.weeks.length - 1;
  const show = () => {
    fillPage();
    showPerson(person);
    document.title = text("supervision.title");
    byId("demo").hidden = !card.isDemoData;
    replace(byId("tabs"), views.map((each) =>
      h("button", {
        type: "button", "data-key": each, "aria-pressed": String(each === view),
        click: () => { view = each; show(); },
      }, text(`supervision.${each}`))));
    replace(
      byId("work"),
      period(card),
      view === "overview"
        ? overview(card, review, waiting, city, waiting !== null)
        : weekly(review, week, (next) => { week = next; show(); }),
    );
  };
  show();
  openAsked(card);
  byId("theme").addEventListener("click", () => useTheme(theme() === "dark" ? "light" : "dark"));
  byId("language").addEventListener("click", () => {
    useLanguage(language() === "zh" ? "en" : "zh");
    show();
  });
  document.documentElement.dataset.ready = "true";
}

const period = (card: Scorecard) =>
  h("p", { class: "supervision-period" },
    `${card.period.start.replace("T", " ")} – ${card.period.end.replace("T", " ")}`,
    " · ", h("span", { title: card.version }, text("supervision.version", { version: card.version.slice(0, 12) })), " ",
    h("a", { class: "link", href: "/api/scorecard.csv" }, "CSV"), " ",
    h("a", { class: "link", href: "/api/scorecard.xlsx" }, "XLSX"));

startPage(start);
