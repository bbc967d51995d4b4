// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation

/// Where `Scripts/setup` put the solver libraries, Typst, the fonts and the map library.
struct ToolLocations {
  var folder: URL

  var highsLibrary: URL { folder.appending(path: "lib/libhighs.so") }
  var cpsatLibrary: URL { folder.appending(path: "lib/libortools.so.9") }
  var python: URL { folder.appending(path: "venv/bin/python3") }
  var fonts: URL { folder.appending(path: "fonts") }

  /// Fonts that the office brings itself (仿宋_GB2312, 方正小标宋简体 …), used before the open ones.
  var officeFonts: URL? {
    let named = ProcessInfo.processInfo.environment["CHENGXU_FONTS"]
    return named.map { URL(filePath: $0, directoryHint: .isDirectory) }
  }
}

extension ToolLocations {
  /// Takes the folder named by `CHENGXU_TOOLS`, else the first `.tools` above the working folder or
  /// above the program itself.
  static func find(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(ToolsMissing) -> ToolLocations {
    if let named = environment["CHENGXU_TOOLS"] {
      let folder = URL(filePath: named, directoryHint: .isDirectory)
      guard folder.isDirectory else { throw ToolsMissing(searched: [named]) }
      return ToolLocations(folder: folder)
    }
    let starts = [
      URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory),
      ProjectLocations.executableFolder,
    ]
    for start in starts {
      if let folder = start.firstAncestor(holding: ".tools") {
        return ToolLocations(folder: folder)
      }
    }
    throw ToolsMissing(searched: starts.map { $0.path(percentEncoded: false) })
  }
}

/// The folder of the tools is not there.
struct ToolsMissing: ExplainedError {
  var searched: [String]

  var explanation: LocalizedName {
    let places = searched.joined(separator: ", ")
    return LocalizedName(
      chinese: "找不到工具目录 .tools（已查：\(places) 及其上级）。可以先运行 Scripts/setup，或用环境变量 CHENGXU_TOOLS 指定。",
      english: "No tools folder .tools was found at or above \(places). "
        + "Maybe run Scripts/setup first, or name the folder in CHENGXU_TOOLS.")
  }
}

/// Folders that come with the program.
enum ProjectLocations {
  static var executableFolder: URL {
    let path =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
    return URL(filePath: path).deletingLastPathComponent()
  }

  /// The project's own folder: the first one above the program or the working folder that holds
  /// the bundled city.
  static func bundled(_ path: String) -> URL? {
    let working = URL(
      filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
    return executableFolder.firstAncestor(holding: path) ?? working.firstAncestor(holding: path)
  }
}

extension URL {
  var isDirectory: Bool {
    var directory: ObjCBool = false
    let exists = FileManager.default.fileExists(
      atPath: path(percentEncoded: false), isDirectory: &directory)
    return exists && directory.boolValue
  }

  /// `name` inside this folder or the nearest folder above it that has one.
  func firstAncestor(holding name: String) -> URL? {
    var folder = standardizedFileURL
    while true {
      let candidate = folder.appending(path: name, directoryHint: .isDirectory)
      if candidate.isDirectory { return candidate }
      let parent = folder.deletingLastPathComponent().standardizedFileURL
      guard parent.path() != folder.path() else { return nil }
      folder = parent
    }
  }
}
