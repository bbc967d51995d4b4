// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Seeded chances of one subject: the same seed and subject give the same day whatever else is
/// replayed, so that one officer's luck does not depend on another's.
struct ReplayDice {
  enum Subject: UInt64 {
    case duty = 1
    case assignment, walk, violations, handOver, incident, inspection, survey
  }

  private var generator: SeededGenerator

  init(seed: UInt64, _ subject: Subject, _ first: Int64, _ second: Int = 0) {
    var mixer = SeededGenerator(seed: seed)
    for word in [subject.rawValue, UInt64(bitPattern: first), UInt64(second)] {
      mixer = SeededGenerator(seed: mixer.next() ^ word)
    }
    generator = mixer
  }

  /// A whole number in the range, both ends included.
  mutating func number(in range: ClosedRange<Int>) -> Int {
    let count = UInt64(range.upperBound - range.lowerBound + 1)
    return range.lowerBound + Int(generator.next() % count)
  }

  mutating func happens(perThousand chance: Int) -> Bool { number(in: 0...999) < chance }

  mutating func pick<Element>(_ list: [Element]) -> Element? {
    list.isEmpty ? nil : list[number(in: 0...(list.count - 1))]
  }

  /// One of the values, with chances in proportion to the weights.
  mutating func pick<Value>(weighted list: [(value: Value, weight: Int)]) -> Value? {
    let total = list.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return nil }
    var rest = number(in: 0...(total - 1))
    for (value, weight) in list {
      if rest < weight { return value }
      rest -= weight
    }
    return nil
  }
}
