// SPDX-License-Identifier: Apache-2.0

import Crypto
import DutyModel
import Foundation

/// What a backup holds, so that a restore knows that it has everything, unchanged.
struct BackupManifest: Codable, Hashable {
  struct File: Codable, Hashable {
    var name: String
    var bytes: Int
    /// In hexadecimal digits.
    var sha256: String

    init(reading url: URL) throws(StageFileError) {
      let content = try StageFile.bytes(of: url)
      name = url.lastPathComponent
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
