// SPDX-License-Identifier: Apache-2.0

/** Calls what belongs to a key, unless somebody is typing or a dialog is open. */
export function listenForKeys(actions: Record<string, () => void>) {
  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if (target.matches("input, textarea, select")) return;
    if (document.querySelector("dialog[open]")) return;
    // Escape first closes what floats over the page.
    if (event.key === "Escape" && document.querySelector(":popover-open")) return;
    if (event.altKey || event.metaKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const name = event.ctrlKey ? `Ctrl ${key}` : key;
    const action = actions[name];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
