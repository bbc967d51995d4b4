// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// What is seen on the street in each mode, and what is done about it: weights of the demo day.
enum ReplayOffences {
  typealias RoadUser = ViolationCase.RoadUser
  typealias Intervention = ViolationCase.Intervention

  /// Pedestrians and cyclists first in the peak, cars and lorries at night.
  static func roadUsers(in mode: DutyMode) -> [(value: RoadUser, weight: Int)] {
    switch mode {
    case .peak: [(.pedestrian, 35), (.nonMotor, 45), (.motor, 20)]
    case .offPeak: [(.pedestrian, 15), (.nonMotor, 35), (.motor, 50)]
    case .night: [(.nonMotor, 15), (.motor, 85)]
    case .special: [(.pedestrian, 40), (.nonMotor, 30), (.motor, 30)]
    }
  }

  static func interventions(
    with roadUser: RoadUser, in mode: DutyMode
  ) -> [(value: Intervention, weight: Int)] {
    switch (roadUser, mode) {
    case (.pedestrian, _):
      [(.dissuasion, 940), (.verbalWarning, 55), (.summaryDecision, 5)]
    case (.nonMotor, _):
      [
        (.dissuasion, 880), (.verbalWarning, 100), (.summaryDecision, 15),
        (.evidenceToBeProcessed, 5),
      ]
    case (.motor, .night):
      [
        (.dissuasion, 200), (.verbalWarning, 400), (.summaryDecision, 330), (.coerciveMeasure, 40),
        (.evidenceToBeProcessed, 30),
      ]
    case (.motor, _):
      [
        (.dissuasion, 350), (.verbalWarning, 380), (.summaryDecision, 200), (.coerciveMeasure, 20),
        (.evidenceToBeProcessed, 50),
      ]
    }
  }

  /// Codes of GA/T 16.31 that the bulletin's campaign names.
  static func codes(of roadUser: RoadUser, in mode: DutyMode) -> [String] {
    switch (roadUser, mode) {
    case (.pedestrian, _): ["3001", "3005", "3006"]
    case (.nonMotor, _): ["2004", "2007", "2009", "2019"]
    case (.motor, .night): ["1344", "1712", "1208", "1039"]
    case (.motor, _): ["1344", "1345", "1039", "1208", "1025"]
    }
  }

  /// What this person may do of it: an auxiliary dissuades or reports, office staff secure evidence
  /// where a decision is needed.
  static func lawful(_ intervention: Intervention, for handler: Handler) -> Intervention {
    switch (handler.status, intervention) {
    case (.auxiliary, .verbalWarning): .dissuasion
    case (.auxiliary, .summaryDecision), (.auxiliary, .coerciveMeasure): .evidenceToBeProcessed
    case (.sworn, .summaryDecision) where handler.isOfficeStaff: .evidenceToBeProcessed
    default: intervention
    }
  }
}
