// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { name, term, text } from "../texts.ts";
import { type SeenUnit, unitName } from "../units/unit-watch.ts";

/** Letters typed within this many milliseconds of each other are one word. */
const typingPause = 700;

/** A unit in the list, and how its shift stands. */
export interface ListedUnit extends SeenUnit {
  standing?: string;
}

/** The units of the map for the keyboard: arrows or the first letters choose one, Enter opens what can be done with it. */
export class UnitList {
  private units: ListedUnit[] = [];
  private said = "";
  private selected: number | null = null;
  private typed = { word: "", at: 0 };

  constructor(
    private readonly box: HTMLElement,
    private readonly choose: (id: number) => void,
    private readonly open: (id: number) => void,
  ) {
    box.addEventListener("keydown", (event) => this.press(event));
    box.addEventListener("click", (event) => {
      const id = Number((event.target as HTMLElement).closest<HTMLElement>("[role=option]")?.dataset.unit);
      if (!id) return;
      const isAgain = id === this.selected;
      this.select(id);
      this.choose(id);
      if (isAgain) this.open(id);
    });
  }

  /** Those who are silent come last; the rest by name, so that nobody moves while somebody reads. */
  show(units: ListedUnit[]) {
    const order = (each: ListedUnit) => `${each.isSilent ? 1 : 0} ${unitName(each.unit)}`;
    this.units = units.map((each) => ({ each, key: order(each) }))
      .sort((left, right) => left.key.localeCompare(right.key, "zh")).map(({ each }) => each);
    const rows = this.units.map((each) => ({ id: each.spot.id, isSilent: each.isSilent, words: wordsOf(each) }));
    const said = JSON.stringify(rows);
    if (said === this.said) return;
    this.said = said;
    const { scrollTop } = this.box;
    this.box.replaceChildren(...rows.map(({ id, isSilent, words: [first, ...rest] }) =>
      h("div", {
        role: "option",
        id: `unit-${id}`,
        "data-unit": id,
        class: isSilent ? "is-silent" : "",
        "aria-selected": "false",
      }, h("b", {}, first), h("span", {}, rest.filter(Boolean).join(" · ")))
    ));
    this.box.scrollTop = scrollTop;
    this.select(this.units.some((each) => each.spot.id === this.selected) ? this.selected : null);
  }

  select(id: number | null) {
    this.selected = id;
    for (const option of this.box.querySelectorAll('[aria-selected="true"]')) option.setAttribute("aria-selected", "false");
    const option = id === null ? null : this.box.querySelector(`#unit-${id}`);
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.box.setAttribute("aria-activedescendant", option.id);
    else this.box.removeAttribute("aria-activedescendant");
  }

  private press(event: KeyboardEvent) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const here = this.units.findIndex((each) => each.spot.id === this.selected);
    const last = this.units.length - 1;
    const targets: Record<string, number> = {
      ArrowDown: Math.min(here + 1, last),
      ArrowUp: Math.max(here - 1, 0),
      Home: 0,
      End: last,
    };
    if (event.key === "Enter" && this.selected !== null) this.open(this.selected);
    else if (event.key in targets) this.go(targets[event.key]);
    else if (event.key.length === 1) this.go(this.found(event.key, here));
    else return;
    event.preventDefault();
  }

  private go(position: number) {
    const unit = this.units[position];
    if (!unit) return;
    this.select(unit.spot.id);
    this.choose(unit.spot.id);
  }

  /** The next unit with what was typed in its name, number or plate. */
  private found(letter: string, here: number): number {
    const now = performance.now();
    const isNew = now - this.typed.at > typingPause;
    this.typed = { word: (isNew ? "" : this.typed.word) + letter.toLowerCase(), at: now };
    const first = isNew ? here + 1 : Math.max(here, 0);
    for (let step = 0; step < this.units.length; step++) {
      const position = (first + step) % this.units.length;
      if (unitName(this.units[position].unit).toLowerCase().includes(this.typed.word)) return position;
    }
    return -1;
  }
}

/** Who, then what one wants to know before sending them. */
const wordsOf = ({ unit, standing, isSilent }: ListedUnit): string[] => [
  unitName(unit) || "–",
  unit ? term("unit-kind", unit.kind) : "",
  unit?.unit ? name(unit.unit) : "",
  standing ? term("standing", standing) : text("units.offDuty"),
  isSilent ? text("units.isSilent") : "",
];
