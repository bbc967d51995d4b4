// SPDX-License-Identifier: Apache-2.0

import type { Name } from "../model.ts";

export interface Run {
  style: "body" | "heading" | "lead";
  text: string;
}

export interface Table {
  caption: string;
  columns: { title: string; alignment: string }[];
  rows: string[][];
  note?: string;
}

export interface Drawing {
  caption: string;
  svg: string;
  alternativeText: string;
  note?: string;
}

/** Exactly one of the three. */
export interface Block {
  paragraph?: Run[];
  table?: Table;
  figure?: Drawing;
}

export interface Place {
  section: number;
  article: number;
  block: number;
}

/** A block while it is edited; `from` is where the draft has it. */
export interface EditBlock extends Block {
  from?: Place;
}

export type SectionKind = "experienceSharing" | "workNews" | "notice";
export type ListKind = "reportTo" | "sendTo" | "distributeTo";

export interface Paper<Part extends Block = Block> {
  masthead: { organization: string; name: string; year: number; issue: number; office: string; date: string; signer?: string };
  sections: { kind: SectionKind; articles: { titleLines: string[]; blocks: Part[] }[] }[];
  distribution: { kind: ListKind; recipients: string[]; ending: string }[];
  colophon: { issuingOffice: string; printDate: string; copies?: number };
  demoDataLabel?: string;
}

export interface Issue {
  draft: number;
  revision: number;
  state: "drafted" | "submitted" | "reviewed" | "approved" | "issued" | "withdrawn";
  document: Paper;
  fields: Record<string, string>;
  scorecard: string;
  history: { step: string; by: string; at: string; reason?: string }[];
  signature?: { by: string; at: string; seal: string; year: number; number: number };
  hole?: Name;
}

export interface Register {
  issues: { draft: number; state: Issue["state"]; title: string; year?: number; number?: number; changed: string }[];
  templates: string[];
}

/** The draft as something to work on: each block knows where it came from. */
export function editable(issue: Issue): Paper<EditBlock> {
  const document = structuredClone(issue.document);
  return {
    ...document,
    sections: document.sections.map((section, s) => ({
      ...section,
      articles: section.articles.map((article, a) => ({
        ...article,
        blocks: article.blocks.map((block, b) => ({ ...block, from: { section: s, article: a, block: b } })),
      })),
    })),
  };
}

/** What is sent: paragraphs as written, everything else by its place in the draft. */
export function editOf(paper: Paper<EditBlock>) {
  return {
    organization: paper.masthead.organization,
    name: paper.masthead.name,
    office: paper.masthead.office,
    date: paper.masthead.date,
    sections: paper.sections.map((section) => ({
      kind: section.kind,
      articles: section.articles.map((article) => ({
        titleLines: article.titleLines,
        blocks: article.blocks.map((block) => block.paragraph ? { paragraph: block.paragraph } : { kept: block.from }),
      })),
    })),
    distribution: paper.distribution,
    issuingOffice: paper.colophon.issuingOffice,
    copies: paper.colophon.copies,
  };
}
