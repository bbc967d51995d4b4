// SPDX-License-Identifier: Apache-2.0

import Bulletin
import CityData
import DutyModel
import DutyPlanning
import Hummingbird
import Supervision

/// `/api/charts/{chart}`: the drawings of the figures, the same that go to print, as SVG;
/// `?width=narrow` makes them for a telephone.
struct ChartRoutes: Sendable {
  let contents: ServerContents

  enum Chart: String, CaseIterable {
    /// The leading rates by week.
    case rates
    /// One rate by week and area; `?kpi=` says which.
    case areas
    /// Interventions by weekday and hour.
    case hours
    /// The city with its riskiest streets and where police stand.
    case map
  }

  func add(to router: Router<ServerContext>) {
    router.get("/api/charts/{chart}", use: draw)
  }

  @Sendable private func draw(_ request: Request, context: ServerContext) async throws -> Response {
    let name = context.parameters.get("chart") ?? ""
    guard let chart = Chart(rawValue: name) else { throw Problem.unknownChart(name) }
    let query = request.uri.queryParameters
    let width = try query["width"].map { word throws(Problem) in
      guard let width = DrawingWidth(rawValue: String(word)) else {
        throw Problem.unknownWidth(String(word))
      }
      return width
    }
    guard let drawing = try await drawing(chart, kpi: query["kpi"], width ?? .full) else {
      throw Problem.nothingToDraw(name)
    }
    return try PreparedBody([UInt8](drawing.svg().utf8), mediaType: "image/svg+xml; charset=utf-8")
      .response(to: request)
  }

  private func drawing(
    _ chart: Chart, kpi: Substring?, _ width: DrawingWidth
  ) async throws -> (any Drawable)? {
    switch chart {
    case .rates:
      SupervisionCharts.rates(in: contents.weeks, width)
    case .areas:
      SupervisionCharts.areas(
        kpi.map(String.init) ?? "on-post-rate", of: contents.snapshot.organization.areas,
        in: contents.weeks, width)
    case .hours:
      try await hours(width)
    case .map:
      DutyMap(city: contents.snapshot, plans: contents.plans, risk: contents.risk).figure(
        width: width)
    }
  }

  private func hours(_ width: DrawingWidth) async throws -> (any Drawable)? {
    guard let archive = contents.archive else { throw Problem.noLog }
    let period = contents.scorecard.period
    let facts = try await archive.period(
      .init(period: period, dimensions: KPIDimension.leading)
    ).facts
    return SupervisionCharts.heat(
      "现场查纠的时段分布", facts.interventionsByHour, over: period, width)
  }
}

extension Problem {
  fileprivate static func unknownChart(_ name: String) -> Self {
    let known = ChartRoutes.Chart.allCases.map(\.rawValue).joined(separator: ", ")
    return Self(
      status: .notFound,
      explanation: LocalizedName(
        chinese: "没有名为“\(name.prefix(40))”的图。可以用：\(known)。",
        english: "There is no chart \"\(name.prefix(40))\". Maybe one of: \(known)."))
  }

  fileprivate static func unknownWidth(_ word: String) -> Self {
    let known = DrawingWidth.allCases.map(\.rawValue).joined(separator: ", ")
    return Self(
      status: .badRequest,
      explanation: LocalizedName(
        chinese: "width“\(word.prefix(40))”无效。可以用：\(known)。",
        english: "The width \"\(word.prefix(40))\" is unknown. Maybe one of: \(known)."))
  }

  fileprivate static func nothingToDraw(_ name: String) -> Self {
    Self(
      status: .notFound,
      explanation: LocalizedName(
        chinese: "数据不足，画不出“\(name)”：不到两周，或统计期内没有记录。可以选更长的时段。",
        english: "There is too little to draw \(name): fewer than two weeks, or nothing recorded. "
          + "Maybe choose a longer period."))
  }
}
