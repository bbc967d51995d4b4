// SPDX-License-Identifier: Apache-2.0

import { colour } from "../theme.ts";
import { fontSize, Labels } from "./labels.ts";
import { palette } from "./palette.ts";
import { project, type Roads } from "./roads.ts";
import { streetLines } from "./street-lines.ts";

/** Share of the window's size that is drawn beyond its edges, to be there when the map is dragged. */
const spare = 0.35;

/** Street names at their true size at any zoom, drawn anew when the map comes to rest. */
export class NamePainter {
  private readonly canvas = document.createElement("canvas");
  private readonly labels: Labels;

  constructor(private readonly map: L.Map, roads: Roads) {
    this.labels = new Labels(streetLines(roads), colour("--font"));
    this.canvas.className = "names";
    map.getPane("names").append(this.canvas);
    map.on("moveend", this.draw, this);
    this.draw();
  }

  draw() {
    const size = this.map.getSize();
    const [extraX, extraY] = [Math.round(size.x * spare), Math.round(size.y * spare)];
    const [width, height] = [size.x + 2 * extraX, size.y + 2 * extraY];
    const density = devicePixelRatio || 1;
    const { canvas } = this;
    canvas.width = width * density;
    canvas.height = height * density;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    const corner = this.map.containerPointToLayerPoint([-extraX, -extraY]);
    L.DomUtil.setPosition(canvas, corner);
    const pen = canvas.getContext("2d");
    if (!pen) return;
    pen.scale(density, density);
    const zoom = this.map.getZoom();
    const centre = this.map.getCenter();
    const [x, y] = project([centre.lat, centre.lng]);
    const scale = 256 * 2 ** zoom;
    this.paint(pen, zoom, x * scale - width / 2, y * scale - height / 2, width, height);
  }

  private paint(
    pen: CanvasRenderingContext2D,
    zoom: number,
    left: number,
    top: number,
    width: number,
    height: number,
  ) {
    const { halo, label: ink } = palette();
    const font = colour("--font");
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.lineWidth = 3;
    pen.lineJoin = "round";
    pen.strokeStyle = halo;
    pen.fillStyle = ink;
    for (const label of this.labels.within(zoom, left, top, left + width, top + height)) {
      pen.save();
      pen.translate(label.x - left, label.y - top);
      pen.rotate(label.angle);
      pen.font = `${fontSize(label.roadClass)}px ${font}`;
      pen.strokeText(label.text, 0, 0);
      pen.fillText(label.text, 0, 0);
      pen.restore();
    }
  }
}
