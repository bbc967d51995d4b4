// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import type { Name } from "../model.ts";
import { moment } from "../order/clock.ts";
import { choice, type Field, number, photos, words } from "../order/fields.ts";
import type { Desk } from "../order/model.ts";
import {
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

interface Seen {
  verdict: string;
  check: "ownSite" | "independent";
  at: string;
  photo?: string;
  note: string;
}

interface Criterion {
  code: string;
  text: Name;
  seen: Seen[];
  filedAs?: number;
}

interface Site {
  id: number;
  type: string;
  name: string;
  latitude: number;
  longitude: number;
  ownerName?: Name;
  isMine: boolean;
  criteria: Criterion[];
}

interface Round extends OneRecord {
  kind: string;
  name: Name;
  sample?: { perType: number; seed: number; registered: number };
  endedAt?: string;
  scores: { ownSite: Score; independent: Score; ownSiteMissing: number; independentMissing: number };
  unfiled: number;
  sites: Site[];
}

interface Listed {
  rounds: { number: number; kind: string; name: Name; sites: number; hasEnded: boolean }[];
}

const tones = ["plain", "done", "missing"] as const;
const checks = ["ownSite", "independent"] as const;

/** What does not comply weighs more than what nobody has looked at yet. */
function siteTone({ criteria }: Site): Shape["tone"] {
  const last = criteria.map(({ seen }) => seen.at(-1)?.verdict);
  if (last.includes("notCompliant")) return "missing";
  return last.includes(undefined) ? "plain" : "done";
}

/** 测评 and 全员复审, for whoever stands before a site with a phone. */
class AssessmentPage extends RecordDesk<Round> {
  /** Sites whose criteria are unfolded, kept over each step. */
  private readonly unfolded = new Set<number>();

  constructor(person: Person, directory: Desk, map: ShapeMap) {
    super(person, directory, map, "/api/assessments");
  }

  protected list(answer: unknown): Row[] {
    return (answer as Listed).rounds.map((one) => ({
      number: one.number,
      title: name(one.name),
      note: `${term("round", one.kind)} · ${text("round.sites", { count: one.sites })}`,
      state: one.hasEnded ? text("orders.ended") : text("round.open"),
    }));
  }

  protected shapes(one: Round): Shape[] {
    return one.sites.map((site) => ({
      form: "point",
      lines: [[[site.latitude, site.longitude]]],
      tone: siteTone(site),
      title: site.name,
      choose: () => this.unfold(site.id),
    }));
  }

  protected side(one: Round) {
    const { scores, sample } = one;
    return [
      recordHead(name(one.name), one.number, `${term("round", one.kind)} · ${text("round.sites", { count: one.sites.length })}`),
      h("section", { class: "part" },
        h("dl", { class: "facts" }, checks.map((check) => [
          h("dt", {}, text(`round.${check}`)),
          h("dd", { "data-score": check }, scoreLine(scores[check]), " · ",
            text("round.missing", { count: scores[`${check}Missing`] })),
        ])),
        h("p", { class: "order-key is-points" }, tones.map((tone) =>
          h("span", {}, h("i", { class: `shape-point is-${tone}` }), text(`site.${tone}`)))),
        sample && h("p", { class: "quiet small" }, text("round.sample", sample)),
        one.endedAt && h("p", {}, text("campaign.endedAt", { time: moment(one.endedAt) }))),
      !one.endedAt && this.may("openCase") && h("section", { class: "part order-row" },
        one.unfiled > 0 &&
          this.action(one, "findings", text("round.file", { count: one.unfiled }), () => []),
        this.action(one, "end", text("round.end"), () => [])),
      ...one.sites.map((site) => this.site(one, site)),
    ];
  }

  protected making(): Making {
    return {
      permission: "openCase",
      title: text("round.make"),
      fields: () => [
        choice("kind", "kind", ["recheckByAll", "assessment"].map((kind) => [kind, term("round", kind)])),
        lineField("name", "name"),
        sampled(),
      ],
    };
  }

  private site(one: Round, site: Site) {
    const done = site.criteria.filter((each) => each.seen.length > 0).length;
    const details = h("details", { class: "part site", "data-site": site.id, open: this.unfolded.has(site.id) },
      h("summary", {}, h("b", {}, site.name), h("small", { class: "quiet" },
        ` ${done}/${site.criteria.length} · ${site.ownerName ? name(site.ownerName) : ""}`)),
      site.criteria.map((criterion) => this.criterion(one, site, criterion)));
    details.addEventListener("toggle", () => {
      if (details.open) this.unfolded.add(site.id);
      else this.unfolded.delete(site.id);
    });
    return details;
  }

  private criterion(one: Round, site: Site, criterion: Criterion) {
    const mayLook = !one.endedAt && this.may("reportCase") && (site.isMine || this.may("verifyCase"));
    const fixed = (verdict: string) => ({ site: site.id, criterion: criterion.code, verdict });
    return h("div", { class: "site-criterion", "data-criterion": criterion.code },
      h("p", {}, h("b", {}, criterion.code), " ", name(criterion.text)),
      criterion.seen.map((seen) => this.seen(one, seen)),
      criterion.filedAs !== undefined && h("p", {},
        h("a", { class: "link", href: `/order.html#${criterion.filedAs}` }, text("round.case", { id: criterion.filedAs }))),
      mayLook && h("div", { class: "order-row" },
        this.action(one, "observations", text("verdict.compliant"), () => [], fixed("compliant")),
        this.action(one, "observations", text("verdict.notCompliant"), () => [onePhoto(), words("note", "note", false)],
          fixed("notCompliant")),
        this.action(one, "observations", text("verdict.notApplicable"), () => [], fixed("notApplicable"))));
  }

  private seen(one: Round, seen: Seen) {
    return h("p", { class: "quiet small" }, text(`round.${seen.check}`), " · ",
      h("span", { class: seen.verdict === "notCompliant" ? "bad" : "" }, text(`verdict.${seen.verdict}`)),
      " · ", moment(seen.at), seen.note && ` · ${seen.note}`,
      seen.photo && [" · ", h("a", {
        class: "link",
        target: "_blank",
        href: `/api/assessments/${one.number}/photos/${seen.photo}`,
      }, text("order.photos"))]);
  }

  private unfold(site: number) {
    this.unfolded.add(site);
    this.draw();
    document.querySelector(`[data-site="${site}"]`)?.scrollIntoView({ block: "start" });
  }
}

/** The server asks for one photo by its hash. */
function onePhoto(): Field {
  const field = photos(1);
  return {
    element: field.element,
    read: async (body, upload) => {
      await field.read(body, upload);
      body.photo = (body.photos as string[])[0];
      delete body.photos;
    },
  };
}

/** How many of each type, and the seed; without a number all sites. */
function sampled(): Field {
  const [most, seed] = [number("perType", "perType"), number("seed", "seed", Math.floor(Math.random() * 1e9))];
  const input = most.element.querySelector("input");
  input?.removeAttribute("required");
  return {
    element: h("div", { class: "order-row" }, most.element, seed.element),
    read: async (body, upload) => {
      if (!input?.value) return;
      await most.read(body, upload);
      await seed.read(body, upload);
    },
  };
}

startRecords("round.title", AssessmentPage);
