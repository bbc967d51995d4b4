// SPDX-License-Identifier: Apache-2.0

import { send } from "../session.ts";
import { goneAfter, type Piece, type Row, silentAfter, type Spot, type Unit } from "./model.ts";

/** The server gives a sign of life every five seconds; after this long without one the feed counts as broken. */
const brokenAfter = 15_000;
/** Whoever is new is looked up at most so often. */
const lookUpEvery = 10_000;
/** After a refusal it is tried again so often. */
const reopenEvery = 10_000;

/** How many units there are, and how old what is known of them is. */
export interface FeedState {
  shown: number;
  silent: number;
  /** Milliseconds since the server was last heard. */
  age: number;
  isBroken: boolean;
}

/** Where units are, kept up to date by the server as long as it is open. */
export class UnitFeed {
  readonly spots = new Map<number, Spot>();
  readonly units = new Map<number, Unit>();
  private source: EventSource | null = null;
  private timer: number | undefined;
  private heard = 0;
  private tried = 0;
  private lookedUp = 0;
  /** The server's clock before ours. */
  private ahead = 0;

  /** `changed` is called when something has moved, and once a second so that ages are told. */
  constructor(private readonly changed: (hasMoved: boolean) => void) {}

  open() {
    if (this.source) return;
    this.heard = performance.now();
    this.connect();
    this.timer = setInterval(() => {
      // A browser comes back by itself after a broken line, not after a refusal.
      if (this.source?.readyState === EventSource.CLOSED && performance.now() - this.tried > reopenEvery) this.connect();
      this.changed(false);
    }, 1000);
  }

  private connect() {
    this.tried = performance.now();
    this.source = new EventSource("/api/units/live");
    this.source.addEventListener("all", (event) => {
      this.spots.clear();
      this.take(event);
    });
    this.source.addEventListener("moved", (event) => this.take(event));
  }

  close() {
    this.source?.close();
    this.source = null;
    clearInterval(this.timer);
    this.spots.clear();
  }

  get isOpen(): boolean {
    return this.source !== null;
  }

  /** The server's time. */
  get now(): number {
    return Date.now() + this.ahead;
  }

  get state(): FeedState {
    const { now } = this;
    let [shown, silent] = [0, 0];
    for (const spot of this.spots.values()) {
      if (now - spot.at > goneAfter) continue;
      shown++;
      if (now - spot.at > silentAfter) silent++;
    }
    const age = performance.now() - this.heard;
    return { shown, silent, age, isBroken: age > brokenAfter };
  }

  private take(event: MessageEvent<string>) {
    const piece: Piece = JSON.parse(event.data);
    this.heard = performance.now();
    this.ahead = piece.now - Date.now();
    let isNew = false;
    for (const row of piece.places) {
      const spot = spotOf(row);
      this.spots.set(spot.id, spot);
      isNew ||= !this.units.has(spot.id);
    }
    if (isNew) void this.lookUp();
    if (piece.places.length > 0) this.changed(true);
  }

  private async lookUp() {
    if (this.lookedUp > 0 && performance.now() - this.lookedUp < lookUpEvery) return;
    this.lookedUp = performance.now();
    const units: Unit[] = await send("GET", "/api/units");
    for (const unit of units) this.units.set(unit.id, unit);
    this.changed(true);
  }
}

const spotOf = ([id, latitude, longitude, speed, course, at]: Row): Spot => ({
  id,
  latitude: latitude / 100_000,
  longitude: longitude / 100_000,
  speed,
  course,
  at,
});
