// SPDX-License-Identifier: Apache-2.0

import { h, replace } from "../dom.ts";
import { number } from "../format.ts";
import { text } from "../texts.ts";
import { colour } from "../theme.ts";
import { readTrack } from "./track-dialog.ts";
import { gap, indexAt, linesOf, pointsOf, timeOfDay, type TrackAnswer, type TrackPoint, type TrackQuestion } from "./track-model.ts";
import { unitName } from "./unit-watch.ts";

/** How many times faster than it was. */
const paces = [10, 60, 300];
/** Milliseconds between two steps of the play. */
const beat = 50;

/** What is shown, and where it stands. */
interface Shown {
  question: TrackQuestion;
  answer: TrackAnswer;
  points: TrackPoint[];
  moment: number;
}

/**
 * A track on the map with its slider. The unit stands where its terminal said last: nothing is guessed between two
 * places, and a play passes over gaps.
 */
export class TrackReplay {
  private readonly drawn = L.layerGroup();
  private readonly spot = L.marker([0, 0], {
    pane: "track",
    interactive: false,
    keyboard: false,
    icon: L.divIcon({ className: "track-spot", iconSize: [16, 16] }),
  });
  private readonly slider = h("input", { type: "range", step: 1000, input: () => this.go(Number(this.slider.value)) });
  private readonly button = h("button", { type: "button", class: "track-play", click: () => this.play(!this.timer) });
  private readonly now = h("output", { class: "track-now" });
  private shown: Shown | null = null;
  private pace = 60;
  private timer: number | undefined;
  private cameFrom: Element | null = null;

  constructor(private readonly map: L.Map, private readonly place: HTMLElement) {
    map.createPane("track").style.zIndex = "560";
    map.getPane("track").style.pointerEvents = "none";
    place.addEventListener("keydown", (event) => this.key(event));
  }

  show(question: TrackQuestion, answer: TrackAnswer) {
    this.play(false);
    this.cameFrom ??= document.activeElement;
    const points = pointsOf(answer);
    this.shown = { question, answer, points, moment: points[0].at };
    this.drawn.addTo(this.map);
    this.redraw();
    // On a telephone the sheet below has just made room.
    this.map.invalidateSize();
    const [latitudes, longitudes] = [0, 1].map((axis) => points.map(({ place }) => place[axis]).sort((a, b) => a - b));
    this.map.fitBounds([[latitudes[0], longitudes[0]], [latitudes[points.length - 1], longitudes[points.length - 1]]], {
      maxZoom: 16,
      paddingTopLeft: [24, 90],
      paddingBottomRight: [24, this.place.offsetHeight + 40],
    });
    this.slider.focus();
  }

  /** Whether there was something to close. */
  close(): boolean {
    if (!this.shown) return false;
    this.play(false);
    this.shown = null;
    this.drawn.clearLayers();
    this.place.hidden = true;
    if (this.cameFrom instanceof HTMLElement) this.cameFrom.focus();
    this.cameFrom = null;
    return true;
  }

  /** In the colours and words of now. */
  redraw() {
    if (!this.shown) return;
    const { answer, points } = this.shown;
    const { known, unknown } = linesOf(points);
    this.drawn.clearLayers();
    const style = { pane: "track", interactive: false, color: colour("--accent"), weight: 3.5 };
    L.polyline(known, { ...style, color: colour("--panel"), weight: 6.5 }).addTo(this.drawn);
    L.polyline(known, style).addTo(this.drawn);
    L.polyline(unknown, { ...style, weight: 2, dashArray: "3 6" }).addTo(this.drawn);
    this.spot.addTo(this.drawn);
    this.slider.min = String(points[0].at);
    this.slider.max = String(points[points.length - 1].at);
    this.slider.setAttribute("aria-label", text("track.time"));
    const leftOut = Object.values(answer.leftOut).reduce((sum, count) => sum + count, 0);
    replace(
      this.place,
      h("div", { class: "track-head" },
        h("b", {}, unitName(answer.unit)),
        h("span", {}, answer.date),
        h("button", { type: "button", class: "track-close", "data-key": "close", "aria-label": text("app.close"), click: () => this.close() }, "×")),
      h("div", { class: "track-row" },
        this.button,
        this.slider,
        h("select", { "aria-label": text("track.pace"), "data-key": "pace", change: (event: Event) => {
          this.pace = Number((event.target as HTMLSelectElement).value);
        } }, paces.map((pace) => h("option", { value: pace, selected: pace === this.pace }, `${pace}×`)))),
      this.now,
      h("p", { class: "quiet track-facts" },
        h("span", {}, text("track.count", { count: number(points.length) })),
        leftOut > 0 && h("span", {}, text("track.leftOut", { count: number(leftOut) })),
        unknown.length > 0 && h("span", {}, text("track.gaps", { minutes: gap / 60_000 })),
        answer.limited && h("span", { class: "warn" }, text("track.limited", { time: answer.next ?? answer.to })),
        answer.next && h("button", { type: "button", class: "link", "data-key": "more", click: () => void this.goOn() }, text("track.more"))),
    );
    this.place.hidden = false;
    this.sayButton();
    this.go(this.shown.moment);
  }

