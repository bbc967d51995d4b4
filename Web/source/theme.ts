// SPDX-License-Identifier: Apache-2.0

export type Theme = "light" | "dark";

export const theme = (): Theme => document.documentElement.dataset.theme === "dark" ? "dark" : "light";

/** Switches the theme and remembers it. */
export function useTheme(next: Theme) {
  document.documentElement.dataset.theme = next;
  localStorage.setItem("theme", next);
}

/** The value of a custom property of the style sheet, such as `--accent`. */
export const colour = (property: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(property).trim();
