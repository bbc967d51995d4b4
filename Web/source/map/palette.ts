// SPDX-License-Identifier: Apache-2.0

import { theme } from "../theme.ts";

/** What the canvas needs, which style sheets do not reach. */
export interface Palette {
  ground: string;
  casing: string;
  /** By road class, the highest first. */
  roads: string[];
  label: string;
  halo: string;
  /** The worst streets last. */
  risk: string[];
  /** Tints that tell neighbouring beats apart. */
  beats: string[];
  heat: [number, number, number, number, number][];
}

const light: Palette = {
  ground: "#eef1f2",
  casing: "#c8d0d6",
  roads: ["#ffffff", "#ffffff", "#ffffff", "#dbe1e5"],
  label: "#55626d",
  halo: "#f8fafa",
  risk: ["#f3d48a", "#eda64b", "#dd6b33", "#b3261e"],
  beats: ["#bcd7e6", "#cfe3c4", "#e6d9b8", "#dccbe6", "#c3e0d8", "#ecccc9"],
  heat: [
    [0, 240, 200, 120, 0],
    [60, 243, 206, 130, 150],
    [140, 233, 148, 70, 205],
    [210, 205, 84, 50, 230],
    [255, 150, 26, 40, 240],
  ],
};

const dark: Palette = {
  ground: "#10161b",
  casing: "#0b1014",
  roads: ["#3b4956", "#34414d", "#29343e", "#1e272f"],
  label: "#94a2af",
  halo: "#10161b",
  risk: ["#6e5a2c", "#a8742b", "#dd7a38", "#ff6f61"],
  beats: ["#1d3a4a", "#26402b", "#443a22", "#39294a", "#1d4239", "#47292b"],
  heat: [
    [0, 120, 80, 40, 0],
    [60, 122, 86, 44, 150],
    [140, 190, 110, 52, 205],
    [210, 232, 112, 72, 230],
    [255, 255, 158, 132, 240],
  ],
};

export const palette = (): Palette => (theme() === "dark" ? dark : light);
