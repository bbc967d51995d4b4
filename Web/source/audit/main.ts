// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { startPage } from "../failure.ts";
import { number } from "../format.ts";
import type { City } from "../model.ts";
import { showPerson } from "../panels/person.ts";
import { ServerProblem } from "../problem.ts";
import { server } from "../server.ts";
import { send, session } from "../session.ts";
import { fillPage, language, name, text, useLanguage, useStrings } from "../texts.ts";
import { theme, useTheme } from "../theme.ts";
import { ChainCard } from "./chain.ts";
import { eventTable } from "./events.ts";
import { filterForm } from "./filters.ts";
import { type AuditEvent, type AuditPage, everything, type Kind, type Question, queryOf } from "./model.ts";

/** Who came in and what was looked at: what an auditor asks for, and the events that answer. */
class RecordView {
  private question: Question = everything;
  private events: AuditEvent[] = [];
  private kinds: Kind[] = [];
  private next: number | undefined;
  private refusal: ServerProblem | undefined;
  private asked = 0;

  constructor(private readonly city: City) {}

  /** The last question wins, however the answers arrive. */
  async ask(question: Question) {
    const asked = ++this.asked;
    try {
      const page = await this.read(question);
      if (asked !== this.asked) return;
      this.question = question;
      this.refusal = undefined;
      [this.events, this.next, this.kinds] = [page.items, page.next, page.kinds];
    } catch (error) {
      if (!(error instanceof ServerProblem) || error.kind === "sessionOver") throw error;
      // What was chosen stays in the form; what is shown is still the answer before.
      this.refusal = error;
      return this.drawRefusal();
    }
    this.draw();
  }

  /** What the record says by now; a form that somebody is filling in stays as it is. */
  async again() {
    const asked = ++this.asked;
    const page = await this.read(this.question);
    if (asked !== this.asked) return;
    [this.events, this.next] = [page.items, page.next];
    this.drawEvents();
  }

  private async more() {
    const asked = this.asked;
    const page = await this.read(this.question, this.next);
    if (asked !== this.asked) return;
    this.events.push(...page.items);
    this.next = page.next;
    this.drawEvents();
  }

  private read(question: Question, before?: number): Promise<AuditPage> {
    const query = [queryOf(question), before === undefined ? "" : `before=${before}`].filter(Boolean).join("&");
    return send("GET", `/api/audit/events${query ? `?${query}` : ""}`);
  }

  draw() {
    replace(
      byId("filters"),
      filterForm(this.question, this.kinds, this.city.units, (question) => void this.ask(question)),
    );
    this.drawRefusal();
    this.drawEvents();
  }

  private drawRefusal() {
    byId("refusal").textContent = this.refusal ? name(this.refusal.explanation) : "";
  }

  private drawEvents() {
    replace(
      byId("events"),
      h("p", { class: "quiet", role: "status", id: "count" },
        text(this.next === undefined ? "audit.count" : "audit.countMore", { count: number(this.events.length) })),
      eventTable(this.events, this.city.minutesEastOfUTC),
      this.next !== undefined &&
        h("button", { type: "button", class: "button", id: "more", "data-key": "more", click: () => void this.more() },
          text("audit.more")),
    );
  }
}

async function start() {
  const person = await session.person();
  if (!person) return location.replace("/sign-in.html");
  const [strings, city] = await Promise.all([server.strings(), server.city()]);
  useStrings(strings);
  const record = new RecordView(city);
  const chain = new ChainCard(person, city.minutesEastOfUTC, () => void record.again());
  const words = () => {
    fillPage();
    showPerson(person);
    document.title = text("audit.title");
  };
  words();
  byId("theme").addEventListener("click", () => useTheme(theme() === "dark" ? "light" : "dark"));
  byId("language").addEventListener("click", () => {
    useLanguage(language() === "zh" ? "en" : "zh");
    words();
    chain.draw();
    record.draw();
  });
  await Promise.all([chain.refresh(), record.ask(everything)]);
  document.documentElement.dataset.ready = "true";
}

startPage(start);
