// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace, s } from "../dom.ts";
import { clock, dayName, minuteOf, number, weekdayOf } from "../format.ts";
import { type Mode, modes, type Timeline } from "../model.ts";
import type { State, Store } from "../state.ts";
import { term, text } from "../texts.ts";

/** Room around the plot, in pixels. */
const edge = { left: 40, right: 34, top: 8, bottom: 18 };

/** The day from midnight to midnight: its duty windows, people on duty, and incidents by hour. */
export function showTimeline(
  store: Store,
  choose: { mode: (mode: Mode) => void; date: (date: string) => void },
) {
  const draw = () => {
    drawDays(store, choose.date);
    drawWindows(store.state, choose.mode);
    drawPlot(store.state);
  };
  store.on(["timeline", "roster", "mode", "sheet"], draw);
  new ResizeObserver(draw).observe(byId("time"));
  draw();
}

function drawDays(store: Store, choose: (date: string) => void) {
  const { city, date } = store.state;
  const measured = city.period.start.slice(0, 10);
  replace(
    byId("days"),
    h("span", { class: "day-name" }, dayName(date)),
    h(
      "span",
      { class: "day-row", role: "group", "aria-label": text("time.days") },
      city.rosterDates.map((each) =>
        h("button", {
          type: "button",
          "data-key": each,
          class: each === measured ? "is-measured" : "",
          "aria-pressed": String(each === date),
          "aria-label": dayName(each) + (each === measured ? text("time.measured") : ""),
          title: dayName(each) + (each === measured ? text("time.measured") : ""),
          click: () => choose(each),
        }, term("weekday-short", String(weekdayOf(each))))
      ),
    ),
    h(
      "span",
      { class: "time-key", "aria-hidden": "true" },
      h("i", { class: "key-line" }),
      text("time.onDuty"),
      h("i", { class: "key-bar" }),
      text("time.usual"),
      h("i", { class: "key-dot" }),
      text("time.happened"),
    ),
  );
}

/** Minutes of the shown day, a window that reaches over midnight cut at both ends. */
function within(timeline: Timeline, interval: { start: string; end: string }): [number, number] {
  const start = interval.start.slice(0, 10) < timeline.date ? 0 : minuteOf(interval.start);
  const end = interval.end.slice(0, 10) > timeline.date ? 1440 : minuteOf(interval.end);
  return [start, end];
}

function drawWindows(state: State, choose: (mode: Mode) => void) {
  const lane = byId("windows");
  const { timeline } = state;
  const room = byId("time").clientWidth - edge.left - edge.right;
  replace(
    lane,
    timeline.windows.map((window) => {
      const [start, end] = within(timeline, window.interval);
      const width = ((end - start) / 1440) * room;
      const label = term("window", window.name);
      const chip = h("button", {
        type: "button",
        class: `window window-${window.mode}${window.mode === "special" ? " is-upper" : ""}`,
        "data-key": `${window.name} ${window.interval.start}`,
        "aria-pressed": String(window.mode === state.mode),
        "aria-label": `${label} ${clock(start)}–${clock(end % 1440)}`,
        title: `${label} ${clock(start)}–${clock(end % 1440)}`,
        click: () => choose(window.mode),
      }, fitting(width, label, text(`mode.${window.mode}`)));
      chip.style.left = `${edge.left + (start / 1440) * room + 1}px`;
      chip.style.width = `${Math.max(8, width - 2)}px`;
      return chip;
    }),
  );
}

/** The first of the words that fits into so many pixels. */
function fitting(width: number, ...words: string[]): string {
  const wide = (word: string) => [...word].reduce((sum, c) => sum + (c > "\u2000" ? 12 : 6.4), 8);
  return words.find((word) => wide(word) <= width) ?? "";
}

function drawPlot(state: State) {
  const box = byId("plot");
  const width = byId("time").clientWidth;
  const height = box.clientHeight;
  if (width < 100 || height < 30) return;
  const { timeline, roster } = state;
  const onDuty = Array.from({ length: 96 }, (_, quarter) =>
    modes.reduce((sum, mode) => sum + (roster.onDuty[mode]?.[quarter] ?? 0), 0));
  const own = roster.onDuty[state.mode] ?? [];
  const most = nice(Math.max(10, ...onDuty));
  const mostIncidents = nice(Math.max(2, ...timeline.usual, ...(timeline.happened ?? [])));
  const x = (minute: number) => edge.left + (minute / 1440) * (width - edge.left - edge.right);
  const base = height - edge.bottom;
  const y = (people: number) => base - (people / most) * (base - edge.top);
  const yIncidents = (count: number) => base - (count / mostIncidents) * (base - edge.top);
  const steps = (values: number[]) =>
    values.map((value, quarter) =>
      `${quarter ? "L" : "M"}${x(quarter * 15).toFixed(1)} ${y(value).toFixed(1)}H${x((quarter + 1) * 15).toFixed(1)}`
    ).join("");
  replace(
    box,
    s(
      "svg",
      { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": describe(state, onDuty) },
      [0, 0.5, 1].map((part) => [
        s("path", { class: "grid", d: `M${edge.left} ${y(most * part)}H${width - edge.right}` }),
        s("text", { class: "y", x: edge.left - 6, y: y(most * part) + 4 }, number(most * part)),
        s("text", { class: "y-right", x: width - edge.right + 6, y: y(most * part) + 4 }, number(mostIncidents * part, mostIncidents < 4 ? 1 : 0)),
      ]),
      timeline.usual.map((count, hour) =>
        s("rect", { class: "usual", x: x(hour * 60) + 2, width: Math.max(1, x(60) - x(0) - 4), y: yIncidents(count), height: base - yIncidents(count), rx: 1 })
      ),
      own.length ? s("path", { class: "own", d: `${steps(own)}V${base}H${x(0)}Z` }) : null,
      s("path", { class: "on-duty", d: steps(onDuty) }),
      (timeline.happened ?? []).map((count, hour) =>
        s("circle", { class: "happened", cx: x(hour * 60 + 30), cy: yIncidents(count), r: 2.6 })
      ),
      Array.from({ length: 9 }, (_, index) =>
        s("text", { class: "x", x: x(index * 180), y: height - 4 }, `${String(index * 3).padStart(2, "0")}:00`)),
    ),
  );
}

/** A round number at or above the value, for the top of an axis. */
function nice(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 3, 4, 5, 6, 8, 10].find((step) => step * power >= value) ?? 10) * power;
}

function describe(state: State, onDuty: number[]): string {
  const most = Math.max(...onDuty);
  return text("time.describe", {
    date: dayName(state.date),
    most,
    when: clock(onDuty.indexOf(most) * 15),
    windows: state.timeline.windows.length,
  });
}
