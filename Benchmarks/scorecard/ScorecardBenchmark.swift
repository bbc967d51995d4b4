// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation

/// What supervision and bulletins cost in a running program, without its start: the files of the
/// city, its plan and its roster are in memory, as a server has them.
///
///     swift run -c release scorecard-benchmark period --data DIR --from 2017-05-08 --days 30
///     swift run -c release scorecard-benchmark live --data DIR --day 2017-05-10
///     swift run -c release scorecard-benchmark paper --document FILE --copies 100
///
/// Each prints one JSON object.
@main
struct ScorecardBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scorecard-benchmark",
    abstract: "Measures scorecards from stored events, by the event, and bulletins on paper.",
    subcommands: [PeriodMeasurement.self, LiveMeasurement.self, PaperMeasurement.self])
}

/// Seconds on the wall and of this program's processor time.
struct Stopwatch {
  private let wall = ContinuousClock.now
  private let processor = Stopwatch.processorSeconds

  var wallSeconds: Double { (ContinuousClock.now - wall) / .seconds(1) }
  var cpuSeconds: Double { Self.processorSeconds - processor }

  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

func printJSON(_ answer: [String: Double]) throws {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys]
  print(String(decoding: try encoder.encode(answer), as: UTF8.self))
}
