// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// A list of sites as comma-separated text with a column `site`, `junction`, `node` or `name`.
public enum SiteList {
  /// The names in the order of the file, none of them twice.
  public static func read(_ url: URL) throws(InstanceError) -> [String] {
    var columns = try ColumnFile(url)
    let position = try columns.requiredPosition(of: ["site", "junction", "node", "name"])
    var names = LabelIndex()
    while try columns.nextRow() {
      let name = try columns.label(position)
      if let known = names[name] {
        throw columns.error(position, .duplicate(found: name, firstLine: names.lines[known]))
      }
      _ = names.insert(name, line: columns.line)
    }
    return names.names
  }
}
