// SPDX-License-Identifier: Apache-2.0

import DutyModel

extension RoadNetwork {
  /// The network of the given junctions and the segments between them, numbered anew.
  ///
  /// - Parameter keep: By position in `junctions`.
  /// - Returns: The smaller network; its segments and junctions keep their order. Degrees count
  ///   what is left.
  public func restricted(to keep: [Bool]) -> RoadNetwork {
    precondition(keep.count == junctions.count, "One answer a junction is needed.")
    var builder = Restriction(of: self, keep: keep)
    for segment in segments
    where keep[Int(segment.from.rawValue)] && keep[Int(segment.to.rawValue)] {
      builder.append(segment)
    }
    return builder.network
  }
}

private struct Restriction {
  private let source: RoadNetwork
  private var newJunction: [Int64]
  private var newName: [Int?]
  private(set) var network: RoadNetwork

  init(of source: RoadNetwork, keep: [Bool]) {
    self.source = source
    newName = Array(repeating: nil, count: source.streetNames.count)
    newJunction = Array(repeating: -1, count: keep.count)
    var junctions: [Junction] = []
    for (position, junction) in source.junctions.enumerated() where keep[position] {
      newJunction[position] = Int64(junctions.count)
      junctions.append(
        Junction(
          id: ID(rawValue: Int64(junctions.count)), location: junction.location, degree: 0,
          hasSignals: junction.hasSignals))
    }
    network = RoadNetwork(junctions: junctions, segments: [], shapePoints: [], streetNames: [])
  }

  mutating func append(_ old: RoadSegment) {
    let from = newJunction[Int(old.from.rawValue)]
    let to = newJunction[Int(old.to.rawValue)]
    let start = network.shapePoints.count
    network.shapePoints += source.shape(of: old)
    network.junctions[Int(from)].degree += 1
    network.junctions[Int(to)].degree += 1
    network.segments.append(
      RoadSegment(
        id: ID(rawValue: Int64(network.segments.count)), from: ID(rawValue: from),
        to: ID(rawValue: to), roadClass: old.roadClass, streetName: name(old.streetName),
        lengthMillimetres: old.lengthMillimetres, speed: old.speed,
        allowsForward: old.allowsForward, allowsBackward: old.allowsBackward,
        shape: start..<network.shapePoints.count))
  }

  private mutating func name(_ old: Int?) -> Int? {
    guard let old else { return nil }
    if let known = newName[old] { return known }
    network.streetNames.append(source.streetNames[old])
    newName[old] = network.streetNames.count - 1
    return newName[old]
  }
}
