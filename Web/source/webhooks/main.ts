// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { startPage } from "../failure.ts";
import { showPerson } from "../panels/person.ts";
import { ServerProblem } from "../problem.ts";
import { server } from "../server.ts";
import { type Person, send, session } from "../session.ts";
import { fillPage, language, text, useLanguage, useStrings } from "../texts.ts";
import { theme, useTheme } from "../theme.ts";
import { addForm, type NewWebhook } from "./add-form.ts";
import { card, type CardActions, type CardState } from "./card.ts";
import type { Choices, Webhook } from "./model.ts";

/** How often the page looks how far each webhook is. */
const interval = 5000;

/** Which other systems are told what is recorded, how far each is, and what an administrator does about it. */
class WebhookPage implements CardActions {
  private webhooks: Webhook[] = [];
  private readonly states = new Map<number, CardState>();
  /** The secret that was made last, until somebody has put it away. */
  private secret: { name: string; text: string; isRotated: boolean } | undefined;
  private isAdding = false;

  constructor(private readonly person: Person, private readonly choices: Choices) {}

  async refresh() {
    this.webhooks = await send("GET", "/api/webhooks");
    this.drawList();
  }

  draw() {
    this.drawSecret();
    this.drawForm();
    this.drawList();
  }

  open() {
    this.isAdding = !this.isAdding;
    this.drawForm();
    if (this.isAdding) byId("hook-name").focus();
  }

  step(webhook: Webhook, step: "pause" | "resume") {
    void this.work(webhook, async () => {
      await this.post(`${webhook.id}/steps`, { step });
    });
  }

  test(webhook: Webhook) {
    void this.work(webhook, async (state) => {
      state.test = await this.post(`${webhook.id}/tests`);
    });
  }

  ask(webhook: Webhook, asking: CardState["asking"]) {
    const state = this.state(webhook);
    this.states.set(webhook.id, { ...state, asking, problem: undefined, test: undefined });
    this.drawList();
    document.querySelector<HTMLElement>(`[data-hook="${webhook.id}"] .hook-ask :is(select, button)`)?.focus();
  }

  rotate(webhook: Webhook, overlapHours: number) {
    void this.work(webhook, async (state) => {
      const rotated: Webhook = await this.post(`${webhook.id}/secrets`, { overlapHours });
      state.asking = undefined;
      this.showSecret(rotated, true);
    });
  }

  remove(webhook: Webhook) {
    void this.work(webhook, async () => {
      await send("DELETE", `/api/webhooks/${webhook.id}`, undefined, this.person);
      this.states.delete(webhook.id);
    });
  }

  private async add(asked: NewWebhook) {
    const added: Webhook = await this.post("", asked);
    this.isAdding = false;
    this.drawForm();
    this.showSecret(added, false);
    await this.refresh();
  }

  /** One thing at a time with a webhook; what the server refuses stands on its card. */
  private async work(webhook: Webhook, run: (state: CardState) => Promise<void>) {
    const state: CardState = { asking: this.state(webhook).asking, isBusy: true };
    this.states.set(webhook.id, state);
    this.drawList();
    try {
      await run(state);
    } catch (error) {
      if (!(error instanceof ServerProblem)) throw error;
      state.problem = error.explanation;
    } finally {
      state.isBusy = false;
      await this.refresh();
    }
  }

  private post(path: string, body?: object) {
    return send("POST", path ? `/api/webhooks/${path}` : "/api/webhooks", body, this.person);
  }

  private state(webhook: Webhook): CardState {
    return this.states.get(webhook.id) ?? { isBusy: false };
  }

  private drawList() {
    replace(
      byId("list"),
      this.webhooks.length === 0
        ? h("p", { class: "report-card quiet" }, text("webhooks.none"))
        : this.webhooks.map((webhook) => card(webhook, this.state(webhook), this.choices, this)),
    );
  }

  private drawForm() {
    byId("add").setAttribute("aria-expanded", String(this.isAdding));
    replace(
      byId("form"),
      this.isAdding && addForm(this.choices, (asked) => this.add(asked), () => this.open()),
    );
  }

  private showSecret(webhook: Webhook, isRotated: boolean) {
    if (!webhook.secret) return;
    this.secret = { name: webhook.name, text: webhook.secret, isRotated };
    this.drawSecret();
    byId("secret-text").focus();
  }

  private drawSecret() {
    const shown = this.secret;
    if (!shown) return replace(byId("secret"));
    const field = h("input", {
      id: "secret-text", type: "text", readonly: true, value: shown.text, "aria-describedby": "secret-help",
      focus: () => field.select(),
    });
    const copied = h("span", { role: "status", class: "quiet" });
    replace(
      byId("secret"),
      h("div", { class: "report-card hook-secret" },
        h("label", { for: "secret-text" }, text("webhooks.secret", { name: shown.name })),
        h("div", { class: "hook-secret-line" },
          field,
          h("button", {
            type: "button",
            class: "button",
            click: async () => {
              field.select();
              await navigator.clipboard.writeText(shown.text);
              copied.textContent = text("webhooks.copied");
            },
          }, text("webhooks.copy"))),
        h("p", { class: "help", id: "secret-help" },
          text(shown.isRotated ? "webhooks.secretRotated" : "webhooks.secretOnce")),
        h("div", { class: "hook-buttons" },
          h("button", {
            type: "button",
            class: "button is-primary",
            id: "secret-done",
            click: () => {
              this.secret = undefined;
              this.drawSecret();
              byId("add").focus();
            },
          }, text("webhooks.secretDone")),
          copied)),
    );
  }

  /** Whoever is choosing or writing is not disturbed. */
  get isQuiet(): boolean {
    return !document.hidden && ![...this.states.values()].some((state) => state.asking || state.isBusy);
  }
}

async function start() {
  const person = await session.person();
  if (!person) return location.replace("/sign-in.html");
  const [strings, choices] = await Promise.all([server.strings(), send("GET", "/api/webhooks/choices")]);
  useStrings(strings);
  const page = new WebhookPage(person, choices);
  const words = () => {
    fillPage();
    showPerson(person);
    document.title = text("webhooks.title");
    page.draw();
  };
  words();
  byId("add").addEventListener("click", () => page.open());
  byId("theme").addEventListener("click", () => useTheme(theme() === "dark" ? "light" : "dark"));
  byId("language").addEventListener("click", () => {
    useLanguage(language() === "zh" ? "en" : "zh");
    words();
  });
  await page.refresh();
  setInterval(() => {
    if (page.isQuiet) void page.refresh();
  }, interval);
  document.documentElement.dataset.ready = "true";
}

startPage(start);
