// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import type { Person } from "../session.ts";
import { text } from "../texts.ts";
import type { Violation } from "./model.ts";
import { action } from "./parts.ts";

/** As many as the server takes with one violation. */
const most = 9;

/** Photos of a violation, of one's own choice: nothing waits for them. */
export function photoField(): { element: HTMLElement; files: () => File[] } {
  let taken: File[] = [];
  const input = h("input", {
    type: "file",
    id: "violation-photos",
    accept: "image/jpeg,image/png,image/webp",
    capture: "environment",
    multiple: true,
    class: "photo-input",
  });
  const count = h("p", { class: "quiet", role: "status" });
  // A camera gives one picture at a time; each further one is added.
  input.addEventListener("change", () => {
    taken = [...taken, ...input.files ?? []].slice(0, most);
    input.value = "";
    count.textContent = text("duty.photosTaken", { count: taken.length });
  });
  return {
    element: h("div", { class: "take-photo" },
      h("label", { for: input.id, class: "act plain" }, text("duty.takePhoto"), input), count),
    files: () => taken,
  };
}

/** Shown when asked for, since every look is recorded. */
export function photosOf(each: Violation, person: Person): HTMLElement | null {
  const photos = each.evidence.filter((one) => one.kind === "photo");
  if (photos.length === 0) return null;
  const base = person.permissions.includes("readViolations") ? "/api/violations" : "/api/duty/violations";
  const place = h("div", { class: "duty-photos" });
  const show = action(text("duty.showPhotos", { count: photos.length }), "plain", () => {
    place.replaceChildren(...photos.map((photo, position) =>
      h("img", {
        src: `${base}/${each.id}/photos/${photo.digest}`,
        alt: text("duty.photoAlt", { number: position + 1, case: each.id }),
        class: "duty-photo",
      })
    ));
    return Promise.resolve();
  });
  place.append(show, h("p", { class: "quiet" }, text("duty.photosRecorded")));
  return place;
}
