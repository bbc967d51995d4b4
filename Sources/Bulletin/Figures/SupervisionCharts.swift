// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Supervision

/// The charts of figures that page and paper share.
public enum SupervisionCharts {
  /// The rates that leaders follow, of the detachment week by week, each in a panel of its own with its
  /// intervals: what is near a hundred and what is near twenty percent would both be flat on one axis.
  ///
  /// - Returns: `nil` with fewer than two weeks, since a line needs two ends, and without any of them.
  public static func rates(
    in weeks: [Scorecard], _ width: DrawingWidth = .full
  ) -> LinePanels? {
    let panels = ["on-time-arrival", "on-post-rate", "visibility-rate"].compactMap { kpi in
      let values = weeks.map { value(kpi, .detachment, in: $0) }
      guard let name = definition(kpi, in: weeks)?.name.chinese,
        values.contains(where: { $0 != nil })
      else { return nil as LineChart? }
      return chart(name, weeks) { [LineChart.Series(name: name, values: values)] }
    }
    guard !panels.isEmpty else { return nil }
    return LinePanels(title: "每周\(joined(panels.map(\.title)))", panels: panels, width: width)
  }

  /// 甲、乙和丙
  private static func joined(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: "、") + "和" + last
  }

  /// One figure of each area week by week: small multiples differ by `kpi`.
  ///
  /// - Returns: `nil` with fewer than two weeks, or for a figure that is no share or proportion.
  public static func areas(
    _ kpi: String, of areas: [Area], in weeks: [Scorecard], _ width: DrawingWidth = .full
  ) -> LineChart? {
    guard let definition = definition(kpi, in: weeks),
      [.proportion, .share].contains(definition.measure)
    else { return nil }
    return chart("各片区\(definition.name.chinese)", weeks, width) {
      areas.map { area in
        LineChart.Series(
          name: area.name.chinese, values: weeks.map { value(kpi, .area(area.id), in: $0) })
      }
    }
  }

  /// When something happened, on an average day of each weekday; `nil` where nothing did.
  ///
  /// - Parameter counts: Seven rows from Monday, 24 numbers each.
  public static func heat(
    _ title: String, _ counts: [[Int]], over period: CivilInterval, _ width: DrawingWidth = .full
  ) -> HourHeatChart? {
    guard counts.contains(where: { $0.contains { $0 > 0 } }) else { return nil }
    let last = period.end.adding(minutes: -1).date.day
    let weekdays = (period.start.date.day...last).map { CivilDate(day: $0).weekday }
    let values = zip(Weekday.allCases, counts).map { weekday, row in
      let days = weekdays.count { $0 == weekday }
      return row.map { days > 0 ? (Double($0) / Double(days)).rounded() : nil }
    }
    return HourHeatChart(title: title, unit: "起／日", values: values, width: width)
  }

  private static func chart(
    _ title: String, _ weeks: [Scorecard], _ width: DrawingWidth = .full,
    _ series: () -> [LineChart.Series]
  ) -> LineChart? {
    guard weeks.count > 1 else { return nil }
    let labels = weeks.map { week in
      let (_, month, day) = week.period.start.date.components
      return "\(month)/\(day)"
    }
    return LineChart(title: title, unit: "%", labels: labels, series: series(), width: width)
  }

  private static func definition(_ kpi: String, in weeks: [Scorecard]) -> KPIDefinition? {
    weeks.lazy.compactMap { $0.result(kpi)?.definition }.first
  }

  private static func value(
    _ kpi: String, _ scope: KPIScope, in week: Scorecard
  ) -> LineChart.Value? {
    guard let result = week.result(kpi, for: scope), let value = result.value else { return nil }
    func percent(_ part: Double) -> Double { (part * 1000).rounded() / 10 }
    return LineChart.Value(
      percent(value), lower: result.interval.map { percent($0.lower) },
      upper: result.interval.map { percent($0.upper) })
  }
}
