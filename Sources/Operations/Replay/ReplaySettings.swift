// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What a replay assumes about people; all of it demo data, none of it measured.
///
/// The rates were set so that a working day gives about 12 interventions a person-time, as the
/// Weifang bulletin no. 6 of 2017 reports (over 200 000 in 16 000 person-times), most of them
/// dissuasions. `docs/models/day-replay.md` lists them with their reasons.
public struct ReplaySettings: Hashable, Sendable {
  /// Chances in a thousand.
  public var absentPerThousand = 4
  public var latePerThousand = 30
  public var unexplainedAbsencePerThousand = 15
  public var declinedDispatchPerThousand = 15
  public var handOverLatePerThousand = 50
  public var handOverReturnedPerThousand = 25
  public var settlementLatePerThousand = 60
  /// Of the cases handed over again, how many the brigade tries to return a second time.
  public var secondReturnPerThousand = 100

  /// Mean seconds between two interventions of one person, by mode.
  public var secondsPerIntervention: [DutyMode: Int] = [
    .peak: 700, .offPeak: 2000, .night: 3000, .special: 1800,
  ]
  /// On beats: how fast a street is walked or driven slowly, in metres an hour.
  public var beatMetresPerHour = 8_000
  /// Driving to an incident takes this percentage of the free-flow time.
  public var trafficPercent = 130

  public var attendance = AttendancePolicy.standard
  public var handOver = HandOverPolicy.standard
  public var dispatcher = Dispatcher.standard

  public init() {}
}
