// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CityData
import DutyModel
import DutyPlanning
import Foundation
import Rostering
import SQLiteDriver
import Stores
import Supervision

/// A folder that `chengxu demo` left, read into memory.
struct StoredCity: ParsableArguments {
  @Option(help: "The folder of a demonstration.") var data: String

  struct Values {
    var snapshot: CitySnapshot
    var plans: DutyPlanSet
    var roster: Roster
    var log: SQLDutyEventLog
  }

  func read() throws -> Values {
    let folder = URL(filePath: data, directoryHint: .isDirectory)
    func value<Value: Decodable>(_ name: String) throws -> Value {
      try JSONDecoder().decode(Value.self, from: Data(contentsOf: folder.appending(path: name)))
    }
    let events = folder.appending(path: "events.sqlite").path(percentEncoded: false)
    return Values(
      snapshot: try value("snapshot.json"), plans: try value("plan.json"),
      roster: try value("roster.json"), log: SQLDutyEventLog(try SQLiteDriver(path: events)))
  }

  static func period(from first: String, days: Int) throws -> CivilInterval {
    guard let date = CivilDate(first) else { throw ValidationError("\(first) is no date.") }
    return CivilInterval(
      start: CivilTime(date: date), end: CivilTime(date: date.adding(days: max(1, days))))
  }
}

/// A scorecard from stored events, read anew each time.
struct PeriodMeasurement: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "period")

  @OptionGroup var city: StoredCity
  @Option(help: "The first day.") var from: String
  @Option(help: "How many days.") var days = 30
  @Option(help: "How often; the median counts.") var rounds = 3

  func run() async throws {
    let values = try city.read()
    let period = try StoredCity.period(from: from, days: days)
    var (walls, costs) = ([Double](), [Double]())
    var (events, results) = (0, 0)
    for _ in 0..<max(1, rounds) {
      let watch = Stopwatch()
      let reader = try DutyFactsReader(
        plan: values.plans, roster: values.roster, snapshot: values.snapshot, period: period)
      let read = try await values.log.fold(in: reader.reach, into: (reader, 0)) {
        try $0.0.take($1)
        $0.1 += 1
      }
      let card = Supervisor().scorecard(of: try read.0.facts())
      walls.append(watch.wallSeconds)
      costs.append(watch.cpuSeconds)
      (events, results) = (read.1, card.results.count)
    }
    try printJSON([
      "events": Double(events), "figures": Double(results),
      "wallSeconds": walls.sorted()[walls.count / 2], "cpuSeconds": costs.sorted()[costs.count / 2],
    ])
  }
}

/// One event more, and the figures as they then are.
struct LiveMeasurement: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "live")

  @OptionGroup var city: StoredCity
  @Option(help: "The day that is played.") var day: String

  func run() async throws {
    let values = try city.read()
    let period = try StoredCity.period(from: day, days: 1)
    let clock = values.snapshot.organization.clock
    let events = try await values.log.events(
      in: clock.instant(of: period.start)..<clock.instant(of: period.end), kinds: nil)
    var card = try LiveScorecard(
      plan: values.plans, roster: values.roster, snapshot: values.snapshot, period: period)
    var (takes, reads) = ([Double](), [Double]())
    for (position, event) in events.enumerated() {
      let watch = Stopwatch()
      try card.take(event)
      takes.append(watch.cpuSeconds)
      guard position % 100 == 0 else { continue }
      let reading = Stopwatch()
      _ = card.results()
      reads.append(takes[position] + reading.cpuSeconds)
    }
    func percentile(_ percent: Int, _ values: [Double]) -> Double {
      let sorted = values.sorted()
      return sorted.isEmpty ? 0 : sorted[(sorted.count - 1) * percent / 100] * 1000
    }
    try printJSON([
      "events": Double(events.count), "takeP50Milliseconds": percentile(50, takes),
      "takeMaxMilliseconds": percentile(100, takes),
      "withFiguresP50Milliseconds": percentile(50, reads),
      "withFiguresP95Milliseconds": percentile(95, reads),
      "withFiguresMaxMilliseconds": percentile(100, reads),
    ])
  }
}
