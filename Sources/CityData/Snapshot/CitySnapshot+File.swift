// SPDX-License-Identifier: Apache-2.0

import DutyModel
public import Foundation

extension CitySnapshot {
  /// Writes the whole snapshot as JSON beside `url`, then moves it there: never half a file.
  public func write(to url: URL) throws(SnapshotError) {
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.withoutEscapingSlashes]
      try WholeFile.write(encoder.encode(self), to: url)
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
    do {
      return try JSONDecoder().decode(CitySnapshot.self, from: data)
    } catch let error as OtherFormat {
      guard error.isSnapshot, let found = error.formatVersion else {
        throw .notASnapshot(file: url.path)
      }
      throw .otherFormatVersion(file: url.path, found: found, expected: formatVersion)
    } catch DecodingError.typeMismatch(_, let context) where context.codingPath.isEmpty {
      throw .notASnapshot(file: url.path)
    } catch {
      throw .damaged(file: url.path, reason: SnapshotError.reason(error))
    }
  }
}
