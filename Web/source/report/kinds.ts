// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { text } from "../texts.ts";
import { suggestions } from "./suggestions.ts";

/** A class that may be reported, named in both languages. */
export interface Kind {
  code: string;
  zh: string;
  en: string;
  group: string;
  /** In the page's language. */
  label: string;
}

/** The choice of a class: all in a list, and above it those that fit what was written. */
export class KindChooser {
  private readonly select = byId<HTMLSelectElement>("kind");

  constructor(private readonly kinds: () => Kind[], private readonly words: () => string) {
    this.select.addEventListener("change", () => this.show());
  }

  get code(): string {
    return this.select.value;
  }

  set code(code: string) {
    this.select.value = code;
    this.show();
  }

  show() {
    const [chosen, kinds] = [this.select.value, this.kinds()];
    const groups = [...new Set(kinds.map((kind) => kind.group))];
    replace(
      this.select,
      h("option", { value: "" }, text("report.choose")),
      groups.map((group) =>
        h("optgroup", { label: group },
          kinds.filter((kind) => kind.group === group).map((kind) =>
            h("option", { value: kind.code, selected: kind.code === chosen }, kind.label)))),
    );
    replace(
      byId("kinds"),
      suggestions(this.words(), kinds).map((kind) =>
        h("button", {
          type: "button",
          class: "chip",
          "data-key": kind.code,
          "aria-pressed": kind.code === chosen ? "true" : "false",
          click: () => {
            this.code = kind.code;
          },
        }, kind.label)),
    );
  }
}
