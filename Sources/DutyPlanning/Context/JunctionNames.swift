// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// What people call a crossing: its two highest streets.
///
/// A crossing with one named street carries its number too, as do crossings that would share a name
/// with another; so every name stands for one junction.
public struct JunctionNames: Sendable {
  private let names: [LocalizedName]

  public init(_ roads: RoadNetwork) {
    var streets = Array(repeating: [(RoadClass, Int)](), count: roads.junctions.count)
    for segment in roads.segments {
      guard let street = segment.streetName else { continue }
      for end in [segment.from, segment.to] {
        let position = Int(end.rawValue)
        if let known = streets[position].firstIndex(where: { $0.1 == street }) {
          streets[position][known].0 = min(streets[position][known].0, segment.roadClass)
        } else {
          streets[position].append((segment.roadClass, street))
        }
      }
    }
    let plain = streets.enumerated().map { position, streets in
      Self.name(
        streets.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { roads.streetNames[$0.1] },
        number: position)
    }
    var uses: [String: Int] = [:]
    for name in plain { uses[name.chinese, default: 0] += 1 }
    names = plain.enumerated().map { position, name in
      uses[name.chinese] == 1 ? name : name.numbered(position)
    }
  }

  public subscript(junction: ID<Junction>) -> LocalizedName { names[Int(junction.rawValue)] }

  private static func name(_ streets: [String], number: Int) -> LocalizedName {
    switch streets.count {
    case 0: LocalizedName(chinese: "无名路口", english: "unnamed crossing").numbered(number)
    case 1:
      LocalizedName(chinese: "\(streets[0])路口", english: "crossing on \(streets[0])")
        .numbered(number)
    default:
      LocalizedName(
        chinese: "\(streets[0])与\(streets[1])路口", english: "\(streets[0]) × \(streets[1])")
    }
  }
}

extension LocalizedName {
  /// The same with a number behind it, such as a junction's.
  func numbered(_ number: Int) -> LocalizedName {
    LocalizedName(chinese: "\(chinese)（\(number)号）", english: "\(english) (no. \(number))")
  }

  func with(chinese suffix: String, english: String) -> LocalizedName {
    LocalizedName(chinese: chinese + suffix, english: self.english + english)
  }
}
