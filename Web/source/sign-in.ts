// SPDX-License-Identifier: Apache-2.0

import { byId } from "./dom.ts";
import { Message, onSubmit } from "./forms.ts";
import { ServerProblem } from "./problem.ts";
import { server } from "./server.ts";
import { type Person, session } from "./session.ts";
import { fillPage, language, text, useLanguage, useStrings } from "./texts.ts";
import { theme, useTheme } from "./theme.ts";

const field = (id: string) => byId<HTMLInputElement>(id);
const message = new Message("message");

async function signIn() {
  let person: Person;
  try {
    person = await session.signIn(field("name").value, field("password").value, field("digits").value);
  } catch (error) {
    if (error instanceof ServerProblem && error.kind === "digitsNeeded") {
      byId("digits-part").hidden = false;
      field("digits").focus();
    }
    throw error;
  }
  if (person.mustChangePassword) askForOwnPassword(person);
  else location.replace("/");
}

/** A one-time password opens nothing but this. */
function askForOwnPassword(person: Person) {
  byId("sign-in").hidden = true;
  byId("own-password").hidden = false;
  field("new-password").focus();
  onSubmit("own-password", message, async () => {
    const next = field("new-password").value;
    if (next !== field("again").value) return message.say(() => text("door.different"));
    await session.changePassword(person, field("password").value, next);
    // The change ended this session: the first one with the person's own password opens the page.
    await session.signIn(person.account, next, field("digits").value);
    location.replace("/");
  });
}

function showWords() {
  fillPage();
  document.title = `${text("door.signIn")} · ${text("app.title")}`;
  message.show();
}

async function start() {
  byId("theme").addEventListener("click", () => useTheme(theme() === "dark" ? "light" : "dark"));
  byId("language").addEventListener("click", () => {
    useLanguage(language() === "zh" ? "en" : "zh");
    showWords();
  });
  onSubmit("sign-in", message, signIn);
  useStrings(await server.strings());
  showWords();
  field("name").focus();
  document.documentElement.dataset.ready = "true";
}

start();
