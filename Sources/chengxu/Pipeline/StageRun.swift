// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation

/// The stages in their order along the street.
enum StageName: String, CaseIterable {
  case importing = "import"
  case analyze, plan, roster, simulate, supervise, bulletin

  var title: String { Texts.text("stage.\(rawValue)") }
}

/// Runs stages one after the other, tells how far they are and keeps what each one cost.
struct StageRun {
  let seed: UInt64
  let progress: ProgressReporter
  private(set) var records: [RunReport.Stage] = []
  private let started = ContinuousClock.now

  init(seed: UInt64, stages: Int, isQuiet: Bool) {
    self.seed = seed
    progress = ProgressReporter(stageCount: stages, isQuiet: isQuiet)
  }

  /// - Parameter counts: what to report of the stage's value; also fills the placeholders of its
  ///   closing line.
  mutating func stage<Value>(
    _ name: StageName, counts: (Value) -> [String: Int],
    details: (Value) -> [String: String] = { _ in [:] },
    work: () async throws -> Value
  ) async throws -> Value {
    try Task.checkCancellation()
    progress.begin(name.title)
    let start = ContinuousClock.now
    let value = try await work()
    let found = counts(value)
    records.append(
      RunReport.Stage(
        name: name.rawValue, seconds: (ContinuousClock.now - start) / .seconds(1), counts: found))
    let arguments = found.mapValues(String.init).merging(details(value)) { $1 }
    progress.finish(Texts.text("done.\(name.rawValue)", arguments))
    return value
  }

  func report(city: String, isDemoData: Bool) -> RunReport {
    RunReport(
      city: city, seed: seed, isDemoData: isDemoData, stages: records,
      totalSeconds: (ContinuousClock.now - started) / .seconds(1),
      peakMemoryBytes: RunReport.peakMemory ?? 0)
  }
}
