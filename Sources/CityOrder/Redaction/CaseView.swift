// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations

/// A case with only the fields that its reader may see: one case, no copies. Made by `CaseReader`.
public struct CaseView: Hashable, Sendable {
  /// How a case ended, without the reasons.
  public enum Ending: Hashable, Sendable {
    case verified, declined, withdrawn
    case withParent(ID<CityCase>)
    /// Another system's word.
    case recorded(status: String)
  }

  public let id: ID<CityCase>
  public let version: Int?
  public let code: ClassCode
  /// The state's key, such as `handling`.
  public let state: String
  public let step: CaseStep
  public let ending: Ending?
  /// Of a duplicate that is still open.
  public let parent: ID<CityCase>?
  public let turn: CaseTurn?
  public let unit: ID<OrderUnit>?
  /// When the running clock ends.
  public let due: Instant?
  public let handlingDue: Instant?
  public let receivedAt: Instant
  public let lastChange: Instant
  public let place: Coordinate?
  public let grid: GridCode?
  public let address: String?
  public let description: String?
  public let mediaURL: String?
  public let isExtensionAsked: Bool?
  /// The percentage of the running clock that was last reminded of; 0 for none.
  public let reminded: Int?
  public let rung: CaseRung?
  public let outcome: BrigadeOutcome?
  public let violation: ID<ViolationCase>?

  init(_ one: CityCase, for reader: CaseReader) {
    id = one.id
    code = one.code
    state = one.state.key
    step = one.step
    ending = one.ending
    parent = if case .duplicate(let parent) = one.state { parent } else { nil }
    receivedAt = one.receivedAt
    lastChange = one.lastChange
    version = reader.value(.version, one.version)
    turn = reader.value(.turn, one.turn)
    unit = reader.value(.body, one.unit)
    due = reader.value(.deadlines, one.clock?.due)
    handlingDue = reader.value(.deadlines, one.handlingDeadline?.due)
    place = reader.value(.place, one.report.place)
    grid = reader.value(.place, one.report.grid)
    address = reader.text(.address, one.report.address)
    description = reader.text(.description, one.report.description)
    mediaURL = reader.value(.media, one.report.mediaURL)
    isExtensionAsked = reader.value(.extension_, one.requestedExtension != nil)
    reminded = reader.value(.reminders, one.remindedPercent)
    rung = reader.value(.reminders, one.rung)
    outcome = reader.value(.outcome, one.brigadeOutcome)
    violation = reader.value(.violation, one.violation)
  }
}

extension CityCase {
  fileprivate var ending: CaseView.Ending? {
    switch state {
    case .closed(let closing), .evaluated(let closing):
      switch closing {
      case .verified: .verified
      case .declined: .declined
      case .withParent(let parent): .withParent(parent)
      case .withdrawn: .withdrawn
      case .recorded(let status): .recorded(status: status)
      }
    default: nil
    }
  }
}
