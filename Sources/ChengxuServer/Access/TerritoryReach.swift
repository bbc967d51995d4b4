// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel

/// How far somebody reads who does not read the whole detachment.
struct TerritoryReach: Hashable, Sendable {
  /// Whose people they read about.
  var units: Set<DutyModel.ID<Unit>>
  /// Whose ground they read about: a squadron's is its brigade's.
  var ground: Set<DutyModel.ID<Unit>>
}

extension ServerContext {
  /// How far whoever asks reads; `nil` for the whole detachment, which programs read by their scope and strangers
  /// where reading is open.
  func reach(in territories: TerritoryIndex) -> TerritoryReach? {
    guard let territory = visitor?.visitor.territory, let units = territories.units(in: territory),
      let ground = territories.ground(of: territory)
    else { return nil }
    return TerritoryReach(units: units, ground: ground)
  }
}
