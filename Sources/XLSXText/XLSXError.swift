// SPDX-License-Identifier: Apache-2.0

/// Why a workbook cannot be read. Places are the file's own: parts of the package, sheets, cells.
public enum XLSXError: Error, Hashable, Sendable {
  case notZip
  /// An OLE file: the workbook of an old program, or one behind a password.
  case oldOrProtected
  /// The package is damaged at the part, or says of itself what is not so.
  case damaged(part: String, problem: String)
  case missingPart(String)
  /// More than the limit when unpacked: a mistake, or a file made to fill the memory.
  case tooLarge(part: String, limit: Int)
  case missingSheet(String, found: [String])
}