  private async goOn() {
    if (!this.shown) return;
    const question = { ...this.shown.question, from: this.shown.answer.next };
    const answer = await readTrack(question);
    if (answer.places.length > 0) this.show(question, answer);
  }

  private go(moment: number) {
    if (!this.shown) return;
    const { points, answer } = this.shown;
    this.shown.moment = Math.min(Math.max(moment, points[0].at), points[points.length - 1].at);
    const point = points[indexAt(points, this.shown.moment)];
    const age = (this.shown.moment - point.at) / 1000;
    this.spot.setLatLng(point.place);
    this.slider.value = String(this.shown.moment);
    const words = [
      timeOfDay(this.shown.moment, answer.minutesEastOfUTC),
      point.speed !== null && `${number(point.speed)} km/h`,
      age < 90 ? text("units.secondsAgo", { count: number(age) }) : text("units.minutesAgo", { count: number(age / 60) }),
      point.isLate && text("track.late"),
    ].filter(Boolean).join(" · ");
    this.now.textContent = words;
    this.slider.setAttribute("aria-valuetext", words);
    this.place.classList.toggle("is-gap", age * 1000 > gap);
  }

  private play(isWanted: boolean) {
    clearInterval(this.timer);
    this.timer = undefined;
    if (isWanted && this.shown) {
      const { points, moment } = this.shown;
      if (moment >= points[points.length - 1].at) this.shown.moment = points[0].at;
      this.timer = setInterval(() => this.tick(), beat);
    }
    this.sayButton();
  }

  private tick() {
    if (!this.shown) return;
    const { points, moment } = this.shown;
    const next = points[indexAt(points, moment) + 1];
    if (!next) return this.play(false);
    const isGap = next.at - moment > gap;
    this.go(isGap ? next.at : moment + beat * this.pace);
  }

  private sayButton() {
    const word = text(this.timer ? "track.pause" : "track.play");
    this.button.setAttribute("aria-label", word);
    this.button.title = word;
    this.button.textContent = this.timer ? "❚❚" : "▶";
  }

  /** Arrows go from place to place, as they were reported. */
  private key(event: KeyboardEvent) {
    if (!this.shown || event.ctrlKey || event.altKey || event.metaKey) return;
    const { points, moment } = this.shown;
    const isSlider = event.target === this.slider;
    const at = indexAt(points, moment);
    const steps: Record<string, () => void> = {
      Escape: () => void this.close(),
      ...(isSlider
        ? {
          ArrowLeft: () => this.step(points[at].at < moment ? at : at - 1),
          ArrowDown: () => this.step(points[at].at < moment ? at : at - 1),
          ArrowRight: () => this.step(at + 1),
          ArrowUp: () => this.step(at + 1),
          " ": () => this.play(!this.timer),
        }
        : {}),
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    step();
  }

  private step(index: number) {
    if (!this.shown) return;
    this.play(false);
    const { points } = this.shown;
    this.go(points[Math.min(Math.max(index, 0), points.length - 1)].at);
  }
}
