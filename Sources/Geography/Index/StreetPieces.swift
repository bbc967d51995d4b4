// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Every straight piece of every street, in the plane: columns beside each other.
struct StreetPieces: Sendable {
  private(set) var starts: [PlanePoint] = []
  private(set) var ends: [PlanePoint] = []
  /// The segment that a piece belongs to.
  private(set) var segments: [Int32] = []
  /// Millimetres from the segment's first junction to the piece's start and end.
  private var startOffsets: [Int64] = []
  private var endOffsets: [Int64] = []

  var count: Int { starts.count }

  init(_ network: RoadNetwork, on projection: LocalProjection) {
    starts.reserveCapacity(network.shapePoints.count)
    ends.reserveCapacity(network.shapePoints.count)
    segments.reserveCapacity(network.shapePoints.count)
    for segment in network.segments { append(segment, of: network, on: projection) }
  }

  private mutating func append(
    _ segment: RoadSegment, of network: RoadNetwork, on projection: LocalProjection
  ) {
    let shape = network.shape(of: segment)
    var offset: Int64 = 0
    for index in shape.indices.dropLast() {
      let length = shape[index].distanceMillimetres(to: shape[index + 1])
      starts.append(projection.point(shape[index]))
      ends.append(projection.point(shape[index + 1]))
      segments.append(Int32(segment.id.rawValue))
      startOffsets.append(min(offset, segment.lengthMillimetres))
      offset += length
      endOffsets.append(min(offset, segment.lengthMillimetres))
    }
  }

  func box(_ piece: Int) -> (low: PlanePoint, high: PlanePoint) {
    let (start, end) = (starts[piece], ends[piece])
    return (
      PlanePoint(x: min(start.x, end.x), y: min(start.y, end.y)),
      PlanePoint(x: max(start.x, end.x), y: max(start.y, end.y))
    )
  }

  func position(
    _ piece: Int, _ fraction: Double, squaredDistance: Double
  ) -> SegmentPosition {
    let length = Double(endOffsets[piece] - startOffsets[piece])
    return SegmentPosition(
      segment: ID(rawValue: Int64(segments[piece])),
      offsetMillimetres: startOffsets[piece] + Int64((fraction * length).rounded()),
      distanceMillimetres: Int64((squaredDistance.squareRoot() * 1000).rounded()))
  }
}
