// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import DutyPlanning

/// What a figure is about. There is no scope for a person: nobody is ranked by figures.
public enum KPIScope: Hashable, Codable, Sendable {
  case detachment
  case area(DutyModel.ID<Area>)
  case brigade(DutyModel.ID<Unit>)
  case squadron(DutyModel.ID<Unit>)
  /// One post, beat, patrol or checkpoint of a mode's plan.
  case place(DutyPlace, mode: DutyMode)
  case mode(DutyMode)
  /// 0..<24 on the city's clock.
  case hour(Int)

  public var dimension: KPIDimension {
    switch self {
    case .detachment: .detachment
    case .area: .area
    case .brigade: .brigade
    case .squadron: .squadron
    case .place: .place
    case .mode: .mode
    case .hour: .hour
    }
  }
}

/// How a figure can be broken down.
public enum KPIDimension: String, CaseIterable, Codable, Sendable {
  case detachment, area, brigade, squadron, place, mode, hour

  /// What a scorecard has unless more is asked for.
  public static let leading: Set<KPIDimension> = [.detachment, .area, .brigade, .mode]
}
