// swift-tools-version: 6.2
import PackageDescription

// One street, one direction (docs/architecture.md): a target names only targets above it in this file.
// Tests/ArchitectureTests compares this list with the order of the rooms.
let package = Package(
  name: "chengxu",
  products: [
    .executable(name: "chengxu", targets: ["chengxu"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // Ground: knows nobody above it.
    .target(name: "DutyModel"),
    .target(name: "Geography", dependencies: ["DutyModel"]),
    .target(
      name: "StringCatalogue", dependencies: ["DutyModel"],
      resources: [
        .embedInCode("Resources/web.json"), .embedInCode("Resources/planning.json"),
        .embedInCode("Resources/command-line.json"), .embedInCode("Resources/paper.json"),
      ]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "Gzip", dependencies: ["CZlib"]),
    .target(name: "CSolverShims"),
    .target(name: "HiGHS", dependencies: ["CSolverShims"]),
    .target(name: "CPSAT", dependencies: ["CSolverShims"]),
    .target(name: "PlanningKernels", dependencies: ["HiGHS", "CPSAT"]),
    .target(name: "CSVText"),
    .target(name: "XLSXText", dependencies: ["CZlib"]),
    .target(name: "LocationInstances", dependencies: ["PlanningKernels", "CSVText"]),
    .target(name: "RosterInstances", dependencies: ["DutyModel", "PlanningKernels"]),
    .target(
      name: "COSMReader",
      linkerSettings: [.linkedLibrary("z"), .linkedLibrary("pthread")]),

    // Street: each stage takes the value that the one before it published.
    .target(
      name: "CityData",
      dependencies: [
        "DutyModel", "Geography", "Gzip", "CSVText", "COSMReader",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "IncidentAnalysis",
      dependencies: [
        "DutyModel", "Geography", "CityData",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "DutyPlanning",
      dependencies: [
        "DutyModel", "Geography", "HiGHS", "CPSAT", "PlanningKernels", "CityData",
        "IncidentAnalysis",
      ]),
    .target(
      name: "Rostering",
      dependencies: [
        "DutyModel", "Geography", "HiGHS", "CPSAT", "PlanningKernels", "CSVText", "XLSXText",
        "CityData", "IncidentAnalysis", "DutyPlanning",
      ]),
    .target(
      name: "Operations",
      dependencies: [
        "DutyModel", "Geography", "CSVText", "CityData", "IncidentAnalysis", "DutyPlanning",
        "Rostering",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      resources: [
        .embedInCode("Resources/checklists.json"), .embedInCode("Resources/violation-codes.json"),
      ]),
    .target(
      name: "CityOrder",
      dependencies: [
        "DutyModel", "Geography", "CSVText", "Gzip", "Operations",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      resources: [.embedInCode("Resources/referral-rules.json")]),
    .target(
      name: "Supervision",
      dependencies: [
        "DutyModel", "Geography", "CSVText", "CityData", "DutyPlanning", "Rostering", "Operations",
      ]),
    .target(
      name: "Bulletin",
      dependencies: [
        "DutyModel", "Geography", "CityData", "IncidentAnalysis", "DutyPlanning", "Rostering",
        "Supervision",
      ]),

    // Beside the street: who may enter which room.
    .target(name: "JobQueue", dependencies: ["DutyModel"]),
    .target(
      name: "Webhooks",
      dependencies: [
        "DutyModel", "Operations", .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "AccessControl",
      dependencies: [
        "DutyModel",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]),

    // Edges: terminals, storage and paper.
    .target(name: "Terminals", dependencies: ["DutyModel", "Geography"]),
    .target(name: "StorePort"),
    .target(
      name: "Stores",
      dependencies: [
        "DutyModel", "Geography", "StorePort", "IncidentAnalysis", "Rostering", "Operations",
        "CityOrder", "Supervision", "AccessControl", "JobQueue", "Webhooks",
      ]),
    .target(
      name: "SQLiteDriver",
      dependencies: ["StorePort", .product(name: "GRDB", package: "GRDB.swift")]),
    .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .target(name: "PostgresDriver", dependencies: ["StorePort", "CPostgreSQL"]),
    .target(
      name: "DocumentRendering", dependencies: ["DutyModel", "Bulletin"],
      resources: [.copy("Resources")]),

    // Top: the only places that know every implementation.
    .target(
      name: "ChengxuServer",
      dependencies: [
        "DutyModel", "Geography", "Gzip", "AccessControl", "CityData", "IncidentAnalysis",
        "DutyPlanning", "Rostering", "Operations", "CityOrder", "Supervision", "Bulletin",
        "StringCatalogue", "Terminals", "StorePort", "Stores", "DocumentRendering", "JobQueue",
        "Webhooks", "CSVText",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "CoreMetrics", package: "swift-metrics"),
        .product(name: "Metrics", package: "swift-metrics"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ]),
    .executableTarget(
      name: "chengxu",
      dependencies: [
        "DutyModel", "Geography", "Gzip", "HiGHS", "CPSAT", "PlanningKernels", "LocationInstances",
        "RosterInstances", "AccessControl", "CityData", "IncidentAnalysis", "DutyPlanning",
        "Rostering", "Operations", "CityOrder", "Supervision", "Bulletin", "StorePort", "Stores",
        "StringCatalogue", "SQLiteDriver", "PostgresDriver", "DocumentRendering", "ChengxuServer",
        "Webhooks",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]),

    // Tests: one target a module.
    .target(
      name: "TestSupport",
      dependencies: [
        "DutyModel", "Geography", "HiGHS", "CPSAT", "CityData", "DutyPlanning", "Rostering",
        "StorePort", "PostgresDriver",
      ],
      path: "Tests/TestSupport",
      resources: [.copy("Resources")]),
    .testTarget(name: "DutyModelTests", dependencies: ["DutyModel"]),
    .testTarget(
      name: "StringCatalogueTests", dependencies: ["DutyModel", "StringCatalogue"]),
    .testTarget(name: "GeographyTests", dependencies: ["DutyModel", "Geography"]),
    .testTarget(name: "GzipTests", dependencies: ["Gzip"]),
    .testTarget(name: "HiGHSTests", dependencies: ["HiGHS"]),
    .testTarget(name: "CPSATTests", dependencies: ["CPSAT"]),
    .testTarget(
      name: "PlanningKernelsTests", dependencies: ["PlanningKernels", "HiGHS", "CPSAT"],
      resources: [.copy("Resources")]),
    .testTarget(
      name: "RosterInstancesTests",
      dependencies: ["DutyModel", "PlanningKernels", "HiGHS", "RosterInstances", "TestSupport"]),
    .testTarget(
      name: "LocationInstancesTests",
      dependencies: ["LocationInstances", "PlanningKernels", "HiGHS", "TestSupport"]),
    .testTarget(
      name: "CityDataTests",
      dependencies: ["DutyModel", "Geography", "Gzip", "CityData", "TestSupport"]),
    .testTarget(
      name: "IncidentAnalysisTests",
      dependencies: ["DutyModel", "Geography", "CityData", "IncidentAnalysis", "TestSupport"]),
    .testTarget(
      name: "DutyPlanningTests",
      dependencies: [
        "DutyModel", "Geography", "HiGHS", "CPSAT", "PlanningKernels", "CityData",
        "IncidentAnalysis", "DutyPlanning", "TestSupport",
      ]),
    .testTarget(
      name: "RosteringTests",
      dependencies: [
        "DutyModel", "Geography", "HiGHS", "CPSAT", "CZlib", "CityData", "DutyPlanning", "XLSXText",
        "Rostering", "TestSupport",
      ], resources: [.copy("Resources/staff.xlsx")]),
    .testTarget(
      name: "OperationsTests",
      dependencies: [
        "DutyModel", "Geography", "CityData", "DutyPlanning", "Rostering", "Operations",
        "TestSupport",
      ]),
    .testTarget(
      name: "CityOrderTests",
      dependencies: [
        "DutyModel", "Geography", "CityData", "Operations", "CityOrder", "TestSupport",
      ]),
    .testTarget(
      name: "SupervisionTests",
      dependencies: [
        "DutyModel", "Geography", "CityData", "DutyPlanning", "Rostering", "Operations",
        "Supervision", "TestSupport",
      ]),
    .testTarget(
      name: "BulletinTests",
      dependencies: [
        "DutyModel", "Geography", "Gzip", "CityData", "IncidentAnalysis", "DutyPlanning",
        "Rostering",
        "Supervision", "Bulletin", "DocumentRendering", "TestSupport",
      ],
      resources: [.copy("Resources")]),
    // Writes to a log until it is killed: the crash test's victim.
    .executableTarget(
      name: "store-crash-probe",
      dependencies: ["DutyModel", "Operations", "StorePort", "Stores", "SQLiteDriver"],
      path: "Tests/store-crash-probe"),
    // Many terminals at once, for the crash test and for measuring.
    .executableTarget(
      name: "terminal-load",
      dependencies: [
        "DutyModel", "Geography", "Terminals",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      path: "Tests/terminal-load"),
    // Generated cases, and what pages ask of them: a measurement for `swift run -c release`.
    .executableTarget(
      name: "case-store-benchmark",
      dependencies: [
        "DutyModel", "Geography", "CityOrder", "StorePort", "Stores", "SQLiteDriver",
        "PostgresDriver", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Benchmarks/case-store"),
    // Scorecards from stored events and by the event, bulletins on paper: a measurement too.
    .executableTarget(
      name: "scorecard-benchmark",
      dependencies: [
        "DutyModel", "CityData", "DutyPlanning", "Rostering", "Operations", "Supervision",
        "Bulletin", "Stores", "SQLiteDriver", "DocumentRendering",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Benchmarks/scorecard"),
    .testTarget(name: "AccessControlTests", dependencies: ["DutyModel", "AccessControl"]),
    .testTarget(name: "WebhooksTests", dependencies: ["DutyModel", "Operations", "Webhooks"]),
    .testTarget(
      name: "StoreContractTests",
      dependencies: [
        "DutyModel", "AccessControl", "Geography", "CityData", "DutyPlanning", "Rostering",
        "Operations", "CityOrder", "Supervision", "StorePort", "Stores", "SQLiteDriver",
        "PostgresDriver", "JobQueue", "Webhooks",
        "TestSupport", "store-crash-probe", "terminal-load",
      ]),
    .testTarget(
      name: "ChengxuServerTests",
      dependencies: [
        "DutyModel", "AccessControl", "Geography", "Gzip", "CPSAT", "CityData", "IncidentAnalysis",
        "DutyPlanning", "Rostering", "Operations", "CityOrder", "Supervision", "Bulletin",
        "StringCatalogue", "DocumentRendering", "Terminals", "StorePort", "Stores", "SQLiteDriver",
        "PostgresDriver", "ChengxuServer", "TestSupport", "JobQueue",
        "Webhooks", "terminal-load",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
      ]),
    .testTarget(
      name: "TerminalsTests",
      dependencies: ["DutyModel", "Geography", "Terminals"],
      resources: [.copy("Resources")]),
    .testTarget(name: "ArchitectureTests"),
    .testTarget(
      name: "JourneyTests",
      dependencies: [
        "DutyModel", "AccessControl", "CityData", "DutyPlanning", "Rostering", "Operations",
        "Supervision", "Bulletin", "StorePort", "Stores", "SQLiteDriver", "PostgresDriver",
        "JobQueue", "TestSupport",
      ]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

/// Targets whose unsafe code is confined to named types, checked by the compiler.
let strictMemory: Set = ["DutyModel", "Geography", "PlanningKernels"]
let foreign: Set = ["CSolverShims", "COSMReader"]
/// Targets that are optimised in debug builds too.
let laborious: Set = [
  "DutyModel", "Geography", "PlanningKernels", "CSVText", "LocationInstances", "RosterInstances",
  "CityData", "IncidentAnalysis", "DutyPlanning", "Rostering", "Operations", "Supervision",
]

for target in package.targets where target.type != .system && !foreign.contains(target.name) {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
  ]
  // Set by `make test`: a warning is a mistake there, and no hindrance to a newer compiler elsewhere.
  if Context.environment["CHENGXU_STRICT"] != nil {
    target.swiftSettings?.append(.treatAllWarnings(as: .error))
  }
  // Planning a city takes minutes unoptimised, and the tests plan several.
  if laborious.contains(target.name) {
    target.swiftSettings?.append(.unsafeFlags(["-O"], .when(configuration: .debug)))
  }
  // What tests ask is answered in the modules; their own code is compiled as fast as can be.
  if target.type == .test {
    target.swiftSettings?.append(.unsafeFlags(["-Onone"], .when(configuration: .release)))
  }
  if strictMemory.contains(target.name) {
    target.swiftSettings?.append(.strictMemorySafety())
  }
}
