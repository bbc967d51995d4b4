// SPDX-License-Identifier: Apache-2.0

import CSolverShims

/// HiGHS, opened at run time through its C interface.
///
/// Pinned to 1.15 (`libhighs.so` of the Python package highsbox 1.15.1); another minor version is
/// refused, because the layout of its progress reports is not stable. Open it once and share it.
// The pointer leads to a table that is written before `init` returns and never again.
public final class HiGHSLibrary: @unchecked Sendable {
  let handle: OpaquePointer
  /// What the library states, such as "1.15.1".
  public let version: String

  /// - Parameter path: the file `libhighs.so`, or a link to it.
  public init(path: String) throws(HiGHSLoadError) {
    var message = [CChar](repeating: 0, count: 1024)
    guard let handle = csolver_highs_open(path, &message, message.count) else {
      throw HiGHSLoadError(path: path, reason: Self.text(message))
    }
    self.handle = handle
    version = String(cString: csolver_highs_version(handle))
  }

  private static func text(_ message: [CChar]) -> String {
    let bytes = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The HiGHS library could not be opened.
public struct HiGHSLoadError: Error, Hashable, CustomStringConvertible {
  /// The path that was tried, as it was given.
  public let path: String
  /// What the system or the library said.
  public let reason: String

  public var description: String {
    """
    Could not open the HiGHS library at \(path): \(reason).
    Maybe run Scripts/setup, which fetches HiGHS 1.15.1, or let CHENGXU_TOOLS name the folder \
    that holds lib/libhighs.so.
    """
  }
}
