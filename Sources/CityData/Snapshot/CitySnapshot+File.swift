// SPDX-License-Identifier: Apache-2.0

import DutyModel
public import Foundation

extension CitySnapshot {
  /// Writes the whole snapshot as JSON beside `url`, then moves it there: never half a file.
  public func write(to url: URL) throws(SnapshotError) {
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.withoutEscapingSlashes]
      try encoder.encode(self).write(to: url, options: .atomic)
    } catch {
      throw .unwritable(file: url.path, reason: SnapshotError.reason(error))
    }
  }

  /// Reads what `write(to:)` wrote.
  public static func read(from url: URL) throws(SnapshotError) -> CitySnapshot {
    let data: Data
    do {
      data = try Data(contentsOf: url)
    } catch {
      throw .unreadable(file: url.path, reason: SnapshotError.reason(error))
    }
    try checkFormat(of: data, file: url.path)
    do {
      return try JSONDecoder().decode(CitySnapshot.self, from: data)
    } catch {
      throw .damaged(file: url.path, reason: SnapshotError.reason(error))
    }
  }

  /// What any version of the file says of itself.
  private struct Header: Decodable {
    var format: String
    var formatVersion: Int
  }

  private static func checkFormat(of data: Data, file: String) throws(SnapshotError) {
    let header: Header
    do {
      header = try JSONDecoder().decode(Header.self, from: data)
    } catch {
      throw .notASnapshot(file: file)
    }
    guard header.format == format else { throw .notASnapshot(file: file) }
    guard header.formatVersion == formatVersion else {
      throw .otherFormatVersion(
        file: file, found: header.formatVersion, expected: formatVersion)
    }
  }
}
