// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// A list of sites as one column of comma-separated text.
public enum SiteList {
  /// The names in the order of the file, none of them twice.
  ///
  /// - Parameters:
  ///   - column: the header of the column; `nil` for `site`, `junction`, `node` or `name`.
  ///   - skipsBlanks: whether a row may leave the column empty, as where two lists share a file.
  public static func read(
    _ url: URL, column: String? = nil, skipsBlanks: Bool = false
  ) throws(InstanceError) -> [String] {
    var columns = try ColumnFile(url)
    let position = try columns.requiredPosition(
      of: column.map { [$0] } ?? ["site", "junction", "node", "name"])
    var names = LabelIndex()
    while try columns.nextRow() {
      if skipsBlanks && columns.text(position).isEmpty { continue }
      let name = try columns.label(position)
      if let known = names[name] {
        throw columns.error(position, .duplicate(found: name, firstLine: names.lines[known]))
      }
      _ = names.insert(name, line: columns.line)
    }
    return names.names
  }
}
