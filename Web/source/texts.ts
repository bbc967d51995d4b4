// SPDX-License-Identifier: Apache-2.0

import type { Name } from "./model.ts";

export type Language = "zh" | "en";

let table: Record<string, Name> = {};
let current: Language = document.documentElement.lang.startsWith("en") ? "en" : "zh";

export const language = (): Language => current;

export function useStrings(strings: Record<string, Name>) {
  table = strings;
}

/** Switches the page's language and remembers it. */
export function useLanguage(next: Language) {
  current = next;
  document.documentElement.lang = next === "zh" ? "zh-CN" : "en";
  localStorage.setItem("language", next);
}

/** The catalogue's text, its `{placeholders}` filled; the key itself where there is none. */
export function text(key: string, values: Record<string, string | number> = {}): string {
  const found = table[key];
  if (!found) return key;
  return found[current].replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** A word that a stage names by key, or the stage's own word where the catalogue has none. */
export function term(group: string, word: string): string {
  return table[`${group}.${word}`]?.[current] ?? table[word]?.[current] ?? word;
}

export const name = (value: Name): string => value[current];

/** Fills the fixed texts that index.html holds. */
export function fillPage() {
  for (const element of document.querySelectorAll<HTMLElement>("[data-text]")) {
    element.textContent = text(element.dataset.text ?? "");
  }
  for (const element of document.querySelectorAll<HTMLElement>("[data-label]")) {
    const label = text(element.dataset.label ?? "");
    element.setAttribute("aria-label", label);
    if (element instanceof HTMLButtonElement) element.title = label;
  }
}
