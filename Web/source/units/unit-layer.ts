// SPDX-License-Identifier: Apache-2.0

import { colour } from "../theme.ts";
import type { UnitFeed } from "./feed.ts";
import { goneAfter, silentAfter, type Spot, type Unit } from "./model.ts";

/** Below this speed in km/h a course says nothing. */
const moving = 3;
/** Arrows point in so many directions. */
const directions = 32;
/** Pixels across one picture. */
const size = 18;
/** Pixels from a unit that still hit it. */
const reach = 12;

/** Whose it is, and whether its place is of now. */
interface Look {
  isOfficer: boolean;
  isSilent: boolean;
  /** One of the directions; `null` for a unit that stands. */
  direction: number | null;
}

/**
 * Thousands of units as pictures on one canvas: all are drawn anew in a few milliseconds, once for each piece of the
 * feed, where as many elements would be moved, styled and composed one by one.
 */
export class UnitLayer {
  selected: number | null = null;
  private readonly canvas = document.createElement("canvas");
  private readonly pen = this.canvas.getContext("2d");
  private pictures = new Map<string, HTMLCanvasElement>();
  private isAsked = false;

  constructor(private readonly map: L.Map, private readonly feed: UnitFeed) {
    map.createPane("units").style.zIndex = "550";
    const pane = map.getPane("units");
    pane.style.pointerEvents = "none";
    this.canvas.className = "units-canvas";
    pane.append(this.canvas);
    map.on("moveend", () => this.draw());
    map.on("zoomstart", () => this.clear());
  }

  /** Once before the next picture of the screen, however often it is asked. */
  ask() {
    if (this.isAsked) return;
    this.isAsked = true;
    requestAnimationFrame(() => {
      this.isAsked = false;
      this.draw();
    });
  }

  /** The colours of another theme. */
  redraw() {
    this.pictures.clear();
    this.draw();
  }

  /** The unit that somebody means who presses there. */
  at(place: { lat: number; lng: number }): Spot | null {
    const point = this.map.latLngToContainerPoint([place.lat, place.lng]);
    let [nearest, best]: [Spot | null, number] = [null, reach ** 2];
    for (const spot of this.feed.spots.values()) {
      if (this.feed.now - spot.at > goneAfter) continue;
      const { x, y } = this.map.latLngToContainerPoint([spot.latitude, spot.longitude]);
      const distance = (x - point.x) ** 2 + (y - point.y) ** 2;
      if (distance <= best) [nearest, best] = [spot, distance];
    }
    return nearest;
  }

  private clear() {
    this.pen?.clearRect(0, 0, this.canvas.width, this.canvas.height);
  }

  private draw() {
    const { canvas, pen, map, feed } = this;
    if (!pen) return;
    const { x: width, y: height } = map.getSize();
    const ratio = devicePixelRatio || 1;
    if (canvas.width !== Math.ceil(width * ratio) || canvas.height !== Math.ceil(height * ratio)) {
      canvas.width = Math.ceil(width * ratio);
      canvas.height = Math.ceil(height * ratio);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
      this.pictures.clear();
    }
    L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
    pen.setTransform(1, 0, 0, 1, 0, 0);
    this.clear();
    if (!feed.isOpen) return;
    pen.globalAlpha = feed.state.isBroken ? 0.4 : 1;
    const { now } = feed;
    const half = size / 2;
    for (const spot of feed.spots.values()) {
      if (now - spot.at > goneAfter) continue;
      const { x, y } = map.latLngToContainerPoint([spot.latitude, spot.longitude]);
      if (x < -half || y < -half || x > width + half || y > height + half) continue;
      const picture = this.picture(lookOf(spot, feed.units.get(spot.id), now), ratio);
      pen.drawImage(picture, Math.round((x - half) * ratio), Math.round((y - half) * ratio));
      if (spot.id === this.selected) this.ring(pen, x * ratio, y * ratio, ratio);
    }
  }

  private ring(pen: CanvasRenderingContext2D, x: number, y: number, ratio: number) {
    pen.strokeStyle = colour("--accent");
    pen.lineWidth = 2 * ratio;
    pen.beginPath();
    pen.arc(x, y, 10 * ratio, 0, 2 * Math.PI);
    pen.stroke();
  }

  /** Drawn once for each look. */
  private picture(look: Look, ratio: number): HTMLCanvasElement {
    const key = `${look.isOfficer} ${look.isSilent} ${look.direction}`;
    let picture = this.pictures.get(key);
    if (!picture) {
      picture = painted(look, ratio);
      this.pictures.set(key, picture);
    }
    return picture;
  }
}

const lookOf = ({ at, speed, course }: Spot, unit: Unit | undefined, now: number): Look => ({
  isOfficer: unit?.kind === "officer",
  isSilent: now - at > silentAfter,
  direction: speed === null || course === null || speed < moving
    ? null
    : Math.round((course / 360) * directions) % directions,
});

/** An arrow for what moves, a square for a vehicle and a disc for a person that stands, hollow where it is silent. */
function painted({ isOfficer, isSilent, direction }: Look, ratio: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.ceil(size * ratio);
  const pen = canvas.getContext("2d");
  if (!pen) return canvas;
  pen.scale(ratio, ratio);
  pen.translate(size / 2, size / 2);
  pen.beginPath();
  if (direction !== null) {
    pen.rotate((direction / directions) * 2 * Math.PI);
    if (isOfficer) pen.scale(0.8, 0.8);
    pen.moveTo(0, -7.5);
    pen.lineTo(5, 5.5);
    pen.lineTo(0, 3);
    pen.lineTo(-5, 5.5);
    pen.closePath();
  } else if (isOfficer) {
    pen.arc(0, 0, 4, 0, 2 * Math.PI);
  } else {
    pen.rect(-4, -4, 8, 8);
  }
  pen.lineJoin = "round";
  pen.lineWidth = 1.5;
  pen.fillStyle = colour(isSilent ? "--panel" : "--accent");
  pen.strokeStyle = colour(isSilent ? "--text-3" : "--panel");
  pen.fill();
  pen.stroke();
  return canvas;
}
