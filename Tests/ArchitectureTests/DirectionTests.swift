// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// The order of the rooms along the street, from the ground up (docs/architecture.md).
private let order = [
  // Ground: none of these knows a police word's meaning beyond values.
  "DutyModel", "StringCatalogue", "Geography", "CZlib", "Gzip", "CSolverShims", "HiGHS", "CPSAT",
  "PlanningKernels", "CSVText", "XLSXText", "LocationInstances", "RosterInstances", "COSMReader",
  // Street.
  "CityData", "IncidentAnalysis", "DutyPlanning", "Rostering", "Operations", "CityOrder",
  "Supervision", "Bulletin",
  // Beside the street.
  "AccessControl", "JobQueue", "Webhooks",
  // Edges.
  "Terminals", "StorePort", "Stores", "SQLiteDriver", "CPostgreSQL", "PostgresDriver",
  "DocumentRendering",
  // Top.
  "ChengxuServer", "chengxu",
  "TestSupport", "store-crash-probe", "case-store-benchmark",
  "scorecard-benchmark", "terminal-load",
]

/// Packages that only the named targets may use: what is not said here stays out of the domain.
private let edges = [
  "GRDB": ["SQLiteDriver"],
  "Hummingbird": ["ChengxuServer"],
  "AsyncHTTPClient": ["ChengxuServer"],
  "ArgumentParser": ["chengxu", "case-store-benchmark", "scorecard-benchmark"],
  "Configuration": ["chengxu"],
]

@Suite("The house")
struct DirectionTests {
  struct Manifest: Decodable {
    struct Target: Decodable {
      var name: String
      var type: String
      var dependencies: [Dependency]
    }

    /// `{"byName": ["X", null]}` or `{"product": ["X", "package", …]}`.
    struct Dependency: Decodable {
      var byName: [String?]?
      var product: [Ignored]?

      var target: String? { byName?.first ?? nil }
      var productName: String? { product?.first?.text }
    }

    struct Ignored: Decodable {
      var text: String?
      init(from decoder: any Decoder) throws {
        text = try? decoder.singleValueContainer().decode(String.self)
      }
    }

    var targets: [Target]
  }

  /// Read once for all tests; with a scratch folder of its own, or it would wait for the lock that
  /// `swift test` holds.
  static let manifest = Result { try readManifest() }

  static func readManifest() throws -> Manifest {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "chengxu-direction-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "swift", "package", "--package-path", root.path(), "--scratch-path", scratch.path(),
      "dump-package",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return try JSONDecoder().decode(Manifest.self, from: output)
  }

  @Test("Every module depends only on modules before it")
  func direction() throws {
    let targets = try Self.manifest.get().targets.filter { $0.type != "test" }
    #expect(targets.count > 15, "The manifest lists \(targets.count) targets.")
    for target in targets {
      let rank = try #require(order.firstIndex(of: target.name), "\(target.name) has no place.")
      for dependency in target.dependencies.compactMap(\.target) {
        let before = try #require(order.firstIndex(of: dependency), "\(dependency) has no place.")
        #expect(before < rank, "\(target.name) may not depend on \(dependency).")
      }
    }
  }

  @Test("Database, web framework and command line stay at their edges")
  func products() throws {
    for target in try Self.manifest.get().targets where target.type != "test" {
      for product in target.dependencies.compactMap(\.productName) {
        guard let allowed = edges[product] else { continue }
        #expect(allowed.contains(target.name), "\(target.name) may not use \(product).")
      }
    }
  }

  @Test("Nothing but the top and the wiring of tests knows a database driver")
  func drivers() throws {
    for target in try Self.manifest.get().targets where target.type != "test" {
      let drivers = Set(["SQLiteDriver", "PostgresDriver"])
      guard !drivers.isDisjoint(with: target.dependencies.compactMap(\.target)) else { continue }
      #expect(
        [
          "chengxu", "store-crash-probe", "case-store-benchmark", "scorecard-benchmark",
          "TestSupport",
        ].contains(
          target.name))
    }
  }
}
