// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The files of a folder and of the folders in it, by their paths within it.
enum FolderListing {
  /// Regular files in no order; none that is hidden or lies in something hidden, and no links.
  static func names(in folder: URL) -> [String] {
    let path = folder.path(percentEncoded: false)
    let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    return all.filter { name in
      if name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { return false }
      let values = try? folder.appending(path: name).resourceValues(forKeys: [
        .isRegularFileKey, .isSymbolicLinkKey,
      ])
      return values?.isRegularFile == true && values?.isSymbolicLink != true
    }
  }

  /// The first part of a path: a file, or the folder that it lies in.
  static func top(_ name: String) -> String {
    name.split(separator: "/", maxSplits: 1).first.map(String.init) ?? name
  }
}
