// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import IncidentAnalysis
public import Supervision

/// What stands for the drawings that a template names instead of holding one: a figure whose `svg` is a
/// field such as `{{map}}`.
///
/// A drawing is made when the draft is opened, from the values published then; it is not changed by
/// new figures later. One that cannot be made, or that nobody knows, keeps its braces, and a document
/// with braces is not issued.
public struct DrawingFields: Sendable {
  /// The names that a template may use, in braces.
  public enum Name: String, CaseIterable, Sendable {
    /// The city with its riskiest streets and where police stand.
    case map
    /// The leading rates of each area side by side.
    case areas = "chart.areas"
    /// The leading rates week by week; needs two weeks.
    case rates = "chart.rates"
  }

  fileprivate let day: DailyBulletin
  private let weeks: [Scorecard]

  public init(_ day: DailyBulletin, weeks: [Scorecard]) {
    self.day = day
    self.weeks = weeks
  }

  /// - Returns: `nil` where the published values have nothing to draw.
  private func drawing(_ name: Name) -> (any Drawable)? {
    switch name {
    case .map: DutyMap(city: day.city, plans: day.plans, risk: day.risk).figure()
    case .areas: DailyIllustrations(bulletin: day).ratesByArea
    case .rates: SupervisionCharts.rates(in: weeks)
    }
  }

  /// The figure with its drawing, and the drawing's own words where the template has none.
  fileprivate func filled(_ figure: Figure) throws(DrawingError) -> Figure {
    guard let name = Name.allCases.first(where: { "{{\($0.rawValue)}}" == figure.svg }),
      let drawing = drawing(name)
    else { return figure }
    var filled = figure
    if TextCheck.isBlank(figure.alternativeText) || figure.alternativeText == figure.svg {
      filled.alternativeText = drawing.alternativeText
    }
    do {
      filled.svg = try drawing.svg()
    } catch .noData {
      return figure
    }
    return filled
  }
}

extension BulletinDocument {
  /// Some figure's place holds a field and no drawing.
  public var namesDrawings: Bool {
    sections.contains { section in
      section.articles.contains { article in
        article.blocks.contains { block in
          if case .figure(let figure) = block { !figure.isDrawing } else { false }
        }
      }
    }
  }

  /// The template with a drawing in the place of each field that `drawings` knows, and with what they
  /// were drawn from among its origins.
  public func drawn(with drawings: DrawingFields) throws(DrawingError) -> BulletinDocument {
    var document = self
    // A figure of now would be without its origin, and made-up places without their label.
    let origins = [
      drawings.day.city.version, drawings.day.risk.version, drawings.day.plans.version,
    ]
    document.madeFrom += origins.filter { !madeFrom.contains($0) }
    if drawings.day.isDemoData && demoDataLabel == nil {
      document.demoDataLabel = Self.demoDataNotice
    }
    for section in sections.indices {
      for article in sections[section].articles.indices {
        for (position, block) in sections[section].articles[article].blocks.enumerated() {
          guard case .figure(let figure) = block, !figure.isDrawing else { continue }
          document.sections[section].articles[article].blocks[position] = .figure(
            try drawings.filled(figure))
        }
      }
    }
    return document
  }
}
