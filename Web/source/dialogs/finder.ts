// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { type Mode, modes, type Place } from "../model.ts";
import { server } from "../server.ts";
import type { Store } from "../state.ts";
import { kindOf, symbol } from "../symbols.ts";
import { name, text } from "../texts.ts";

/** What the finder offers: a place of any mode, or something to do. */
interface Offer {
  id: string;
  label: string;
  note: string;
  icon: SVGSVGElement | null;
  run: () => void;
}

interface Actions {
  mode: (mode: Mode) => Promise<void>;
  others: { label: () => string; key: string; run: () => void }[];
}

const mostPlaces = 9;

/** Finds a place of any mode by number, name, street, leader or owner, or an action by name. */
export class Finder {
  private readonly dialog = byId<HTMLDialogElement>("finder");
  private readonly input = byId<HTMLInputElement>("finder-input");
  private offers: Offer[] = [];
  private active = 0;

  constructor(private readonly store: Store, private readonly actions: Actions) {
    this.input.addEventListener("input", () => {
      this.active = 0;
      this.draw();
    });
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
  }

  async open() {
    this.input.value = "";
    this.active = 0;
    this.dialog.showModal();
    await this.draw();
  }

  private press(event: KeyboardEvent) {
    // Enter that ends the choice of a Chinese word belongs to the input method.
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.active = Math.max(0, Math.min(this.offers.length - 1, this.active + step));
      this.mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.run(this.offers[this.active]);
    }
  }

  private run(offer: Offer | undefined) {
    if (!offer) return;
    this.dialog.close();
    offer.run();
  }

  private async draw() {
    const wanted = this.input.value.trim().toLocaleLowerCase();
    const places = await this.placesMatching(wanted);
    // Somebody typed on while the plans came in.
    if (wanted !== this.input.value.trim().toLocaleLowerCase()) return;
    const actions = this.actionsMatching(wanted);
    this.offers = [...places, ...actions].slice(0, 12);
    replace(
      byId("finder-list"),
      this.offers.map((offer, position) =>
        h(
          "li",
          { role: "option", id: `offer-${position}`, click: () => this.run(offer) },
          offer.icon,
          h("span", { class: "offer-label" }, offer.label),
          h("span", { class: "quiet" }, offer.note),
        )
      ),
      this.offers.length === 0 ? h("li", { class: "empty", role: "option", "aria-disabled": "true" }, text("finder.none")) : null,
    );
    this.mark();
  }

  private mark() {
    const list = byId("finder-list");
    [...list.children].forEach((item, position) => {
      item.setAttribute("aria-selected", String(position === this.active));
      if (position === this.active) item.scrollIntoView({ block: "nearest" });
    });
    this.input.setAttribute("aria-activedescendant", this.offers.length ? `offer-${this.active}` : "");
  }

  /** What is called so before what only lies there; the shown mode first, then the others. */
  private async placesMatching(wanted: string): Promise<Offer[]> {
    const others = wanted ? modes.filter((mode) => mode !== this.store.state.mode) : [];
    const called: Offer[] = [];
    const lying: Offer[] = [];
    for (const mode of [this.store.state.mode, ...others]) {
      const plan = await server.plan(mode);
      for (const place of plan.places) {
        if (called.length === mostPlaces) return called;
        if (words(ownNames(place)).includes(wanted)) called.push(this.offer(mode, place));
        else if (lying.length < mostPlaces && words(otherNames(place)).includes(wanted)) lying.push(this.offer(mode, place));
      }
    }
    return [...called, ...lying].slice(0, mostPlaces);
  }

  private offer(mode: Mode, place: Place): Offer {
    return {
      id: `${mode} ${place.form} ${place.id}`,
      label: `${String(place.id).padStart(2, "0")} ${name(place.name)}`,
      note: text("finder.place", { mode: text(`mode.${mode}`), form: text(`kind.${kindOf(place)}`) }),
      icon: symbol(kindOf(place), 14),
      run: async () => {
        if (mode !== this.store.state.mode) await this.actions.mode(mode);
        this.store.change({
          selection: { form: place.form, id: place.id },
          form: null,
          onlyShort: false,
          sheet: "reason",
        });
      },
    };
  }

  private actionsMatching(wanted: string): Offer[] {
    const all = [
      ...modes.map((mode, position) => ({
        label: () => text("action.mode", { mode: text(`mode.${mode}.long`) }),
        key: String(position + 1),
        run: () => void this.actions.mode(mode),
      })),
      ...this.actions.others,
    ];
    return all
      .filter((action) => !wanted || action.label().toLocaleLowerCase().includes(wanted))
      .map((action) => ({
        id: action.key,
        label: action.label(),
        note: text("finder.action", { key: action.key }),
        icon: null,
        run: action.run,
      }));
  }
}

type Word = string | undefined;

/** What a place is called, in both languages. */
function ownNames(place: Place): Word[] {
  return [String(place.id).padStart(2, "0"), place.name.zh, place.name.en];
}

/** Whose it is, and the streets that it answers for. */
function otherNames(place: Place): Word[] {
  const { sponsor, owner, reason } = place;
  return [sponsor?.zh, sponsor?.en, owner?.zh, owner?.en, ...reason.streets.map((street) => street.name)];
}

function words(all: Word[]): string {
  return all.join(" ").toLocaleLowerCase();
}
