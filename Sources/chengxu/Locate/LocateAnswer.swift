// SPDX-License-Identifier: Apache-2.0

import Foundation
import LocationInstances
import PlanningKernels

/// What `chengxu locate` prints.
struct LocateAnswer: Summary {
  /// A number of the file's unit: whole where the kernel's unit is the file's.
  struct Amount: Encodable {
    var units: Int64
    var scale: Int64

    var value: Double { Double(units) / Double(scale) }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      if units % scale == 0 {
        try container.encode(units / scale)
      } else {
        try container.encode(value)
      }
    }

    var text: String {
      if units % scale == 0 { return String(units / scale) }
      let decimals = String(scale).count - 1
      return value.text(places: decimals)
    }
  }

  /// A site's name in the file: a number where the file has numbers.
  struct Site: Encodable {
    var name: String

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      if let number = Int(name), String(number) == name {
        try container.encode(number)
      } else {
        try container.encode(name)
      }
    }
  }

  var file: String
  var problem: String
  var status: KernelStatus
  var objective: Amount
  var bound: Amount
  /// |objective - bound| / |objective|.
  var gap: Double
  var sites: [Site]
  var siteCount: Int
  var cellCount: Int
  /// Different cover sets, for covering problems.
  var coverSets: Int?
  /// Demand in all, for covering problems.
  var demand: Amount?
  /// By the clock, from opening the file to the answer.
  var seconds: Double
  var iterations: Int

  var table: TextTable {
    var rows = [
      ["table.file", file], ["table.problem", Texts.text("locate.problem.\(problem)")],
      ["table.sites-cells", "\(siteCount) / \(cellCount)"],
      ["table.status", Texts.text("locate.status.\(status.rawValue)")],
      ["table.objective", objective.text], ["table.bound", bound.text],
      ["table.gap", (gap * 100).text(places: 4) + " %"],
    ]
    if let demand, demand.units > 0, problem != LocateProblem.lscp.rawValue {
      rows.append(["table.covered", (objective.value / demand.value).percent])
    }
    rows.append([
      "table.chosen-sites", "\(sites.count): " + sites.map(\.name).joined(separator: " "),
    ])
    rows.append(["table.seconds", seconds.text(places: 3)])
    return TextTable(
      header: [Texts.text("table.figure"), Texts.text("table.value")],
      rows: rows.map { [Texts.text($0[0]), $0[1]] })
  }
}

/// What is printed as JSON where no choice exists.
struct NoLocateAnswer: Encodable {
  var file: String
  var problem: String
  var status = "infeasible"
  var reason: String
}
