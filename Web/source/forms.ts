// SPDX-License-Identifier: Apache-2.0

import { byId } from "./dom.ts";
import { ServerProblem } from "./problem.ts";
import { language } from "./texts.ts";

/** What is said below a form, again after a switch of language. */
export class Message {
  private said: () => string = () => "";

  constructor(private readonly id: string) {}

  say(words: () => string) {
    this.said = words;
    this.show();
  }

  /** The server's own words; anything else is a fault of the page. */
  sayProblem(error: unknown) {
    if (!(error instanceof ServerProblem)) throw error;
    this.say(() => error.explanation[language()]);
  }

  show() {
    byId(this.id).textContent = this.said();
  }
}

/** Runs a form's work once at a time; the answer of the server stands below the form. */
export function onSubmit(id: string, message: Message, work: () => Promise<void> | void) {
  const form = byId<HTMLFormElement>(id);
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!button || button.disabled) return;
    button.disabled = true;
    message.say(() => "");
    try {
      await work();
    } catch (error) {
      message.sayProblem(error);
    } finally {
      button.disabled = false;
    }
  });
}
