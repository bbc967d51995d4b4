// SPDX-License-Identifier: Apache-2.0

import CSolverShims

/// CP-SAT of OR-Tools, opened at run time through its C interface.
///
/// Pinned to OR-Tools 9.15.6755 (`libortools.so.9` of the Python wheel). Symbolic links in the path
/// are resolved first, so that the library finds the files it depends on beside its real place.
/// Open it once and share it: opening takes about 0.1 s and 20 MB, and it is never closed.
// The pointer leads to a table that is written before `init` returns and never again.
public final class CPSATLibrary: @unchecked Sendable {
  let handle: OpaquePointer
  /// What the library states, such as "9.15.6755".
  public let version: String
  /// Whether solutions and bounds can be reported while a search runs. Without it a solve is the
  /// same, but silent until it ends.
  public let reportsProgress: Bool

  /// - Parameter path: the file `libortools.so.9`, or a link to it.
  public init(path: String) throws(CPSATLoadError) {
    var message = [CChar](repeating: 0, count: 1024)
    guard let handle = csolver_cpsat_open(path, &message, message.count) else {
      throw CPSATLoadError(path: path, reason: Self.text(message))
    }
    self.handle = handle
    version = String(cString: csolver_cpsat_version(handle))
    reportsProgress = csolver_cpsat_can_report(handle) == 1
  }

  private static func text(_ message: [CChar]) -> String {
    let bytes = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The CP-SAT library could not be opened.
public struct CPSATLoadError: Error, Hashable, CustomStringConvertible {
  /// The path that was tried, as it was given.
  public let path: String
  /// What the system said.
  public let reason: String

  public var description: String {
    """
    Could not open the CP-SAT library at \(path): \(reason).
    Maybe run Scripts/setup, which fetches OR-Tools 9.15.6755, or let CHENGXU_TOOLS name the \
    folder that holds lib/libortools.so.9.
    """
  }
}
