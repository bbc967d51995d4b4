// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// Where fonts are looked for. Every folder is searched with what is below it.
public struct FontFolders: Hashable, Sendable {
  /// The office's own licensed fonts, 仿宋_GB2312 and the like; they go first.
  public var office: URL?
  /// The free fonts that the set-up fetched.
  public var bundled: URL?
  /// Folders of the operating system; those that are absent are passed over.
  public var system: [URL]

  public init(office: URL? = nil, bundled: URL?, system: [URL] = Self.debian) {
    self.office = office
    self.bundled = bundled
    self.system = system
  }

  /// Where Debian's font packages put their files.
  public static let debian = [
    URL(filePath: "/usr/share/fonts/opentype", directoryHint: .isDirectory),
    URL(filePath: "/usr/share/fonts/truetype", directoryHint: .isDirectory),
  ]

  /// The folders that are there; one that was named and is not there is an error.
  func existing() throws(RenderingError) -> [String] {
    for named in [office, bundled].compactMap(\.self) where !Self.isFolder(named) {
      throw .fontFolderMissing(named.path(percentEncoded: false))
    }
    return ([office, bundled].compactMap(\.self) + system.filter(Self.isFolder))
      .map { $0.path(percentEncoded: false) }
  }

  private static func isFolder(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    let path = url.path(percentEncoded: false)
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
