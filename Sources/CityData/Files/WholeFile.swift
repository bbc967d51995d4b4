// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// Files that are written whole or not at all.
public enum WholeFile {
  /// Writes beside the place first, then moves there, so that nobody ever reads half a file.
  ///
  /// A device or a pipe is written to as it is: moving a file into its place would destroy it, and
  /// with the rights of an administrator that would be `/dev/null` of the whole machine.
  ///
  /// - Throws: `CocoaError`, as `Data.write(to:options:)` does; what was there is untouched then.
  public static func write(_ data: Data, to url: URL) throws {
    guard isDeviceOrPipe(url) else {
      try data.write(to: url, options: .atomic)
      return
    }
    let handle = try FileHandle(forWritingTo: url)
    try handle.write(contentsOf: data)
    try handle.close()
  }

  private static func isDeviceOrPipe(_ url: URL) -> Bool {
    var status = stat()
    guard stat(url.path(percentEncoded: false), &status) == 0 else { return false }
    let kind = status.st_mode & S_IFMT
    return kind != S_IFREG && kind != S_IFDIR
  }
}
