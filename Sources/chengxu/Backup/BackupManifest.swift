// SPDX-License-Identifier: Apache-2.0

import Crypto
import DutyModel
import Foundation

/// What a backup holds, so that a restore knows that it has everything, unchanged.
struct BackupManifest: Codable, Hashable {
  struct File: Codable, Hashable {
    /// Within the data folder, such as `plan.json` or `photos/0a/0a1b….jpg`.
    var name: String
    var bytes: Int
    /// In hexadecimal digits.
    var sha256: String

    init(_ name: String, in folder: URL) throws(StageFileError) {
      let content = try StageFile.bytes(of: folder.appending(path: name))
      self.name = name
      bytes = content.count
      sha256 = SHA256.hash(data: content).map { byte in
        let digits = String(byte, radix: 16)
        return byte < 16 ? "0" + digits : digits
      }.joined()
    }
  }

  static let name = "backup.json"

  /// When it was made, in milliseconds since 1970.
  var made: Instant
  var files: [File]
}
