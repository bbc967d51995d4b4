// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Rows of an earlier draft that a new one keeps: pinned ones in any case, the others unless a change
/// is worth more than it costs.
struct KeptRows: Sendable {
  private var rows: [ID<Officer>: [RosteredDuty]]
  private let pinned: Set<ID<RosteredDuty>>

  init(_ rows: [RosteredDuty], pinned: Set<ID<RosteredDuty>>) {
    self.rows = Dictionary(grouping: rows, by: \.officer)
    self.pinned = pinned
  }

  /// What the officer had in the shift.
  func row(of officer: ID<Officer>, in slot: ShiftSlot) -> RosteredDuty? {
    rows[officer]?.first { $0.shift == slot.shift && $0.interval == slot.interval }
  }

  func isPinned(_ row: RosteredDuty) -> Bool { pinned.contains(row.id) }

  /// Vehicles that pinned rows have taken, and when.
  var bookings: [(vehicle: ID<Vehicle>, officer: ID<Officer>, interval: CivilInterval)] {
    rows.values.joined().filter(isPinned).compactMap { row in
      guard let vehicle = row.vehicle, let during = row.streetInterval else { return nil }
      return (vehicle, row.officer, during)
    }
  }
}

/// A new draft keeps the duties that people know of: each that somebody did not have costs points.
///
/// It is among the rules only while a draft is solved anew.
public struct KeptDuties: DutyPenalty {
  public let key = "kept-duties"
  public var weight: Int
  private let known: [ID<Officer>: Set<CivilInterval>]

  /// - Parameter rows: what people have by the draft that is solved anew.
  public init(weight: Int = 40, rows: [RosteredDuty]) {
    self.weight = weight
    known = Dictionary(grouping: rows, by: \.officer).mapValues { Set($0.map(\.interval)) }
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "重新排班时保留原有班次：每改派一次\(weight)分",
      english: "A new draft keeps the duties that people have: \(weight) points for each new one")
  }

  public func points(for duty: DutySpan, by officer: Officer) -> Int {
    known[officer.id]?.contains(duty.interval) == true ? 0 : weight
  }

  public func text(_ duty: DutySpan, by officer: Officer) -> LocalizedName {
    LocalizedName(
      chinese: "\(duty.interval.start)的勤务原来不由其承担",
      english: "did not have the duty from \(duty.interval.start) before")
  }
}
