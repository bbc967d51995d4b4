// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Why no risk field could be made.
public enum AnalysisError: ExplainedError, Hashable {
  /// The snapshot has no streets.
  case noStreets(city: String)
  /// The snapshot has no incidents at all.
  case noIncidents(city: String)
  /// The days to learn from hold too few incidents.
  case tooFewIncidents(found: Int, needed: Int, span: DateSpan)
  /// A span asked for lies wholly outside the days that have incidents.
  case spanOutsideData(which: String, span: DateSpan, data: DateSpan)
  /// The held-out days begin before the training ends.
  case spansOverlap(trained: DateSpan, heldOut: DateSpan)
  /// All incidents lie on fewer days than can be split.
  case spanTooShort(data: DateSpan, neededDays: Int)
  /// An incident names a street segment that the road network does not have.
  case unknownSegment(incident: ID<Incident>, segment: Int64, segments: Int)
  case invalidOption(name: String, value: String, expected: String)

  public var explanation: LocalizedName {
    switch self {
    case .noStreets(let city):
      LocalizedName(
        chinese: "城市“\(city)”没有任何道路，无法研判。可以检查道路文件后重新导入。",
        english: "The city \(city) has no streets to analyse. Maybe check roads.osm.pbf and import "
          + "it again.")
    case .noIncidents(let city):
      LocalizedName(
        chinese: "城市“\(city)”没有任何落在道路上的警情，无法研判。可以检查 incidents.csv 的坐标和时间列。",
        english:
          "The city \(city) has no incidents on its streets. Maybe check the coordinates and "
          + "times in incidents.csv.")
    case .tooFewIncidents(let found, let needed, let span):
      LocalizedName(
        chinese: "训练期 \(span.first) 至 \(span.last) 只有 \(found) 起警情，至少需要 \(needed) 起。"
          + "可以延长训练期或补充数据。",
        english: "The training span \(span.first) to \(span.last) has \(found) incidents; at least "
          + "\(needed) are needed. Maybe lengthen it (--train A..B) or import more data.")
    case .spanOutsideData(let which, let span, let data):
      LocalizedName(
        chinese: "\(which == "held-out" ? "检验期" : "训练期") \(span.first) 至 \(span.last) 在数据范围 "
          + "\(data.first) 至 \(data.last) 之外。可以改用数据范围内的日期。",
        english: "The \(which) span \(span.first) to \(span.last) lies outside the data, which run "
          + "from \(data.first) to \(data.last). Maybe choose days within them.")
    case .spansOverlap(let trained, let heldOut):
      LocalizedName(
        chinese: "检验期 \(heldOut.first) 至 \(heldOut.last) 没有排在训练期 \(trained.first) 至 "
          + "\(trained.last) 之后。可以让检验期从 \(trained.last.adding(days: 1)) 或更晚开始。",
        english: "The held-out span \(heldOut.first) to \(heldOut.last) does not come after the "
          + "training span \(trained.first) to \(trained.last). Maybe start it on "
          + "\(trained.last.adding(days: 1)) or later.")
    case .spanTooShort(let data, let neededDays):
      LocalizedName(
        chinese: "警情只覆盖 \(data.first) 至 \(data.last) 共 \(data.days) 天，至少需要 \(neededDays) 天。"
          + "可以补充数据。",
        english: "The incidents cover \(data.days) days, \(data.first) to \(data.last); at least "
          + "\(neededDays) are needed to learn from some and check on others. Maybe import more.")
    case .unknownSegment(let incident, let segment, let segments):
      LocalizedName(
        chinese: "警情 \(incident) 指向路段 \(segment)，而路网只有 \(segments) 个路段。可以重新导入该城市。",
        english: "Incident \(incident) is on segment \(segment), but the road network has "
          + "\(segments). Maybe import the city again.")
    case .invalidOption(let name, let value, let expected):
      LocalizedName(
        chinese: "研判参数 \(name) 的值 \(value) 无效，应为：\(expected)。",
        english: "The analysis option \(name) is \(value); expected \(expected).")
    }
  }
}
