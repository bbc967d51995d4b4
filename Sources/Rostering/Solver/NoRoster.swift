// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// There is no roster, and where it could be found in time, which demands and rules are at odds.
public struct NoRoster: ExplainedError {
  public var error: RosterError
  public var conflict: RosterConflict?

  public var explanation: LocalizedName {
    guard let conflict else { return error.explanation }
    return LocalizedName(
      chinese: error.explanation.chinese + "\n" + conflict.explanation.chinese,
      english: error.explanation.english + "\n" + conflict.explanation.english)
  }
}

extension RosterError {
  /// Too few people for demands and rules, as against mistakes in what was given.
  var isAboutPeople: Bool {
    switch self {
    case .understaffed, .overburdened, .infeasible, .notFound: true
    default: false
    }
  }
}
