// SPDX-License-Identifier: Apache-2.0

import { byId } from "../dom.ts";
import { listenForKeys } from "../keyboard.ts";
import { language, useLanguage } from "../texts.ts";
import { theme, useTheme } from "../theme.ts";

/** A page of a list, a map and one chosen thing. */
export interface Desk {
  /** The next or previous one of the list. */
  step(by: number): void;
  /** 0 shows the whole city. */
  zoom(by: number): void;
  close(): void;
  /** Draws all anew in another theme or language. */
  redraw(): void;
}

/** The buttons and keys that all such pages have; `words` fills in the page's fixed texts. */
export function connectDesk(desk: Desk, words: () => void, keys: Record<string, () => void> = {}) {
  const changeTheme = () => {
    useTheme(theme() === "dark" ? "light" : "dark");
    desk.redraw();
  };
  const changeLanguage = () => {
    useLanguage(language() === "zh" ? "en" : "zh");
    words();
    desk.redraw();
  };
  byId("theme").addEventListener("click", changeTheme);
  byId("language").addEventListener("click", changeLanguage);
  byId("zoom-in").addEventListener("click", () => desk.zoom(1));
  byId("zoom-out").addEventListener("click", () => desk.zoom(-1));
  byId("zoom-all").addEventListener("click", () => desk.zoom(0));
  byId("back").addEventListener("click", () => desk.close());
  listenForKeys({
    j: () => desk.step(1),
    k: () => desk.step(-1),
    t: changeTheme,
    l: changeLanguage,
    "+": () => desk.zoom(1),
    "=": () => desk.zoom(1),
    "-": () => desk.zoom(-1),
    "0": () => desk.zoom(0),
    Escape: () => desk.close(),
    ...keys,
  });
}
