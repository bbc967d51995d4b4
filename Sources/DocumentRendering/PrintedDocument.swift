// SPDX-License-Identifier: Apache-2.0

import Bulletin
import DutyModel

/// A bulletin as the two writers get it: every printed text ready, nothing left to compute.
struct PrintedDocument: Encodable {
  struct Masthead: Encodable {
    let organization, name, issue, office, date: String
    let signer: String?
  }

  struct ContentsPart: Encodable {
    let label: String
    let titles: [String]
  }

  struct Section: Encodable {
    /// Printed above the section's articles; `nil` where the list of contents has it already.
    let label: String?
    let articles: [Article]
  }

  struct Article: Encodable {
    let title: [String]
    let blocks: [PrintedBlock]
  }

  struct Row: Encodable {
    let label, text: String
  }

  struct Colophon: Encodable {
    let office, date: String
    let copies: String?
  }

  let title: String
  let author: String
  let year, month, day: Int
  let demoDataLabel: String?
  let masthead: Masthead
  let contents: [ContentsPart]
  let sections: [Section]
  let provenance: String?
  let distribution: [Row]
  let colophon: Colophon

  init(_ document: BulletinDocument) {
    let head = document.masthead
    title = document.title
    author = document.colophon.issuingOffice
    (year, month, day) = document.colophon.printDate.components
    demoDataLabel = document.demoDataLabel
    masthead = Masthead(
      organization: head.organization, name: head.name, issue: head.issueText,
      office: head.office, date: head.dateText, signer: head.signerText)
    contents =
      document.hasContentsList || document.sections.count == 1
      ? document.sections.map { section in
        ContentsPart(
          label: section.kind.label,
          titles: document.hasContentsList ? section.articles.map(\.title) : [])
      } : []
    sections = document.sections.map { section in
      Section(
        label: document.repeatsSectionLabels ? section.kind.label : nil,
        articles: section.articles.map { article in
          Article(title: article.titleLines, blocks: article.blocks.map(PrintedBlock.init))
        })
    }
    provenance = document.provenanceText
    distribution = document.distribution.map { Row(label: $0.kind.label, text: $0.text) }
    colophon = Colophon(
      office: document.colophon.issuingOffice, date: document.colophon.printDateText,
      copies: document.colophon.copiesText)
  }
}

/// A block with its kind as a word, which templates branch on.
struct PrintedBlock: Encodable {
  private enum Keys: String, CodingKey {
    case kind, runs, caption, columns, rows, note, svg, alternativeText
  }

  private let block: Block

  init(_ block: Block) { self.block = block }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Keys.self)
    switch block {
    case .paragraph(let runs):
      try values.encode("paragraph", forKey: .kind)
      try values.encode(runs, forKey: .runs)
    case .table(let table):
      try values.encode("table", forKey: .kind)
      try values.encode(table.caption, forKey: .caption)
      try values.encode(table.columns, forKey: .columns)
      try values.encode(table.rows, forKey: .rows)
      try values.encodeIfPresent(table.note, forKey: .note)
    case .figure(let figure):
      try values.encode("figure", forKey: .kind)
      try values.encode(figure.caption, forKey: .caption)
      try values.encode(figure.svg, forKey: .svg)
      try values.encode(figure.alternativeText, forKey: .alternativeText)
      try values.encodeIfPresent(figure.note, forKey: .note)
    }
  }
}
