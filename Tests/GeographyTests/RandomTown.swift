// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography

/// Crooked random towns for comparing fast code with slow code.
enum RandomTown {
  static func make(seed: UInt64, junctions: Int = 40, segments: Int = 90) -> RoadNetwork {
    var generator = SeededGenerator(seed: seed)
    func place() -> Coordinate {
      CoordinateColumns.rounded(
        Coordinate(
          latitude: .random(in: 36.70...36.72, using: &generator),
          longitude: .random(in: 119.10...119.13, using: &generator)))
    }
    var town = RoadNetwork(
      junctions: (0..<junctions).map {
        Junction(id: ID(rawValue: Int64($0)), location: place(), degree: 0, hasSignals: $0 % 7 == 0)
      },
      segments: [], shapePoints: [], streetNames: ["甲街", "B \"Street\""])
    for number in 0..<segments {
      let from = Int.random(in: 0..<junctions, using: &generator)
      let to = Int.random(in: 0..<junctions, using: &generator)
      let start = town.shapePoints.count
      let between = (0..<Int.random(in: 0...3, using: &generator)).map { _ in place() }
      town.shapePoints +=
        [town.junctions[from].location] + between + [town.junctions[to].location]
      let direction = Int.random(in: 1...3, using: &generator)
      town.segments.append(
        RoadSegment(
          id: ID(rawValue: Int64(number)), from: ID(rawValue: Int64(from)),
          to: ID(rawValue: Int64(to)),
          roadClass: RoadClass.allCases[number % RoadClass.allCases.count],
          streetName: number % 3 == 0 ? nil : number % 2,
          lengthMillimetres: town.shapePoints[start...].polylineMillimetres,
          speed: .random(in: 20...80, using: &generator), allowsForward: direction & 1 != 0,
          allowsBackward: direction & 2 != 0, shape: start..<town.shapePoints.count))
      town.junctions[from].degree += 1
      town.junctions[to].degree += 1
    }
    return town
  }

  static func places(seed: UInt64, count: Int) -> [Coordinate] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      Coordinate(
        latitude: .random(in: 36.69...36.73, using: &generator),
        longitude: .random(in: 119.09...119.14, using: &generator))
    }
  }
}
