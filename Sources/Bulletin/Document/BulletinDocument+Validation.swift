// SPDX-License-Identifier: Apache-2.0

import DutyModel

extension BulletinDocument {
  /// Refuses a document with a hole in it, naming the first one in reading order.
  ///
  /// Every renderer calls this, so no file is ever made from such a document.
  public func validate() throws(LayoutError) {
    if let demoDataLabel { try TextCheck.check(demoDataLabel, in: at("演示数据标识", "demo data label")) }
    try masthead.validate()
    try validateSections()
    try validateFoot()
  }

  private func validateSections() throws(LayoutError) {
    guard !sections.isEmpty else { throw .empty(part: at("栏目", "list of sections")) }
    var seen: Set<BulletinSection.Kind> = []
    for section in sections {
      let title = section.kind.title
      guard seen.insert(section.kind).inserted else { throw .repeatedSection(title) }
      guard !section.articles.isEmpty else {
        throw .empty(part: at("栏目【\(title)】", "section 【\(title)】"))
      }
      for (index, article) in section.articles.enumerated() {
        try article.validate(
          as: at("【\(title)】第\(index + 1)篇", "article \(index + 1) of 【\(title)】"))
      }
    }
  }

  private func validateFoot() throws(LayoutError) {
    var seen: Set<DistributionList.Kind> = []
    for list in distribution {
      guard seen.insert(list.kind).inserted else { throw .repeatedDistribution(list.kind.label) }
      let part = at("“\(list.kind.label)”名单", "list “\(list.kind.label)”")
      guard !list.recipients.isEmpty else { throw .empty(part: part) }
      for recipient in list.recipients { try TextCheck.check(recipient, in: part) }
    }
    try TextCheck.check(colophon.issuingOffice, in: at("印发机关", "issuing office"))
    if let copies = colophon.copies, copies < 1 { throw .copies(copies) }
    for version in madeFrom {
      try TextCheck.check(version.stage, in: at("数据版本", "list of versions"))
      try TextCheck.check(
        version.digest, in: at("\(version.stage)的版本", "version of \(version.stage)"))
    }
  }
}

extension Masthead {
  fileprivate func validate() throws(LayoutError) {
    try TextCheck.check(organization, in: at("机关", "organisation"))
    try TextCheck.check(name, in: at("名称", "name"))
    try TextCheck.check(office, in: at("编印单位", "office"))
    if let signer { try TextCheck.check(signer, in: at("签发人", "name of the signer")) }
    guard issue >= 1, (1000...9999).contains(year) else {
      throw .issueNumber(year: year, issue: issue)
    }
  }
}

extension Article {
  fileprivate func validate(as name: LocalizedName) throws(LayoutError) {
    let title = at("\(name.chinese)的标题", "title of \(name.english)")
    guard !titleLines.isEmpty else { throw .blank(part: title) }
    for line in titleLines { try TextCheck.check(line, in: title) }
    guard !blocks.isEmpty else { throw .empty(part: name) }
    for (index, block) in blocks.enumerated() {
      switch block {
      case .paragraph(let runs):
        let part = at(
          "\(name.chinese)第\(index + 1)段", "paragraph \(index + 1) of \(name.english)")
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
    try TextCheck.check(caption, in: at("表题", "table caption"))
    let part = at("表“\(caption)”", "table “\(caption)”")
    guard !columns.isEmpty, !rows.isEmpty else { throw .empty(part: part) }
    for column in columns {
      try TextCheck.check(
        column.title, in: at("\(part.chinese)的列名", "column title in the \(part.english)"))
      guard column.share >= 1 else {
        throw .columnShare(table: caption, column: column.title, share: column.share)
      }
    }
    for (index, row) in rows.enumerated() {
      guard row.count == columns.count else {
        throw .raggedRow(
          table: caption, row: index + 1, expected: columns.count, found: row.count)
      }
      let place = at("\(part.chinese)第\(index + 1)行", "row \(index + 1) of the \(part.english)")
      for text in row { try TextCheck.check(text, in: place) }
    }
    if let note {
      try TextCheck.check(note, in: at("\(part.chinese)的注", "note of the \(part.english)"))
    }
  }
}

extension Figure {
  /// One `<svg>` element, and not a field in its place.
  var isDrawing: Bool { svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>") }

  fileprivate func validate() throws(LayoutError) {
    try TextCheck.check(caption, in: at("图题", "figure caption"))
    if !isDrawing, let field = TextCheck.unresolvedField(in: svg) {
      throw TextCheck.unfilled(
        field, in: at("图“\(caption)”", "drawing of the figure “\(caption)”"))
    }
    guard !TextCheck.isBlank(alternativeText) else {
      throw .missingAlternativeText(figure: caption)
    }
    try TextCheck.check(
      alternativeText,
      in: at("图“\(caption)”的文字说明", "alternative text of the figure “\(caption)”"))
    guard isDrawing else { throw .notADrawing(figure: caption) }
    if let note {
      try TextCheck.check(note, in: at("图“\(caption)”的注", "note of the figure “\(caption)”"))
    }
  }
}

/// A place in a document, as people find it.
private func at(_ chinese: String, _ english: String) -> LocalizedName {
  LocalizedName(chinese: chinese, english: english)
}
