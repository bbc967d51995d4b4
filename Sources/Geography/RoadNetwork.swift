// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A city's drivable streets as a graph: junctions joined by segments, each segment a polyline.
///
/// Segments are undirected pieces of street between two junctions; `allowsForward` and
/// `allowsBackward` say which way one may drive. A segment's identifier is its position in
/// `segments`, a junction's its position in `junctions`, so that tables beside the network are
/// plain arrays. Lengths are whole millimetres: sums do not depend on their order.
public struct RoadNetwork: Hashable, Sendable {
  public var junctions: [Junction]
  public var segments: [RoadSegment]
  /// The polylines of all segments, one after the other; each begins and ends at its junctions.
  public var shapePoints: [Coordinate]
  /// Street names, each once; segments point into it.
  public var streetNames: [String]

  public init(
    junctions: [Junction], segments: [RoadSegment], shapePoints: [Coordinate],
    streetNames: [String]
  ) {
    self.junctions = junctions
    self.segments = segments
    self.shapePoints = shapePoints
    self.streetNames = streetNames
  }

  public subscript(id: DutyModel.ID<Junction>) -> Junction { junctions[Int(id.rawValue)] }
  public subscript(id: DutyModel.ID<RoadSegment>) -> RoadSegment { segments[Int(id.rawValue)] }

  public func shape(of segment: RoadSegment) -> ArraySlice<Coordinate> {
    shapePoints[segment.shape]
  }

  /// The street's name, or `nil` where the map has none.
  public func streetName(of segment: RoadSegment) -> String? {
    segment.streetName.map { streetNames[$0] }
  }
}

/// A place where streets meet or end.
public struct Junction: Identifiable, Hashable, Codable, Sendable {
  public let id: DutyModel.ID<Junction>
  public var location: Coordinate
  /// Street ends that meet here; three or more make a crossing.
  public var degree: Int
  public var hasSignals: Bool

  public init(id: DutyModel.ID<Junction>, location: Coordinate, degree: Int, hasSignals: Bool) {
    self.id = id
    self.location = location
    self.degree = degree
    self.hasSignals = hasSignals
  }
}

/// A piece of one street between two junctions.
public struct RoadSegment: Identifiable, Hashable, Sendable {
  public let id: DutyModel.ID<RoadSegment>
  public var from: DutyModel.ID<Junction>
  public var to: DutyModel.ID<Junction>
  public var roadClass: RoadClass
  /// Position in `RoadNetwork.streetNames`.
  public var streetName: Int?
  public var lengthMillimetres: Int64
  /// Kilometres per hour used for travel times: the tag where there is one, else the class's.
  public var speed: Int
  public var allowsForward: Bool
  public var allowsBackward: Bool
  /// Range in `RoadNetwork.shapePoints`, at least two points.
  public var shape: Range<Int>

  public init(
    id: DutyModel.ID<RoadSegment>, from: DutyModel.ID<Junction>, to: DutyModel.ID<Junction>,
    roadClass: RoadClass,
    streetName: Int?, lengthMillimetres: Int64, speed: Int, allowsForward: Bool,
    allowsBackward: Bool, shape: Range<Int>
  ) {
    self.id = id
    self.from = from
    self.to = to
    self.roadClass = roadClass
    self.streetName = streetName
    self.lengthMillimetres = lengthMillimetres
    self.speed = speed
    self.allowsForward = allowsForward
    self.allowsBackward = allowsBackward
    self.shape = shape
  }

  /// Time to drive the whole segment, in milliseconds, at least 1.
  public var travelMilliseconds: Int64 {
    // mm / (km/h) = mm * 3600 s / 1e6 mm; times 1000 for milliseconds.
    max(1, lengthMillimetres * 36 / (Int64(speed) * 10))
  }
}

/// The street's rank, the highest first; OpenStreetMap's `highway` values grouped.
public enum RoadClass: String, CaseIterable, Codable, Sendable, Comparable {
  /// 快速路: motorway, trunk and their links.
  case expressway
  /// 主干路: primary.
  case arterial
  /// 次干路: secondary, tertiary.
  case collector
  /// 支路: all other drivable streets.
  case local

  public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .expressway: 0
    case .arterial: 1
    case .collector: 2
    case .local: 3
    }
  }
}
