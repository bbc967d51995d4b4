// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// A real city's records of cases, 8 369 of them with 125 posts, read without any reader of ours: what tests hold
/// the program's figures against.
public enum CityRecords {
  public struct Row: Sendable {
    /// Moments on the city's clock, to the second; empty where there is none.
    public var opened: String
    public var due: String
    public var closed: String
    public var area: String
    public var post: String

    public var wasOnTime: Bool { !closed.isEmpty && closed <= due }
  }

  /// `nil` where `CHENGXU_SHARED_DATA` is not set.
  public static let file = TestTools.sharedData?.appending(path: "cases/311_baltimore.csv.gz")

  public static let mapping = TestTools.packageFolder
    .appending(path: "Data/city-order/mapping-baltimore.json")

  /// In the order of the file: unpacked by another program, split at commas, since the file quotes nothing.
  public static func rows(of file: URL) throws -> [Row] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
    return lines.dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let tail = Array(fields.suffix(10))
      return Row(
        opened: tail[0], due: tail[1], closed: tail[2], area: tail[8],
        post: tail[9].replacing(".0", with: ""))
    }
  }

  /// `2015-01` after `2014-12`.
  public static func month(after month: String) -> String {
    let parts = month.split(separator: "-").compactMap { Int($0) }
    let (year, number) = parts[1] == 12 ? (parts[0] + 1, 1) : (parts[0], parts[1] + 1)
    return "\(year)-\(number < 10 ? "0" : "")\(number)"
  }
}
