// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What a run did and cost, stage by stage: written as `report.json`.
struct RunReport: Codable {
  struct Stage: Codable {
    var name: String
    var seconds: Double
    /// What the stage counted, such as `incidents` or `posts`.
    var counts: [String: Int]
  }

  var city: String
  var seed: UInt64
  var isDemoData: Bool
  var stages: [Stage]
  var totalSeconds: Double
  /// The most memory the program itself held at any time; the document worker is not in it.
  var peakMemoryBytes: Int

  /// `VmHWM` of this process, `nil` where the system does not tell.
  static var peakMemory: Int? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = line.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Int($0) })
    else { return nil }
    return kilobytes * 1024
  }
}
