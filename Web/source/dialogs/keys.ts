// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { text } from "../texts.ts";

const commandKeys: readonly (readonly [string, string])[] = [
  ["/", "key.find"],
  ["1 2 3 4", "key.modes"],
  ["J K", "key.step"],
  ["E", "key.short"],
  ["R", "key.risk"],
  ["H", "key.heat"],
  ["A", "key.areas"],
  ["U", "key.units"],
  ["P", "key.track"],
  ["+ −", "key.zoom"],
  ["0", "key.all"],
  ["T", "key.theme"],
  ["L", "key.language"],
  ["Esc", "key.back"],
];

/** The keys that work, in a dialog; without others those of the command page. */
export function openKeys(keys = commandKeys) {
  const dialog = byId<HTMLDialogElement>("keys");
  replace(
    byId("keys-list"),
    keys.map(([key, meaning]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, text(meaning))]),
  );
  dialog.showModal();
}
