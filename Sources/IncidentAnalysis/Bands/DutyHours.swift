// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// The hours of the week by the mode that has duty in them, and all of them together.
///
/// The three modes part the week: every band belongs to exactly one of `DutyHours.parts`.
public enum DutyHours: String, CaseIterable, Codable, Sendable {
  case all
  /// 高峰: working days 07–09 and 17–19.
  case peak
  /// 平峰: what is neither peak nor night.
  case offPeak = "off-peak"
  /// 夜间: every day 22–06.
  case night

  public static let parts: [DutyHours] = [.peak, .offPeak, .night]

  /// The part of the week that a band belongs to.
  public init(_ band: TimeBand) {
    switch (band.dayClass, band.hour) {
    case (_, 22...), (_, ..<6): self = .night
    case (.workday, 7..<9), (.workday, 17..<19): self = .peak
    default: self = .offPeak
    }
  }

  public var bands: [TimeBand] {
    self == .all ? TimeBand.all : TimeBand.all.filter { DutyHours($0) == self }
  }

  /// Position in `parts`, by band.
  static let partOfBand = TimeBand.all.map { parts.firstIndex(of: DutyHours($0)) ?? 0 }
}
