// SPDX-License-Identifier: Apache-2.0

import Foundation
public import Logging

/// Writes each log line as one JSON object to standard error, for programs to collect.
public struct JSONLineLogHandler: LogHandler {
  public var logLevel: Logger.Level
  public var metadata: Logger.Metadata = [:]
  private let label: String

  public init(label: String, level: Logger.Level = .info) {
    self.label = label
    logLevel = level
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) {
    var fields = metadata.merging(event.metadata ?? [:]) { _, own in own }
      .mapValues { "\($0)" }
    // Hummingbird's own name for it; in our lines it is simply the id.
    if let id = fields.removeValue(forKey: "hb.request.id") { fields["id"] = id }
    fields["time"] = Date.now.ISO8601Format(.init(includingFractionalSeconds: true))
    fields["level"] = event.level.rawValue
    fields["logger"] = label
    fields["message"] = "\(event.message)"
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Strings always encode; a line that did not would be no reason to stop serving.
    guard var line = try? encoder.encode(fields) else { return }
    line.append(UInt8(ascii: "\n"))
    FileHandle.standardError.write(line)
  }
}
