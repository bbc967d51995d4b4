// SPDX-License-Identifier: Apache-2.0

import Crypto
public import DutyModel

extension Version {
  /// The version of a value made from `parts`: earlier versions, options, methods. The same parts
  /// in the same order give the same version.
  public init(stage: String, madeFrom parts: [String]) {
    // A part's length before it keeps ("ab", "c") and ("a", "bc") apart.
    var hash = SHA256()
    for part in parts {
      let bytes = Array(part.utf8)
      hash.update(data: Array("\(bytes.count):".utf8))
      hash.update(data: bytes)
    }
    let digits = Array("0123456789abcdef".utf8)
    let text = hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    self.init(stage: stage, digest: String(decoding: text, as: UTF8.self))
  }
}
