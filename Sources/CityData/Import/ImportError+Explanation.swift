// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Geography

extension ImportError {
  public var explanation: LocalizedName {
    switch self {
    case .missingFolder(let folder):
      LocalizedName(
        chinese: "没有城市文件夹 \(folder)。应为含有 roads.osm.pbf 和 incidents.csv 的文件夹。",
        english: """
          There is no city folder \(folder). Expected a folder with roads.osm.pbf and incidents.csv.
          """)
    case .missingFile(let folder, let names):
      LocalizedName(
        chinese: "文件夹 \(folder) 中没有 \(names.joined(separator: " 或 "))。可以检查文件名和文件夹。",
        english: """
          The folder \(folder) has no \(names.joined(separator: " or ")). Maybe the file has \
          another name or lies elsewhere.
          """)
    case .severalFiles(let folder, let names):
      LocalizedName(
        chinese: "文件夹 \(folder) 中同时有 \(names.joined(separator: " 和 "))，无法判断以哪个为准。可以只保留一个。",
        english: """
          The folder \(folder) has both \(names.joined(separator: " and ")), and nothing says which \
          counts. Maybe keep only one of them there.
          """)
    case .unreadable(let file, let reason):
      LocalizedName(
        chinese: "无法读取 \(file)：\(reason)。可以检查读取权限。",
        english: "\(file) could not be read: \(reason). Maybe check its permissions.")
    case .damagedRoads(let file, let detail):
      LocalizedName(
        chinese: "\(file) 不是完整的 OpenStreetMap PBF 文件：\(detail)。可以重新下载该文件。",
        english: """
          \(file) is no complete OpenStreetMap PBF file: \(detail). Maybe fetch the file again.
          """)
    case .noDrivableStreets(let file, let ways):
      LocalizedName(
        chinese: "\(file) 中没有可行车的道路（读到 \(ways) 条带 highway 标签的线）。可以换用包含整个城区的提取文件。",
        english: """
          \(file) holds no street that cars may use (\(ways) ways with a highway tag were read). \
          Maybe take an extract of the whole city.
          """)
    case .tooFewStreets(let file, let segments, let needed):
      LocalizedName(
        chinese: "\(file) 的连通路网只有 \(segments) 个路段，划分辖区至少需要 \(needed) 个。可以换用更大范围的提取文件。",
        english: """
          The connected streets of \(file) have only \(segments) segments; dividing them among \
          brigades needs at least \(needed). Maybe take a larger extract.
          """)
    case .damagedCompression(let file, let detail):
      LocalizedName(
        chinese: "\(file) 无法解压：\(detail)",
        english: "\(file) could not be unpacked: \(detail)")
    case .emptyIncidents(let file):
      LocalizedName(
        chinese: "\(file) 是空文件。应有表头行 time,lat,lon,kind,severity 和至少一行警情。",
        english: """
          \(file) is empty. Expected a header line time,lat,lon,kind,severity and at least one \
          incident.
          """)
    case .headerOnly(let file):
      LocalizedName(
        chinese: "\(file) 只有表头，没有警情。应至少有一行警情。可以检查导出时的时间范围。",
        english: """
          \(file) has a header but no incidents. Expected at least one row. Maybe check the period \
          of the export.
          """)
    case .emptySeries(let file, let columns):
      LocalizedName(
        chinese: "\(file) 没有任何一行数据。应有表头 \(columns.joined(separator: ",")) 和至少一行。",
        english: """
          \(file) has no row. Expected a header with \(columns.joined(separator: ",")) and at least \
          one row.
          """)
    case .notUTF8(let file, let line, let column, let guess):
      LocalizedName(
        chinese: """
          \(file) 第 \(line) 行第 \(column) 列不是 UTF-8 文字，可能是 \(guess.rawValue)。\
          可以转换：iconv -f \(guess.iconvName) -t UTF-8 原文件 > 新文件。
          """,
        english: """
          \(file), line \(line), column \(column): the text is not UTF-8, probably \
          \(guess.rawValue). Maybe convert it: iconv -f \(guess.iconvName) -t UTF-8 OLD > NEW.
          """)
    case .malformedCSV(let file, let line, let column, let problem):
      LocalizedName(
        chinese: "\(file) 第 \(line) 行第 \(column) 列：\(problem.explanation.chinese)",
        english: "\(file), line \(line), column \(column): \(problem.explanation.english)")
    case .missingColumns(let file, let missing, let found):
      LocalizedName(
        chinese: """
          \(file) 第 1 行缺少列 \(missing.joined(separator: "、"))；\
          现有 \(found.joined(separator: "、"))。可以改正列名。
          """,
        english: """
          \(file), line 1: the column \(missing.joined(separator: ", ")) is missing; found \
          \(found.joined(separator: ", ")). Maybe rename the columns.
          """)
    case .duplicateColumn(let file, let column):
      LocalizedName(
        chinese: "\(file) 第 1 行的列 \(column) 出现两次。可以删除或改名其中一列。",
        english: """
          \(file), line 1: the column \(column) appears twice. Maybe remove or rename one of them.
          """)
    case .badRows(let file, let examples, let count, let rows):
      LocalizedName(
        chinese: """
          \(file) 的 \(rows) 行中有 \(count) 行无法读取：
          \(examples.map(\.explanation.chinese).joined(separator: "\n"))
          可以改正这些行，或用 --skip-bad-rows 略过并列入报告。
          """,
        english: """
          \(count) of the \(rows) rows of \(file) cannot be read:
          \(examples.map(\.explanation.english).joined(separator: "\n"))
          Maybe correct them, or leave them out and have them reported with --skip-bad-rows.
          """)
    case .unknownCoordinateSystem(let file, let found):
      LocalizedName(
        chinese: "\(file) 的坐标系“\(found)”无法识别。应为 wgs84、cgcs2000、gcj02 或 bd09。",
        english: """
          \(file): there is no coordinate system "\(found)". Expected wgs84, cgcs2000, gcj02 or bd09.
          """)
    case .wrongDatum(let file, let said, let fits, let asSaid, let ifOther):
      LocalizedName(
        chinese: """
          \(file) 的坐标标为 \(said.rawValue)，距道路中位数 \(asSaid) 米；按 \(fits.rawValue) 换算后为 \(ifOther) 米。\
          坐标系很可能是 \(fits.rawValue)。可以在 city.json 写 "coordinateSystem": "\(fits.rawValue)"，\
          或加一列 coordinate_system。
          """,
        english: """
          \(file): the coordinates are said to be \(said.rawValue) and lie \(asSaid) m (median) from \
          the streets; read as \(fits.rawValue) it is \(ifOther) m. Probably they are \(fits.rawValue). \
          Maybe write "coordinateSystem": "\(fits.rawValue)" into city.json, or add a column \
          coordinate_system.
          """)
    case .mostRowsLeftOut(let file, let leftOut, let rows, let outside, let limit):
      LocalizedName(
        chinese: """
          \(file) 的 \(rows) 起警情中有 \(leftOut) 起距任何道路都超过 \(limit) 米（其中 \(outside) 起在路网范围之外）。\
          可能是别的城市、别的坐标系，或 lat 与 lon 颠倒。
          """,
        english: """
          \(leftOut) of the \(rows) incidents of \(file) lie more than \(limit) m from any street \
          (\(outside) of them outside the roads' box). Maybe they belong to another city, have \
          another datum, or lat and lon were swapped.
          """)
    case .badDescription(let file, let reason):
      LocalizedName(
        chinese: "\(file) 不是有效的城市说明：\(reason) 可以参照 Data/porto_alegre/city.json 修改。",
        english: """
          \(file) is no valid description of a city: \(reason) Maybe compare it with \
          Data/porto_alegre/city.json.
          """)
    case .badOrganization(let file, let reason):
      LocalizedName(
        chinese: "\(file) 不是有效的组织机构文件：\(reason.chinese)",
        english: "\(file) is no valid organisation file: \(reason.english)")
    }
  }
}
