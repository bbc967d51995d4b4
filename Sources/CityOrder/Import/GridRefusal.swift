// SPDX-License-Identifier: Apache-2.0

public import CSVText
public import DutyModel

/// A grid or owner of a file that was left out, and why.
public struct GridRefusal: Error, Hashable, Codable, Sendable {
  public enum Reason: String, CaseIterable, Codable, Sendable {
    case fieldCount, code, communityCode, duplicateCode, name, outline, unknownGrid, role, unit,
      day, dayOrder
  }

  /// The line of a CSV file, or the number of the feature of GeoJSON, from 1.
  public var record: Int
  public var field: String
  public var found: String
  public var reason: Reason

  public var explanation: LocalizedName {
    let wanted = reason.expected
    return LocalizedName(
      chinese: "第 \(record) 条 \(field)：“\(found)”；应为\(wanted.chinese)",
      english: "record \(record), \(field): \"\(found)\"; expected \(wanted.english)")
  }
}

/// Why a file of grids could not be taken in. Nothing is stored when one of these is thrown.
public enum GridImportError: ExplainedError, Hashable {
  case notUTF8(file: String)
  case malformedCSV(file: String, line: Int, column: Int, problem: CSVProblem)
  case malformedGeoJSON(file: String, detail: String)
  case empty(file: String)
  case missingColumns(file: String, missing: [String], found: [String])
  /// Some of the refused records, and how many there are.
  case refused(file: String, examples: [GridRefusal], count: Int, read: Int)
  /// Ground that two grids claim has no owner, and an outline that crosses itself no inside.
  case unsound(file: String, GridTopology)

  /// How many refused records an error names.
  static let examples = 8

  static func refused(file: String, _ refused: [GridRefusal], read: Int) -> Self {
    .refused(
      file: file, examples: Array(refused.prefix(examples)), count: refused.count, read: read)
  }

  public var explanation: LocalizedName {
    switch self {
    case .notUTF8(let file):
      LocalizedName(
        chinese: "\(file) 不是 UTF-8。可以用 iconv -f GB18030 -t UTF-8 转换。",
        english: "\(file) is no UTF-8. Maybe convert it with iconv -f GB18030 -t UTF-8.")
    case .malformedCSV(let file, let line, let column, let problem):
      LocalizedName(
        chinese: "\(file) 第 \(line) 行第 \(column) 列不合 CSV 格式（\(problem)）。可以重新导出。",
        english: "\(file), line \(line), column \(column) is no CSV (\(problem)). Maybe export it "
          + "again.")
    case .malformedGeoJSON(let file, let detail):
      LocalizedName(
        chinese: "\(file) 不是 GeoJSON FeatureCollection：\(detail)。可以用 GIS 软件重新导出（RFC 7946）。",
        english: "\(file) is no GeoJSON FeatureCollection: \(detail). Maybe export it again as "
          + "RFC 7946.")
    case .empty(let file):
      LocalizedName(
        chinese: "\(file) 中没有网格。可以检查导出的图层。",
        english: "\(file) holds no grid. Maybe check which layer was exported.")
    case .missingColumns(let file, let missing, let found):
      LocalizedName(
        chinese: "\(file) 缺少列 \(missing.joined(separator: "、"))；有：\(found.joined(separator: "、"))。"
          + "可以改列名。",
        english: "\(file) has no column \(missing.joined(separator: ", ")); it has "
          + "\(found.joined(separator: ", ")). Maybe rename them.")
    case .refused(let file, let examples, let count, let read):
      LocalizedName(
        chinese: "\(file) 的 \(read) 条中有 \(count) 条不能用，例如："
          + examples.map(\.explanation.chinese).joined(separator: "；") + "。可以改正后重试。",
        english: "\(count) of \(read) records of \(file) cannot be used, such as: "
          + examples.map(\.explanation.english).joined(separator: "; ")
          + ". Maybe correct them and try again.")
    case .unsound(let file, let topology):
      LocalizedName(
        chinese: "\(file) 的网格不能用：" + Self.list(topology, "重叠", "自交") + "。可以在 GIS 软件中修边。",
        english: "The grids of \(file) cannot be used: "
          + Self.list(topology, "overlap by", "crosses itself")
          + ". Maybe mend the borders in a map program.")
    }
  }

  /// Of degrees, to a tenth of a metre.
  private static func short(_ degrees: Double) -> Double { (degrees * 1e6).rounded() / 1e6 }

  private static func list(
    _ topology: GridTopology, _ overlap: String, _ broken: String
  ) -> String {
    let overlaps = topology.overlaps.map { each in
      "\(each.first) / \(each.second) \(overlap) \(Int(each.squareMetres.rounded())) m² "
        + "(\(short(each.place.latitude)), \(short(each.place.longitude)))"
    }
    let all = overlaps + topology.broken.map { "\($0) \(broken)" }
    return all.prefix(Self.examples).joined(separator: "; ")
      + (all.count > Self.examples ? "; … \(all.count)" : "")
  }
}

extension GridRefusal.Reason {
  fileprivate var expected: LocalizedName {
    switch self {
    case .fieldCount:
      LocalizedName(chinese: "与表头相同的字段数", english: "as many fields as the header has")
    case .code:
      LocalizedName(chinese: "14 或 15 位网格编码", english: "a grid code of 14 or 15 digits")
    case .communityCode:
      LocalizedName(
        chinese: "12 位社区编码", english: "a community's code of 12 digits, the first not 0")
    case .duplicateCode:
      LocalizedName(chinese: "没有出现过的网格编码", english: "a code not seen before")
    case .name: LocalizedName(chinese: "非空的名称", english: "a name that is not blank")
    case .outline:
      LocalizedName(
        chinese: "WGS-84 经纬度的面，每圈至少三个不同的角点",
        english: "a polygon in degrees of WGS-84 with three different corners a ring")
    case .unknownGrid:
      LocalizedName(chinese: "网格文件中有的编码", english: "the code of a grid of the file of grids")
    case .role:
      LocalizedName(
        chinese: "街道领导包社区、党员干部包楼院、信息采集员、处置责任单位或交警网格责任人",
        english: "communitySponsor, courtyardSponsor, collector, handlingUnit or police")
    case .unit:
      LocalizedName(
        chinese: "名录中单位的编号或名称", english: "the number or name of a body of the directory")
    case .day: LocalizedName(chinese: "日期，如 2017-06-28", english: "a day such as 2017-06-28")
    case .dayOrder:
      LocalizedName(chinese: "不早于开始日期的日期", english: "a day not before the first")
    }
  }
}
