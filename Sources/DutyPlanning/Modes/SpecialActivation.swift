// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Colours of a meteorological alert, the least grave first.
public enum AlertLevel: String, CaseIterable, Codable, Sendable { case blue, yellow, orange, red }

/// How far a trigger reaches: what it sets in motion, and whether it was announced in time.
public struct SpecialActivation: Hashable, Codable, Sendable {
  public enum Reach: String, Codable, Sendable {
    /// Nothing is ordered; the mode in force goes on.
    case none
    /// People are told to be ready; no post changes.
    case standBy
    /// The order's posts are laid over the mode in force; units give at most half of who is free.
    case overlay
    /// The detachment commands all units; they give at most three quarters of who is free.
    case takeOver
  }

  public var reach: Reach
  /// Days between the order and its start that the trigger's template asks for.
  public var noticeDays: Int
  public var ordered: CivilTime
  /// Ordered with less notice than the template asks for.
  public var isLate: Bool

  /// - Parameters:
  ///   - level: of a weather alert: yellow stands by, orange overlays, red takes over.
  ///   - now: when the order is given.
  public init(
    trigger: SpecialOrder.Trigger, level: AlertLevel? = nil, interval: CivilInterval,
    now: CivilTime
  ) {
    let template = SpecialTemplate.standard(trigger)
    reach =
      switch (trigger, level ?? .orange) {
      case (.severeWeather, .blue): .none
      case (.severeWeather, .yellow): .standBy
      case (.severeWeather, .red), (.massIncident, _): .takeOver
      default: .overlay
      }
    noticeDays = template.noticeDays
    ordered = now
    isLate = now.adding(minutes: template.noticeDays * 1440) > interval.start
  }
}
