// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DutyModel
import DutyPlanning
import Foundation
import Geography

/// What a planner decides by hand, and how far to go from the plan in force.
struct PlanEditArguments: ParsableArguments {
  @Option(help: ArgumentHelp(Texts.text("option.edits"), valueName: "FILE"))
  var edits: String?

  @Option(help: ArgumentHelp(Texts.text("option.pin"), valueName: "JUNCTION"))
  var pin: [Int64] = []

  @Option(help: ArgumentHelp(Texts.text("option.forbid"), valueName: "JUNCTION"))
  var forbid: [Int64] = []

  @Option(help: ArgumentHelp(Texts.text("option.move"), valueName: "FROM:TO"))
  var move: [MoveArgument] = []

  @Option(help: ArgumentHelp(Texts.text("option.resize"), valueName: "JUNCTION=S,A,O"))
  var resize: [ResizeArgument] = []

  @Option(help: ArgumentHelp(Texts.text("option.person"), valueName: "NAME"))
  var person: String?

  @Option(help: ArgumentHelp(Texts.text("option.edit-reason"), valueName: "TEXT"))
  var reason: String?

  @Option(help: ArgumentHelp(Texts.text("option.plan-from"), valueName: "FILE"))
  var from: String?

  @Option(
    name: .customLong("change-limit"),
    help: ArgumentHelp(
      Texts.text("option.change-limit"), valueName: "N"))
  var changeLimit: Int?

  @Option(
    name: .customLong("change-penalty"),
    help: ArgumentHelp(
      Texts.text("option.change-penalty"), valueName: "X"))
  var changePenalty: Double?

  func validate() throws {
    if !changes.isEmpty, person == nil || reason == nil {
      throw ValidationError(Texts.text("error.edit-unsigned"))
    }
    if changeLimit != nil, changePenalty != nil {
      throw ValidationError(Texts.text("error.change-twice"))
    }
    if changeLimit != nil || changePenalty != nil, from == nil {
      throw ValidationError(Texts.text("error.change-without-plan"))
    }
  }

  var change: ChangeRule? {
    changeLimit.map(ChangeRule.limit) ?? changePenalty.map(ChangeRule.penalty)
  }

  /// The plans in force, `nil` if none were named.
  func current() throws(StageFileError) -> DutyPlanSet? {
    guard let from else { return nil }
    return try StageFile.read(DutyPlanSet.self, from: URL(filePath: from))
  }

  /// Those of the file, then those of the command line, signed with `now`.
  func all(mode: DutyMode, now: CivilTime) throws(StageFileError) -> [PlanEdit] {
    let written =
      try edits.map { file throws(StageFileError) in
        try StageFile.read(PlanEdits.self, from: URL(filePath: file)).edits
      } ?? []
    return written
      + changes.map {
        PlanEdit(mode: mode, change: $0, person: person ?? "", time: now, reason: reason ?? "")
      }
  }

  private var changes: [PlanEdit.Change] {
    pin.map { .pin(ID(rawValue: $0)) } + forbid.map { .forbid(ID(rawValue: $0)) }
      + move.map { .move(from: $0.from, to: $0.to) }
      + resize.map { .resize($0.junction, $0.strength) }
  }
}

/// Two junctions on the command line, such as `120:345`.
struct MoveArgument: ExpressibleByArgument {
  var from: ID<Junction>
  var to: ID<Junction>

  init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) }
    guard parts.count == 2, let from = parts[0], let to = parts[1] else { return nil }
    self.from = ID(rawValue: from)
    self.to = ID(rawValue: to)
  }
}

/// A post's people on the command line: sworn, auxiliary, office, such as `120=2,1,0`.
struct ResizeArgument: ExpressibleByArgument {
  var junction: ID<Junction>
  var strength: Strength

  init?(argument: String) {
    let sides = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard sides.count == 2, let junction = Int64(sides[0]) else { return nil }
    let people = sides[1].split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    guard people.count == 3, let sworn = people[0], let auxiliary = people[1],
      let office = people[2]
    else { return nil }
    self.junction = ID(rawValue: junction)
    strength = Strength(sworn: sworn, auxiliary: auxiliary, office: office)
  }
}

extension CityClock {
  /// This moment on the city's wall clock.
  var now: CivilTime {
    civilTime(of: Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)))
  }
}
