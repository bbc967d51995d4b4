// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DutyModel
import Foundation
import LocationInstances
import PlanningKernels

/// What the planner asks of the choice, in the file's names.
struct LocateRules: ParsableArguments {
  @Option(help: ArgumentHelp(Texts.text("option.keep"), valueName: "SITES"))
  var keep: [String] = []

  @Option(help: ArgumentHelp(Texts.text("option.locate-forbid"), valueName: "SITES"))
  var forbid: [String] = []

  @Option(help: ArgumentHelp(Texts.text("option.exclusive"), valueName: "SITES"))
  var exclusive: [String] = []

  @Option(help: ArgumentHelp(Texts.text("option.quota"), valueName: "GROUP=MIN..MAX"))
  var quota: [QuotaArgument] = []

  /// - Parameters:
  ///   - sites: of the instance that is solved.
  ///   - groups: by site, and the groups' names.
  func rules(
    sites: Labels, groups: [Int32], groupNames: [String]
  ) throws -> SiteRules {
    var rules = SiteRules(
      kept: try numbers(keep, sites, "--keep"), forbidden: try numbers(forbid, sites, "--forbid"),
      exclusions: try exclusive.map { try numbers([$0], sites, "--exclusive") })
    if quota.isEmpty { return rules }
    rules.groups = groups
    rules.quotas = groupNames.map { _ in SiteRules.Quota() }
    for entry in quota {
      guard let group = groupNames.firstIndex(of: entry.group) else {
        throw LocateFailure(
          InstanceError(file: "--quota", field: "group", .unknown(found: entry.group)))
      }
      rules.quotas[group] = SiteRules.Quota(minimum: entry.minimum, maximum: entry.maximum)
    }
    return rules
  }

  /// `1,2,3`, or `@FILE`: a comma-separated file with a column `site`, `junction` or `node`.
  private func numbers(_ lists: [String], _ sites: Labels, _ option: String) throws -> [Int] {
    var indices: [Int] = []
    for list in lists {
      let names: [String]
      if list.hasPrefix("@") {
        do {
          names = try SiteList.read(URL(filePath: String(list.dropFirst())))
        } catch { throw LocateFailure(error) }
      } else {
        names = list.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      }
      for name in names {
        guard let index = sites.index(of: name) else {
          throw LocateFailure(
            InstanceError(file: option, field: "site", .unknown(found: name)))
        }
        indices.append(index)
      }
    }
    return indices
  }
}

/// `A=2..5` or `A=2..`.
struct QuotaArgument: ExpressibleByArgument {
  var group: String
  var minimum: Int
  var maximum: Int

  init?(argument: String) {
    guard let sign = argument.lastIndex(of: "="),
      let dots = argument.range(of: "..", range: sign..<argument.endIndex),
      let minimum = Int(argument[argument.index(after: sign)..<dots.lowerBound]), minimum >= 0
    else { return nil }
    let rest = argument[dots.upperBound...]
    guard let maximum = rest.isEmpty ? Int.max : Int(rest), maximum >= minimum else { return nil }
    group = String(argument[..<sign])
    self.minimum = minimum
    self.maximum = maximum
  }
}
