// SPDX-License-Identifier: Apache-2.0

import DutyModel

extension Masthead {
  /// 第 6 期
  public var issueText: String { "第 \(issue) 期" }
  /// 2017 年 6 月 28 日
  public var dateText: String { ChineseDate.spaced(date) }
  /// 签发：王强
  public var signerText: String? { signer.map { "签发：\($0)" } }
}

extension Colophon {
  /// 2017年6月28日印发
  public var printDateText: String { ChineseDate.plain(printDate) + "印发" }
  /// 共印30份
  public var copiesText: String? { copies.map { "共印\($0)份" } }
}

extension BulletinDocument {
  /// The name under which the document is filed: 潍坊市创建文明城市工作专报2017年第6期.
  public var title: String {
    "\(masthead.organization)\(masthead.name)\(masthead.year)年第\(masthead.issue)期"
  }

  /// With one article the title stands right below, so a list of contents would say it twice.
  public var hasContentsList: Bool { sections.reduce(0) { $0 + $1.articles.count } > 1 }

  /// A section's label is repeated above its articles if there are several sections.
  public var repeatsSectionLabels: Bool { hasContentsList && sections.count > 1 }

  /// Where the figures come from, on the last page; `nil` for a text that was typed.
  public var provenanceText: String? {
    guard !madeFrom.isEmpty else { return nil }
    let versions = madeFrom.map { version in
      "\(Self.stageNames[version.stage] ?? version.stage)\u{00A0}\(version.digest.prefix(12))"
    }
    return "本期数据版本：" + versions.joined(separator: "，") + "。"
  }

  /// What readers call the stages that figures come from.
  private static let stageNames = [
    "city": "城市", "risk": "研判", "plan": "方案", "roster": "排班", "supervision": "督导",
  ]

  /// All printed text in reading order, one line a paragraph, without pictures and page numbers.
  ///
  /// PDF and DOCX are tested against this, so nothing printed is left out here.
  public var plainText: String {
    var lines: [String] = []
    if let demoDataLabel { lines.append(demoDataLabel) }
    lines += [masthead.organization, masthead.name, masthead.issueText]
    lines += [masthead.signerText, masthead.office, masthead.dateText].compactMap { $0 }
    if hasContentsList || sections.count == 1 {
      for section in sections {
        lines.append(section.kind.label)
        if hasContentsList { lines += section.articles.map(\.title) }
      }
    }
    for section in sections {
      if repeatsSectionLabels { lines.append(section.kind.label) }
      for article in section.articles {
        lines += article.titleLines
        for block in article.blocks { lines += block.textLines }
      }
    }
    if let provenanceText { lines.append(provenanceText) }
    lines += distribution.map { "\($0.kind.label)：\($0.text)" }
    lines += [colophon.issuingOffice, colophon.printDateText]
    if let copies = colophon.copiesText { lines.append(copies) }
    return lines.joined(separator: "\n")
  }
}

extension Block {
  /// The printed lines; of a figure its caption and note.
  var textLines: [String] {
    switch self {
    case .paragraph(let runs): [runs.map(\.text).joined()]
    case .table(let table):
      [table.caption] + table.columns.map(\.title) + table.rows.flatMap { $0 }
        + [table.note].compactMap { $0 }
    case .figure(let figure): [figure.caption] + [figure.note].compactMap { $0 }
    }
  }
}
