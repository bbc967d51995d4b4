// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Which brigade owns which street, and where that lies on the map.
struct Territory {
  /// By position of the segment.
  var brigadeOfSegment: [ID<Unit>]
  var boundaries: TerritoryBoundaries
}
