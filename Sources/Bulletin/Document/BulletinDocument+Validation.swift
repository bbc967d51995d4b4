// SPDX-License-Identifier: Apache-2.0

import DutyModel

extension BulletinDocument {
  /// Refuses a document with a hole in it, naming the first one in reading order.
  ///
  /// Every renderer calls this, so no file is ever made from such a document.
  public func validate() throws(LayoutError) {
    if let demoDataLabel { try TextCheck.check(demoDataLabel, in: "demo data label") }
    try masthead.validate()
    try validateSections()
    try validateFoot()
  }

  private func validateSections() throws(LayoutError) {
    guard !sections.isEmpty else { throw .empty(part: "list of sections") }
    var seen: Set<BulletinSection.Kind> = []
    for section in sections {
      let title = section.kind.title
      guard seen.insert(section.kind).inserted else { throw .repeatedSection(title) }
      guard !section.articles.isEmpty else { throw .empty(part: "section 【\(title)】") }
      for (index, article) in section.articles.enumerated() {
        try article.validate(name: "article \(index + 1) of 【\(title)】")
      }
    }
  }

  private func validateFoot() throws(LayoutError) {
    var seen: Set<DistributionList.Kind> = []
    for list in distribution {
      guard seen.insert(list.kind).inserted else { throw .repeatedDistribution(list.kind.label) }
      guard !list.recipients.isEmpty else { throw .empty(part: "list “\(list.kind.label)”") }
      for recipient in list.recipients {
        try TextCheck.check(recipient, in: "list “\(list.kind.label)”")
      }
    }
    try TextCheck.check(colophon.issuingOffice, in: "issuing office")
    if let copies = colophon.copies, copies < 1 { throw .copies(copies) }
    for version in madeFrom {
      try TextCheck.check(version.stage, in: "list of versions")
      try TextCheck.check(version.digest, in: "version of \(version.stage)")
    }
  }
}

extension Masthead {
  fileprivate func validate() throws(LayoutError) {
    try TextCheck.check(organization, in: "organisation")
    try TextCheck.check(name, in: "name")
    try TextCheck.check(office, in: "office")
    if let signer { try TextCheck.check(signer, in: "name of the signer") }
    guard issue >= 1, (1000...9999).contains(year) else {
      throw .issueNumber(year: year, issue: issue)
    }
  }
}

extension Article {
  fileprivate func validate(name: String) throws(LayoutError) {
    guard !titleLines.isEmpty else { throw .blank(part: "title of \(name)") }
    for line in titleLines { try TextCheck.check(line, in: "title of \(name)") }
    guard !blocks.isEmpty else { throw .empty(part: name) }
    for (index, block) in blocks.enumerated() {
      switch block {
      case .paragraph(let runs):
        let part = "paragraph \(index + 1) of \(name)"
        guard !runs.isEmpty else { throw .blank(part: part) }
        for run in runs { try TextCheck.check(run.text, in: part) }
      case .table(let table): try table.validate()
      case .figure(let figure): try figure.validate()
      }
    }
  }
}

extension Table {
  fileprivate func validate() throws(LayoutError) {
    try TextCheck.check(caption, in: "table caption")
    let part = "table “\(caption)”"
    guard !columns.isEmpty, !rows.isEmpty else { throw .empty(part: part) }
    for column in columns {
      try TextCheck.check(column.title, in: "column title in the \(part)")
      guard column.share >= 1 else {
        throw .columnShare(table: caption, column: column.title, share: column.share)
      }
    }
    for (index, row) in rows.enumerated() {
      guard row.count == columns.count else {
        throw .raggedRow(
          table: caption, row: index + 1, expected: columns.count, found: row.count)
      }
      for text in row { try TextCheck.check(text, in: "row \(index + 1) of the \(part)") }
    }
    if let note { try TextCheck.check(note, in: "note of the \(part)") }
  }
}

extension Figure {
  /// One `<svg>` element, and not a field in its place.
  var isDrawing: Bool { svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>") }

  fileprivate func validate() throws(LayoutError) {
    try TextCheck.check(caption, in: "figure caption")
    if !isDrawing, let field = TextCheck.unresolvedField(in: svg) {
      throw .unresolvedField(field, part: "drawing of the figure “\(caption)”")
    }
    guard !TextCheck.isBlank(alternativeText) else {
      throw .missingAlternativeText(figure: caption)
    }
    try TextCheck.check(alternativeText, in: "alternative text of the figure “\(caption)”")
    guard isDrawing else { throw .notADrawing(figure: caption) }
    if let note { try TextCheck.check(note, in: "note of the figure “\(caption)”") }
  }
}
