// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DutyModel
import Foundation
import LocationInstances
import PlanningKernels

/// Examples that `chengxu demo --example` runs.
enum DemoExample: String, CaseIterable, ExpressibleByArgument {
  case platforms
}

/// Where a Chinese city should put its traffic-patrol platforms (交巡警服务平台): problem B of the China
/// Undergraduate Mathematical Contest in Modeling 2011, each question answered with proof.
///
/// The data may not be shipped, so the example takes its folder. A unit of the map is 100 m and cars
/// drive 60 km/h, so 30 units are three minutes.
struct PlatformsExample {
  struct Question {
    var key: String
    var problem: LocateProblem
    var limit: Int?
    var group: String?
    var keepsPlatforms = false
    /// Units of the objective for one of the unit that is printed.
    var divisor = 1.0
  }

  var folder: URL
  var options: KernelOptions

  /// A unit of the map is 100 m.
  static let unitsPerMinute = 10.0

  static let questions = [
    Question(
      key: "a-now-median", problem: .pmedian, limit: 20, group: "A", keepsPlatforms: true,
      divisor: unitsPerMinute),
    Question(
      key: "a-now-center", problem: .pcenter, limit: 20, group: "A", keepsPlatforms: true,
      divisor: unitsPerMinute),
    Question(key: "a-all-kept", problem: .lscp, group: "A", keepsPlatforms: true),
    Question(key: "a-all", problem: .lscp, group: "A"),
    Question(key: "a-most", problem: .mclp, limit: 20, group: "A"),
    Question(key: "a-twice", problem: .backup, limit: 20, group: "A"),
    Question(key: "a-median", problem: .pmedian, limit: 20, group: "A", divisor: unitsPerMinute),
    Question(key: "a-center", problem: .pcenter, limit: 20, group: "A", divisor: unitsPerMinute),
    Question(key: "city-all", problem: .lscp),
    Question(key: "city-all-kept", problem: .lscp, keepsPlatforms: true),
    Question(key: "city-now", problem: .mclp, limit: 80, keepsPlatforms: true),
    Question(key: "city-plus-5", problem: .mclp, limit: 85, keepsPlatforms: true),
    Question(key: "city-plus-10", problem: .mclp, limit: 90, keepsPlatforms: true),
    Question(key: "city-plus-20", problem: .mclp, limit: 100, keepsPlatforms: true),
    Question(key: "city-best", problem: .mclp, limit: 80),
    Question(key: "city-median", problem: .pmedian, limit: 80, divisor: unitsPerMinute),
    Question(key: "city-center", problem: .pcenter, limit: 80, divisor: unitsPerMinute),
  ]

  /// The folder that was named, else `cumcm2011b` in the one that CHENGXU_SHARED_DATA names.
  static func find(_ named: String?) throws -> URL {
    let shared = ProcessInfo.processInfo.environment["CHENGXU_SHARED_DATA"]
    let folder =
      named.map { URL(filePath: $0, directoryHint: .isDirectory) }
      ?? shared.map {
        URL(filePath: $0, directoryHint: .isDirectory).appending(path: "cumcm2011b")
      }
    if let folder, FileManager.default.fileExists(atPath: folder.appending(path: "roads.csv").path)
    {
      return folder
    }
    throw LocateFailure(
      explanation: LocalizedName(
        chinese: "示例 platforms 需要 2011 年全国大学生数学建模竞赛 B 题的数据，本软件不能附带。"
          + "可以把 junctions.csv、roads.csv、platforms.csv 放进一个文件夹，用 --example-data 指明。",
        english: "The example platforms needs the data of problem B of the contest in modelling "
          + "2011, which may not be shipped. Maybe put junctions.csv, roads.csv and platforms.csv "
          + "into a folder and name it with --example-data."),
      status: .missingFile)
  }

  func run() throws -> TextTable {
    let city: PlatformsCity
    do { city = try PlatformsCity(folder: folder) } catch { throw LocateFailure(error) }
    var rows = try PlatformsBlockade(city: city).rows()
    for question in Self.questions {
      let answer = try locate(question, in: city).answer()
      let decimals =
        question.divisor > 1
        ? 4 : answer.objective.value.rounded() == answer.objective.value ? 0 : 1
      rows.append([
        Texts.text("platforms.\(question.key)"),
        (answer.objective.value / question.divisor).text(places: decimals),
        Texts.text("locate.status.\(answer.status.rawValue)"), answer.seconds.text(places: 2),
      ])
    }
    return TextTable(
      header: ["table.figure", "table.value", "table.status", "table.seconds"].map {
        Texts.text($0)
      },
      rows: rows, numeric: [1, 3])
  }

  private func locate(_ question: Question, in city: PlatformsCity) -> LocateRun {
    var rules = LocateRules()
    rules.keep =
      question.keepsPlatforms
      ? city.platforms(in: question.group).map { city.streets.sites[$0] } : []
    rules.forbid = []
    rules.exclusive = []
    rules.quota = []
    return LocateRun(
      problem: question.problem, format: .edgesCSV, file: folder.appending(path: "roads.csv"),
      nodes: folder.appending(path: "junctions.csv"), group: question.group, radius: 30,
      limit: question.limit, busy: 0, rules: rules, options: options)
  }
}
