// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Supervision

/// What stands for each field such as `{{person-times}}` that people write into a draft.
///
/// A figure that has no value (nothing to divide by, too few cases) has no field: the text keeps its
/// braces, and a document with braces is not issued.
public struct FigureFields: Hashable, Codable, Sendable {
  /// The scorecard that the figures were taken from; printed with the issue.
  public var scorecard: Version
  public var isDemoData: Bool
  /// The text for each name, as printed.
  public var texts: [String: String]

  /// For each figure of the detachment `id` (with its unit), `id.numerator`, `id.denominator`,
  /// `id.cases`, `id.interval`, and for counts `id.rounded` (1.6万余); for areas and modes the
  /// same with `@area1` or `@peak`, such as `on-post-rate@area1.cases`. `period.first` and `period.last` are its days.
  public init(_ scorecard: Scorecard) {
    self.scorecard = scorecard.version
    isDemoData = scorecard.isDemoData
    texts = [
      "period.first": ChineseDate.plain(scorecard.period.start.date),
      "period.last": ChineseDate.plain(scorecard.period.end.adding(minutes: -1).date),
    ]
    var told: Set<String> = []
    for result in scorecard.results {
      guard let suffix = Self.suffix(of: result.scope) else { continue }
      let name = result.definition.id + suffix
      // The definition in force comes first; where it has no value, no other stands in for it.
      guard told.insert(name).inserted, result.gap == nil else { continue }
      for (part, text) in Self.parts(of: result) { texts[name + part] = text }
    }
  }

  private static func suffix(of scope: KPIScope) -> String? {
    switch scope {
    case .detachment: ""
    case .area(let id): "@area\(id)"
    case .mode(let mode): "@\(mode.rawValue)"
    case .brigade, .squadron, .place, .hour: nil
    }
  }

  private static func parts(of result: KPIResult) -> [(String, String)] {
    let text = IndicatorText(result)
    var parts = [("", text.value), (".cases", "\(result.cases)")]
    switch result.definition.measure {
    case .count:
      parts.append((".rounded", ChineseNumber.count(Int(result.numerator))))
    case .proportion, .share, .index, .mean:
      parts += [(".numerator", text.numerator), (".denominator", text.denominator)]
    case .quantile: break
    }
    if result.interval != nil { parts.append((".interval", text.interval)) }
    return parts
  }

  /// The text with every field it knows replaced; others stay as they are.
  public func filled(_ text: String) -> String {
    var filled = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "{{"),
      let end = rest[start.upperBound...].firstRange(of: "}}")
    {
      let name = rest[start.upperBound..<end.lowerBound]
      filled += rest[..<start.lowerBound]
      filled += texts[String(name)] ?? "{{\(name)}}"
      rest = rest[end.upperBound...]
    }
    return filled + rest
  }
}

extension BulletinDocument {
  /// The draft with `figures` in its fields and their scorecard among what it was made from.
  public func filled(with figures: FigureFields) -> BulletinDocument {
    var document = self
    document.sections = sections.map { section in
      BulletinSection(
        kind: section.kind, articles: section.articles.map { $0.filled(with: figures) })
    }
    if figures.isDemoData && demoDataLabel == nil { document.demoDataLabel = Self.demoDataNotice }
    if !madeFrom.contains(figures.scorecard) { document.madeFrom.append(figures.scorecard) }
    return document
  }

  static let demoDataNotice = "演示数据　人员、单位和勤务由程序生成，非真实勤务"
}

extension Article {
  fileprivate func filled(with figures: FigureFields) -> Article {
    Article(
      titleLines: titleLines.map(figures.filled),
      blocks: blocks.map { block in
        switch block {
        case .paragraph(let runs):
          .paragraph(runs.map { Run($0.style, figures.filled($0.text)) })
        case .table(let table):
          .table(
            Table(
              caption: figures.filled(table.caption), columns: table.columns,
              rows: table.rows.map { $0.map(figures.filled) }, note: table.note.map(figures.filled))
          )
        case .figure(let figure):
          .figure(
            Figure(
              caption: figures.filled(figure.caption), svg: figure.svg,
              alternativeText: figures.filled(figure.alternativeText),
              note: figure.note.map(figures.filled)))
        }
      })
  }
}
