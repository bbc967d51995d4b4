// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// Tells a person how far the run is: a bar on a terminal, one plain line a stage otherwise.
///
/// Everything goes to standard error, so that standard output stays the command's result.
final class ProgressReporter: Sendable {
  private struct State {
    var stage = ""
    var started = ContinuousClock.now
    var lastDrawn = ContinuousClock.now - .seconds(1)
  }

  private let isTerminal: Bool
  private let isQuiet: Bool
  private let stageCount: Int
  private let state = Mutex(State())
  private let number = Atomic<Int>(0)

  init(stageCount: Int, isQuiet: Bool) {
    self.stageCount = stageCount
    self.isQuiet = isQuiet
    isTerminal = isatty(STDERR_FILENO) == 1
  }

  func begin(_ stage: String) {
    number.add(1, ordering: .relaxed)
    state.withLock {
      $0.stage = stage
      $0.started = .now
    }
    draw(fraction: 0, force: true)
  }

  /// - Parameter fraction: how much of the stage is done, 0...1.
  func advance(to fraction: Double) {
    draw(fraction: fraction, force: false)
  }

  /// Closes the stage's line with what it found and how long it took.
  func finish(_ summary: String) {
    guard !isQuiet else { return }
    let (stage, started) = state.withLock { ($0.stage, $0.started) }
    let seconds = (ContinuousClock.now - started) / .seconds(1)
    let time = String(format: "%5.1f s", seconds)
    let start = isTerminal ? "\r\u{1B}[2K" : ""
    write("\(start)\(heading(stage))  \(time)  \(summary)\n")
  }

  func note(_ line: String) {
    guard !isQuiet else { return }
    write((isTerminal ? "\r\u{1B}[2K" : "") + line + "\n")
  }

  private func heading(_ stage: String) -> String {
    "[\(number.load(ordering: .relaxed))/\(stageCount)] \(stage)"
  }

  private func draw(fraction: Double, force: Bool) {
    guard isTerminal, !isQuiet else { return }
    let stage: String? = state.withLock {
      guard force || ContinuousClock.now - $0.lastDrawn > .milliseconds(80) else { return nil }
      $0.lastDrawn = .now
      return $0.stage
    }
    guard let stage else { return }
    let width = 28
    let filled = min(width, max(0, Int(fraction * Double(width))))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    write("\r\u{1B}[2K\(heading(stage))  \(bar) \(Int(fraction * 100))%")
  }

  private func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}
