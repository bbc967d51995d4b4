// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// What is still to happen, the earliest first; equal times in the order they were planned.
struct ReplayAgenda<Step> {
  private struct Item {
    var at: Int64
    var order: Int
    var step: Step

    func isBefore(_ other: Item) -> Bool { (at, order) < (other.at, other.order) }
  }

  private var heap: [Item] = []
  private var planned = 0

  mutating func plan(_ step: Step, at instant: Instant) {
    heap.append(Item(at: instant.milliseconds, order: planned, step: step))
    planned += 1
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].isBefore(heap[parent]) else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  mutating func next() -> (at: Instant, step: Step)? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      sink()
    }
    return (Instant(milliseconds: first.at), first.step)
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && heap[child].isBefore(heap[least]) {
        least = child
      }
      guard least != parent else { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
