// SPDX-License-Identifier: Apache-2.0

import { h } from "../dom.ts";
import { term, text } from "../texts.ts";
import type { EditBlock, Issue, ListKind, Paper, Run, SectionKind } from "./model.ts";

const sections: SectionKind[] = ["experienceSharing", "workNews", "notice"];
const lists: ListKind[] = ["reportTo", "sendTo", "distributeTo"];
const styles: Run["style"][] = ["body", "heading", "lead"];

type Article = Paper<EditBlock>["sections"][number]["articles"][number];

/** The draft's texts as fields; `changed` is called after each change, `redraw` where parts come or go. */
export function editor(issue: Issue, paper: Paper<EditBlock>, changed: () => void, redraw: () => void): HTMLElement {
  const { masthead, colophon } = paper;
  const put = (target: Record<string, unknown>, key: string) => (value: string) => { target[key] = value; changed(); };
  return h("form", { class: "editor-form", submit: (event: Event) => event.preventDefault() },
    h("fieldset", { class: "editor-part" },
      h("legend", {}, text("editor.head")),
      line("editor.organization", masthead.organization, put(masthead, "organization")),
      line("editor.name", masthead.name, put(masthead, "name")),
      line("editor.office", masthead.office, put(masthead, "office")),
      line("editor.date", masthead.date, put(masthead, "date"), "date")),
    paper.sections.map((section, s) =>
      h("fieldset", { class: "editor-part", "data-section": section.kind },
        h("legend", {}, `【${term("section", section.kind)}】`),
        section.articles.map((article, a) => articleForm(issue, article, changed, redraw, () => {
          section.articles.splice(a, 1);
          redraw();
        })),
        h("div", { class: "editor-buttons" },
          small("editor.addArticle", () => { section.articles.push(newArticle()); redraw(); }),
          small("editor.dropSection", () => { paper.sections.splice(s, 1); redraw(); })))),
    h("div", { class: "editor-buttons" }, sections
      .filter((kind) => !paper.sections.some((section) => section.kind === kind))
      .map((kind) =>
        small("editor.addSection", () => {
          paper.sections.push({ kind, articles: [newArticle()] });
          paper.sections.sort((one, other) => sections.indexOf(one.kind) - sections.indexOf(other.kind));
          redraw();
        }, { section: term("section", kind) }))),
    h("fieldset", { class: "editor-part" },
      h("legend", {}, text("editor.lists")),
      lists.map((kind) => recipients(paper, kind, changed)),
      line("editor.issuingOffice", colophon.issuingOffice, put(colophon as Record<string, unknown>, "issuingOffice")),
      line("editor.copies", colophon.copies ? String(colophon.copies) : "", (value) => {
        colophon.copies = value === "" ? undefined : Number(value);
        changed();
      }, "number")));
}

const newArticle = (): Article => ({ titleLines: [""], blocks: [{ paragraph: [{ style: "body", text: "" }] }] });

function line(key: string, value: string, put: (value: string) => void, type = "text"): HTMLElement {
  const input = h("input", { type, value, input: () => put(input.value) });
  return h("label", { class: "editor-line" }, h("span", {}, text(key)), input);
}

const small = (key: string, click: () => void, values: Record<string, string> = {}) =>
  h("button", { type: "button", class: "link", click }, text(key, values));

/** One addressee a line. */
function recipients(paper: Paper<EditBlock>, kind: ListKind, changed: () => void): HTMLElement {
  const known = paper.distribution.find((list) => list.kind === kind);
  const area = h("textarea", { rows: 2, "data-list": kind, input: () => {
    const names = area.value.split("\n").map((each) => each.trim()).filter((each) => each !== "");
    const others = paper.distribution.filter((list) => list.kind !== kind);
    paper.distribution = names.length === 0
      ? others
      : [...others, { kind, recipients: names, ending: known?.ending ?? "。" }]
        .sort((one, other) => lists.indexOf(one.kind) - lists.indexOf(other.kind));
    changed();
  } }, known?.recipients.join("\n") ?? "");
  return h("label", { class: "editor-line" }, h("span", {}, term("list", kind)), area);
}

function articleForm(issue: Issue, article: Article, changed: () => void, redraw: () => void, drop: () => void): HTMLElement {
  const title = h("textarea", { rows: article.titleLines.length, class: "editor-title", "aria-label": text("editor.articleTitle"), input: () => {
    article.titleLines = title.value.split("\n");
    changed();
  } }, article.titleLines.join("\n"));
  return h("section", { class: "editor-article" },
    title,
    article.blocks.map((block, position) => blockForm(issue, article, block, position, changed, redraw)),
    h("div", { class: "editor-buttons" },
      small("editor.addParagraph", () => {
        article.blocks.push({ paragraph: [{ style: "body", text: "" }] });
        redraw();
      }),
      small("editor.dropArticle", drop)));
}

function blockForm(
  issue: Issue, article: Article, block: EditBlock, position: number, changed: () => void, redraw: () => void,
): HTMLElement {
  const move = (step: number) => {
    const next = position + step;
    if (next < 0 || next >= article.blocks.length) return;
    [article.blocks[position], article.blocks[next]] = [article.blocks[next], article.blocks[position]];
    redraw();
  };
  return h("div", { class: "editor-block" },
    block.paragraph
      ? block.paragraph.map((run) => runForm(issue, block.paragraph!, run, changed, redraw))
      : h("p", { class: "quiet" }, text(block.table ? "editor.table" : "editor.figure", {
        caption: block.table?.caption ?? block.figure?.caption ?? "",
      })),
    h("div", { class: "editor-buttons" },
      small("editor.up", () => move(-1)),
      small("editor.down", () => move(1)),
      block.paragraph && small("editor.addRun", () => { block.paragraph!.push({ style: "body", text: "" }); redraw(); }),
      small("editor.drop", () => { article.blocks.splice(position, 1); redraw(); })));
}

function runForm(issue: Issue, runs: Run[], run: Run, changed: () => void, redraw: () => void): HTMLElement {
  const area = h("textarea", {
    rows: Math.max(1, Math.ceil(run.text.length / 34)), class: `run-${run.style}`, "aria-label": text("editor.text"),
    input: () => { run.text = area.value; changed(); },
  }, run.text);
  const style: HTMLSelectElement = h("select", { "aria-label": text("editor.style"), change: () => {
    run.style = style.value as Run["style"];
    redraw();
  } }, styles.map((each) => h("option", { value: each, selected: each === run.style }, term("run", each))));
  const field: HTMLSelectElement = h("select", { "aria-label": text("editor.insert"), change: () => {
    area.setRangeText(`{{${field.value}}}`, area.selectionStart, area.selectionEnd, "end");
    run.text = area.value;
    field.value = "";
    changed();
  } }, h("option", { value: "" }, text("editor.insert")),
    Object.keys(issue.fields).sort().map((name) => h("option", { value: name }, `${name} = ${issue.fields[name]}`)));
  return h("div", { class: "editor-run" }, area, h("div", { class: "editor-buttons" }, style, field,
    runs.length > 1 && small("editor.dropRun", () => { runs.splice(runs.indexOf(run), 1); redraw(); })));
}
