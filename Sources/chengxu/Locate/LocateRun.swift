// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import HiGHS
import LocationInstances
import PlanningKernels

/// Reads an instance, hands it to the kernel that fits, and words the answer in the file's names.
struct LocateRun {
  var problem: LocateProblem
  var format: InstanceFormat
  var file: URL
  var nodes: URL?
  var group: String?
  var radius: Double?
  var limit: Int?
  /// In millionths.
  var busy: Int
  var rules: LocateRules
  var options: KernelOptions

  func answer() throws -> LocateAnswer {
    do {
      return problem.isCovering ? try covering() : try median()
    } catch let error as InstanceError {
      throw LocateFailure(error)
    }
  }

  private func read() throws(InstanceError) -> LocationInstance {
    let whole = try format.read(file, nodes: nodes)
    guard let group else { return whole }
    return try whole.restricted(toGroup: group)
  }

  private func covering() throws -> LocateAnswer {
    let clock = ContinuousClock()
    let begin = clock.now
    guard let radius else { throw ValidationError(Texts.text("locate.needs-radius")) }
    let weight = problem == .lscp ? CoverWeight.cells : .demand
    let covers: CoverInstance
    var (groups, groupNames): ([Int32], [String]) = ([], [])
    if format == .cordeau && group == nil {
      covers = try CordeauReader.readCovers(file, radius: radius, weighing: weight)
    } else {
      let instance = try read()
      covers = try instance.covers(radius: radius, weighing: weight)
      (groups, groupNames) = (instance.siteGroups, instance.groupNames)
    }
    let rules = try rules.rules(sites: covers.sites, groups: groups, groupNames: groupNames)
    let result: KernelResult<[Int]>
    do {
      result = try solve(covers, rules)
    } catch let error as KernelError {
      throw LocateFailure(error, sites: covers.sites) { covers.cells[covers.firstCell[$0]] }
    }
    let scale =
      problem == .lscp
      ? 1 : covers.demandScale * (problem == .mexclp ? ExpectedCovering.scale : 1)
    return LocateAnswer(
      file: covers.file, problem: problem.rawValue, status: result.status,
      objective: .init(units: result.objective, scale: scale),
      bound: .init(units: result.bound, scale: scale), gap: result.gap,
      sites: result.sites.map { .init(name: covers.sites[$0]) }, siteCount: covers.sites.count,
      cellCount: covers.cells.count, coverSets: covers.table.cellCount,
      demand: .init(units: covers.totalDemand, scale: covers.demandScale),
      seconds: (clock.now - begin) / .seconds(1), iterations: result.iterations)
  }

  private func solve(_ covers: CoverInstance, _ rules: SiteRules) throws -> KernelResult<[Int]> {
    if problem == .lscp { return try SetCovering(table: covers.table, rules: rules).solve(options) }
    let limit = try limit(covers.limit)
    switch problem {
    case .backup:
      return try BackupCovering(table: covers.table, limit: limit, rules: rules).solve(options)
    case .mexclp:
      return try ExpectedCovering(
        table: covers.table, limit: limit, busyPerMillion: busy, rules: rules
      ).solve(options)
    default:
      return try MaximalCovering(table: covers.table, limit: limit, rules: rules).solve(options)
    }
  }

  private func limit(_ inFile: Int?) throws -> Int {
    guard let limit = limit ?? inFile else {
      throw ValidationError(Texts.text("locate.needs-p"))
    }
    return limit
  }

  private func median() throws -> LocateAnswer {
    let clock = ContinuousClock()
    let begin = clock.now
    let instance = try read()
    let whole = try instance.wholeDistances()
    let rules = try rules.rules(
      sites: instance.sites, groups: instance.siteGroups, groupNames: instance.groupNames)
    let limit = try limit(instance.limit)
    let isCenter = problem == .pcenter
    let result: KernelResult<[Int]>
    do {
      // The farthest cell counts however little it demands.
      let table = try DistanceTable(
        siteCount: instance.siteCount, distances: whole.distances,
        weights: isCenter ? instance.demand.map { _ in 1 } : instance.demand)
      result =
        isCenter
        ? try PCenter(table: table, limit: limit, rules: rules).solve(options)
        : try PMedian(table: table, limit: limit, rules: rules).solve(options)
    } catch {
      throw LocateFailure(error, sites: instance.sites) { instance.cells[$0] }
    }
    let scale = whole.scale * (isCenter ? 1 : instance.demandScale)
    return LocateAnswer(
      file: instance.file, problem: problem.rawValue, status: result.status,
      objective: .init(units: result.objective, scale: scale),
      bound: .init(units: result.bound, scale: scale), gap: result.gap,
      sites: result.sites.map { .init(name: instance.sites[$0]) }, siteCount: instance.siteCount,
      cellCount: instance.cellCount, coverSets: nil, demand: nil,
      seconds: (clock.now - begin) / .seconds(1), iterations: result.iterations)
  }
}
