// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { type Person, session } from "../session.ts";
import { term, text } from "../texts.ts";

/** Who is signed in, with the way out; or the way in. */
export function showPerson(person: Person | undefined) {
  const place = byId("person");
  if (!person) {
    return replace(place, h("a", { class: "person", href: "/sign-in.html" }, text("door.signIn")));
  }
  const leave = async () => {
    await session.signOut(person);
    location.replace("/sign-in.html");
  };
  const roles = person.roles.map((role) => term("role", role)).join(" · ");
  replace(
    place,
    h("span", { class: "person-name", title: roles }, person.name),
    person.permissions.includes("manageWebhooks") && location.pathname !== "/webhooks.html" &&
      h("a", { class: "person", href: "/webhooks.html" }, text("webhooks.title")),
    person.permissions.includes("readAudit") && location.pathname !== "/audit.html" &&
      h("a", { class: "person", href: "/audit.html" }, text("audit.title")),
    h("a", { class: "person", href: "/duty.html" }, text("duty.title")),
    h("button", { type: "button", class: "person", click: () => void leave() }, text("door.signOut")),
  );
}
