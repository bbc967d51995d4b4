// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// Where tests find what `Scripts/setup` installed.
public enum TestTools {
  /// The folder of the package, found from this file upward, through symbolic links.
  public static var packageFolder: URL {
    var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let manifest = folder.appendingPathComponent("Package.swift")
      if FileManager.default.fileExists(atPath: manifest.path) { return folder }
    }
    return folder
  }

  /// `.tools` of the package, or the folder that `CHENGXU_TOOLS` names.
  public static var folder: URL {
    if let named = ProcessInfo.processInfo.environment["CHENGXU_TOOLS"], !named.isEmpty {
      return URL(fileURLWithPath: named)
    }
    return packageFolder.appendingPathComponent(".tools")
  }

  /// A file of the folder, such as `lib/libhighs.so`, through symbolic links.
  public static func file(_ path: String) -> URL {
    folder.appendingPathComponent(path).resolvingSymlinksInPath()
  }

  /// Material that must not ship, named by `CHENGXU_SHARED_DATA`; `nil` where it is not set.
  public static var sharedData: URL? {
    ProcessInfo.processInfo.environment["CHENGXU_SHARED_DATA"].flatMap {
      $0.isEmpty ? nil : URL(fileURLWithPath: $0)
    }
  }

  /// The standard output of a program that ended well.
  public static func output(of program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw ProgramFailed(program: program, arguments: arguments)
    }
    return String(decoding: data, as: UTF8.self)
  }

  public struct ProgramFailed: Error {
    public var program: String
    public var arguments: [String]
  }
}
