// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import type { Mode, Result } from "../model.ts";
import { openTrace } from "../supervision/trace.ts";
import { term, text } from "../texts.ts";
import type { Block, Drawing, Issue, Paper, Table } from "./model.ts";

/** The issue as it will be read: fields filled, each a button that opens its figure. */
export function preview(issue: Issue, paper: Paper): HTMLElement {
  const { masthead, colophon } = paper;
  const signed = issue.signature;
  const fill = (words: string) => filled(words, issue.fields);
  return h("article", { class: "paper", "aria-label": text("editor.preview") },
    h("p", { class: "paper-label" }, signed ? paper.demoDataLabel ?? "" : text("editor.unsigned")),
    h("p", { class: "paper-organization" }, masthead.organization),
    h("p", { class: "paper-name" }, masthead.name),
    h("p", { class: "paper-number" },
      signed ? `第 ${signed.number} 期` : text("editor.noNumber"),
      signed && h("span", { class: "paper-signer" }, `签发：${signed.by}`)),
    h("p", { class: "paper-line" }, h("span", {}, masthead.office), h("span", {}, chineseDate(masthead.date))),
    paper.sections.map((section) => [
      h("p", { class: "paper-section" }, `【${term("section", section.kind)}】`),
      section.articles.map((article) => [
        h("h2", { class: "paper-title" }, article.titleLines.map((line) => h("span", {}, fill(line)))),
        article.blocks.map((block) => blockOf(block, fill)),
      ]),
    ]),
    h("div", { class: "paper-lists" }, paper.distribution.map((list) =>
      h("p", {}, `${term("list", list.kind)}：${list.recipients.join("；")}${list.ending}`))),
    h("p", { class: "paper-line" },
      h("span", {}, colophon.issuingOffice),
      h("span", {}, colophon.copies ? `共印${colophon.copies}份` : "")));
}

/** `2017 年 6 月 28 日`, as it is printed. */
function chineseDate(date: string): string {
  const [year, month, day] = date.split("-").map(Number);
  return `${year} 年 ${month} 月 ${day} 日`;
}

type Fill = (words: string) => (string | HTMLElement)[];

function blockOf(block: Block, fill: Fill): HTMLElement {
  if (block.paragraph) {
    return h("p", { class: "paper-text" }, block.paragraph.map((run) =>
      h("span", { class: `run-${run.style}` }, fill(run.text))));
  }
  return block.table ? tableOf(block.table, fill) : drawing(block.figure!, fill);
}

function tableOf(table: Table, fill: Fill): HTMLElement {
  return h("div", { class: "paper-table", tabindex: 0, role: "group", "aria-label": table.caption },
    h("table", {},
      h("caption", {}, fill(table.caption)),
      h("thead", {}, h("tr", {}, table.columns.map((column) => h("th", { scope: "col" }, column.title)))),
      h("tbody", {}, table.rows.map((row) => h("tr", {}, row.map((cell) => h("td", {}, fill(cell))))))),
    table.note && h("p", { class: "quiet small" }, fill(table.note)));
}

/** A picture and no part of the page: whatever a draft's drawing holds cannot act here. */
function drawing(figure: Drawing, fill: Fill): HTMLElement {
  return h("figure", { class: "paper-figure" },
    // A field of a template that gave no drawing: a hole like one in the text.
    figure.svg.startsWith("<svg ")
      ? h("img", { src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(figure.svg)}`, alt: figure.alternativeText })
      : h("mark", { class: "hole", title: text("editor.hole") }, figure.svg),
    h("figcaption", {}, fill(figure.caption)),
    figure.note && h("p", { class: "quiet small" }, fill(figure.note)));
}

/** `{{on-post-rate@area1.cases}}` → what it says, as a button that opens the figure. */
export function filled(words: string, fields: Record<string, string>): (string | HTMLElement)[] {
  // A mark that may begin no line stays with the figure before it: next to a button a line may break anywhere.
  return words.split(/(\{\{[^}]*\}\}[，。、；：！？）》〉」』】”’％%]*)/).filter((part) => part !== "").map((part) => {
    if (!/^\{\{[^}]*\}\}/.test(part)) return part;
    const end = part.indexOf("}}") + 2;
    const chip = chipOf(part.slice(0, end), fields);
    return end === part.length ? chip : h("span", { class: "field-with-mark" }, chip, part.slice(end));
  });
}

function chipOf(part: string, fields: Record<string, string>): HTMLElement {
  const field = part.slice(2, -2);
  const value = fields[field];
  if (value === undefined) return h("mark", { class: "hole", title: text("editor.hole") }, part);
  const question = questionOf(field);
  if (!question) return h("span", { class: "field-value" }, value);
  return h("button", {
    type: "button", class: "field-chip", "data-field": field, "aria-haspopup": "dialog",
    click: () => void openTrace(question, value),
  }, value);
}

function questionOf(field: string): { kpi: string; scope: Result["scope"] } | null {
  const found = field.match(/^([a-z0-9-]+)(?:@(?:area(\d+)|([a-zA-Z]+)))?(?:\.\w+)?$/);
  if (!found || found[1] === "period") return null;
  const [, kpi, area, mode] = found;
  if (area) return { kpi, scope: { kind: "area", id: Number(area) } };
  if (mode) return { kpi, scope: { kind: "mode", mode: mode as Mode } };
  return { kpi, scope: { kind: "detachment" } };
}
