// SPDX-License-Identifier: Apache-2.0

import Foundation
import HiGHS
import LocationInstances
import PlanningKernels
import TestSupport
import Testing

/// Values that others have proven, on data that may not be shipped: read from `CHENGXU_SHARED_DATA`.
@Suite(
  "Published values", .enabled(if: TestTools.sharedData != nil, "CHENGXU_SHARED_DATA is not set"))
struct PublishedValueTests {
  private static func options() throws -> KernelOptions {
    KernelOptions(
      timeLimit: .seconds(120),
      prover: HiGHSSolver(
        library: try HiGHSLibrary(path: TestTools.file("lib/libhighs.so").path)))
  }

  private static func folder() throws -> URL { try #require(TestTools.sharedData) }

  @Test(
    "Lorena and Pereira's 324 points at 800 m",
    arguments: zip(1...5, [5461, 8790, 11604, 12106, 12152] as [Int64]))
  func lorena(limit: Int, known: Int64) throws {
    let file = try Self.folder().appending(path: "location/lorena-mclp/coord324.txt")
    let covers = try LorenaReader.read(file).covers(radius: 800)
    let result = try MaximalCovering(table: covers.table, limit: limit).solve(Self.options())
    #expect(result.objective == known)
    #expect(result.status == .optimal)
  }

  @Test("San Francisco's tracts and stores, as spopt solves them")
  func sanFrancisco() throws {
    let file = try Self.folder().appending(
      path: "location/spopt/SF_network_distance_candidateStore_16_censusTract_205_new.csv")
    let instance = try MatrixReader.read(file)
    let table = try instance.covers(radius: 5000).table
    let best = try MaximalCovering(table: table, limit: 4).solve(Self.options())
    #expect(best.objective == 875_247 && best.status == .optimal)
    let all = try instance.covers(radius: 5000, weighing: .cells).table
    let fewest = try SetCovering(table: all).solve(Self.options())
    #expect(fewest.objective == 8 && fewest.status == .optimal)
  }

  @Test("Traffic-patrol platforms: district A covered from scratch, once and twice")
  func districtA() throws {
    let district = try Self.city().restricted(toGroup: "A")
    let all = try SetCovering(table: district.covers(radius: 30, weighing: .cells).table)
      .solve(Self.options())
    #expect(all.objective == 15 && all.status == .optimal)
    let table = try district.covers(radius: 30).table
    let once = try MaximalCovering(table: table, limit: 20).solve(Self.options())
    #expect(once.objective == 1245 && once.status == .optimal)
    let twice = try BackupCovering(table: table, limit: 20).solve(Self.options())
    #expect(twice.objective == 1161 && twice.status == .optimal)
    let free = try ExpectedCovering(table: table, limit: 20, busyPerMillion: 0)
      .solve(Self.options())
    #expect(free.objective == 1_245_000_000 && free.status == .optimal)
  }

  @Test(
    "Traffic-patrol platforms: the 80 kept and more added",
    arguments: zip([0, 5, 10, 20], [5501, 5883, 6105, 6381] as [Int64]))
  func additions(more: Int, known: Int64) throws {
    let city = try Self.city()
    let kept = try SiteList.read(try Self.folder().appending(path: "cumcm2011b/platforms.csv"))
      .compactMap(city.sites.index)
    let rules = SiteRules(kept: kept)
    let result = try MaximalCovering(
      table: city.covers(radius: 30).table, limit: 80 + more, rules: rules
    ).solve(Self.options())
    #expect(result.objective == known && result.status == .optimal)
    if more > 0 { return }
    let all = try SetCovering(
      table: city.covers(radius: 30, weighing: .cells).table, rules: rules
    ).solve(Self.options())
    #expect(all.objective == 80 + 54 && all.status == .optimal)
  }

  private static func city() throws -> LocationInstance {
    let folder = try folder().appending(path: "cumcm2011b")
    return try EdgesReader.read(
      folder.appending(path: "roads.csv"), nodes: folder.appending(path: "junctions.csv"))
  }
}
