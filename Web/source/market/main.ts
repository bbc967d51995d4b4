// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import type { Name, Pair } from "../model.ts";
import { moment } from "../order/clock.ts";
import { choice, labelled, number, words } from "../order/fields.ts";
import type { Desk } from "../order/model.ts";
import {
  drawnField,
  lineField,
  type Making,
  type OneRecord,
  recordHead,
  RecordDesk,
  type Row,
  startRecords,
} from "../orders/record-desk.ts";
import { type Score, scoreLine } from "../orders/score.ts";
import { type Shape, ShapeMap } from "../orders/shape-map.ts";
import type { Person } from "../session.ts";
import { name, term, text } from "../texts.ts";

interface Stall {
  number: number;
  trade: string;
  corners: Pair[];
}

interface Seller {
  latitude: number;
  longitude: number;
  trade: string;
  finding: string;
  stall?: number;
}

interface Market extends OneRecord {
  kind: string;
  name: string;
  keeperName?: Name;
  isMine: boolean;
  isGone: boolean;
  outline: Pair[];
  decisions: { what: string; market?: number; reason: string; at: string }[];
  stalls: Stall[];
  checks: { at: string; placement: Score; sellers: Seller[] }[];
}

/** 社区市场: register, decision, marked places, checks. */
class MarketPage extends RecordDesk<Market> {
  private all: Market[] = [];

  constructor(person: Person, directory: Desk, map: ShapeMap) {
    super(person, directory, map, "/api/markets");
  }

  protected list(answer: unknown): Row[] {
    this.all = answer as Market[];
    return this.all.map((one) => ({
      number: one.number,
      title: one.name,
      note: `${term("market", one.kind)} · ${one.keeperName ? name(one.keeperName) : ""}`,
      state: one.decisions[0] ? term("decision", one.decisions[0].what) : text("market.undecided"),
    }));
  }

  protected shapes(one: Market): Shape[] {
    const sellers = one.checks[0]?.sellers ?? [];
    return [
      { form: "area", lines: [one.outline], tone: "plain", title: one.name },
      ...one.stalls.map((stall): Shape => ({
        form: "area",
        lines: [stall.corners],
        tone: "done",
        title: `${stall.number} ${stall.trade}`,
      })),
      ...sellers.map((seller): Shape => ({
        form: "point",
        lines: [[[seller.latitude, seller.longitude]]],
        tone: seller.finding === "inPlace" ? "done" : "missing",
        title: `${seller.trade} · ${term("seller", seller.finding)}`,
      })),
    ];
  }

  protected side(one: Market) {
    return [
      recordHead(one.name, one.number, `${term("market", one.kind)} · ${one.keeperName ? name(one.keeperName) : ""}`),
      h("section", { class: "part" },
        h("h3", {}, text("market.decision")),
        one.decisions.length === 0
          ? h("p", { class: "quiet" }, text("market.undecided"))
          : h("ol", { class: "case-timeline" }, one.decisions.map((each) =>
            h("li", { class: "case-entry", "data-what": each.what },
              h("div", { class: "entry-head" }, h("b", {}, term("decision", each.what)),
                each.market !== undefined && h("span", {}, `→ #${each.market}`), h("time", {}, moment(each.at))),
              h("p", { class: "entry-reason" }, each.reason)))),
        this.may("approveExtension") && this.action(one, "decisions", text("market.decide"), () => this.decision(one))),
      h("section", { class: "part" },
        h("h3", {}, text("market.stalls", { count: one.stalls.length })),
        one.stalls.length > 0 && h("ul", { class: "order-missing" }, one.stalls.map((stall) =>
          h("li", {}, h("span", {}, `${stall.number} · ${stall.trade}`)))),
        one.isGone && h("p", { class: "quiet" }, text("market.gone")),
        one.isMine && !one.isGone && this.may("handleCase") &&
          this.action(one, "stalls", text("market.draw"), () => this.stall(one))),
      h("section", { class: "part" },
        h("h3", {}, text("market.checks")),
        one.stalls.length > 0 && this.may("verifyCase") &&
          this.action(one, "checks", text("market.check"), () => this.sellers(one)),
        one.checks.map((check) => h("div", { class: "market-check" },
          h("p", {}, moment(check.at), " · ", text("market.placement"), " ", scoreLine(check.placement)),
          h("ul", { class: "order-missing" }, check.sellers.filter((seller) => seller.finding !== "inPlace")
            .map((seller) => h("li", {}, h("span", {}, seller.trade, " · ", term("seller", seller.finding),
              seller.stall !== undefined && ` #${seller.stall}`)))))))
    ];
  }

  protected making(): Making {
    return {
      permission: "dispatchCase",
      title: text("market.make"),
      fields: () => [
        choice("kind", "kind",
          ["morningMarket", "stallCluster", "communityMarket", "streetMarket"].map((kind) => [kind, term("market", kind)])),
        lineField("name", "name"),
        choice("keeper", "keeper", this.bodies(), Number),
        drawnField(this.map, "outline", text("market.drawOutline"), "area"),
      ],
    };
  }

  private decision(one: Market) {
    const others = this.all.filter((each) => each.number !== one.number);
    const target = choice("moveTo", "market",
      [["", "–"], ...others.map((each): [string, string] => [String(each.number), each.name])], Number);
    target.element.querySelector("select")?.removeAttribute("required");
    return [
      choice("decision", "what",
        ["regularise", "upgrade", "relocate", "ban"].map((what) => [what, term("decision", what)])),
      target,
      words("why", "reason", true),
    ];
  }

  /** One more marked place beside those that are drawn. */
  private stall(one: Market) {
    const next = Math.max(0, ...one.stalls.map((stall) => stall.number)) + 1;
    const [place, trade, corners] = [
      number("stallNumber", "number", next),
      lineField("trade", "trade"),
      drawnField(this.map, "corners", text("market.drawStall"), "area"),
    ];
    return [place, trade, corners, {
      element: h("span", {}),
      read: (body: Record<string, unknown>) => {
        const { number, trade, corners } = body;
        for (const key of ["number", "trade", "corners"]) delete body[key];
        body.stalls = [...one.stalls, { number, trade, corners }];
        return Promise.resolve();
      },
    }];
  }

  /** Each press on the map is a seller of the trade that is chosen at that moment. */
  private sellers(one: Market) {
    const known = [...new Set(one.stalls.map((stall) => stall.trade))];
    const trade = h("input", { name: "trade", required: true, maxlength: 100, value: known[0] ?? "" });
    return [
      { element: labelled("trade", trade), read: () => Promise.resolve() },
      drawnField(this.map, "sellers", text("market.drawSellers"), "point",
        ([latitude, longitude]) => ({ latitude, longitude, trade: trade.value.trim() })),
    ];
  }
}

startRecords("market.title", MarketPage);
