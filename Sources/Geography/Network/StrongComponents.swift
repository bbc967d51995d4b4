// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Parts of a street network within which one can drive from everywhere to everywhere.
///
/// - Source: Tarjan 1972, doi:10.1137/0201010, with a stack of its own instead of recursion, since
///   a city's streets are deeper than a thread's stack.
public struct StrongComponents: Sendable {
  /// The part of each junction, by position.
  public let component: [Int]
  /// Junctions in each part.
  public let sizes: [Int]

  public init(_ graph: TravelGraph) {
    var search = TarjanSearch(graph)
    for junction in 0..<graph.junctionCount { search.visit(junction) }
    component = search.component.map(Int.init)
    sizes = search.sizes
  }

  /// The part with most junctions; of equal ones that with the lowest junction number.
  public var largest: Int? {
    guard let size = sizes.max() else { return nil }
    return component.first { sizes[$0] == size }
  }

  /// Whether each junction lies in the largest part, by position.
  public var isInLargest: [Bool] {
    guard let largest else { return [] }
    return component.map { $0 == largest }
  }
}

/// The running state of Tarjan's search.
private struct TarjanSearch {
  private let graph: TravelGraph
  private var order: [Int32]
  private var low: [Int32]
  private var open: [Int32] = []
  private var isOpen: [Bool]
  private var counter: Int32 = 0
  private(set) var component: [Int32]
  private(set) var sizes: [Int] = []

  /// A junction on the way down, and the next of its arcs to follow.
  private struct Frame {
    var junction: Int
    var arc: Int
  }

  init(_ graph: TravelGraph) {
    self.graph = graph
    order = Array(repeating: -1, count: graph.junctionCount)
    low = order
    component = order
    isOpen = Array(repeating: false, count: graph.junctionCount)
  }

  mutating func visit(_ root: Int) {
    guard order[root] < 0 else { return }
    var stack = [enter(root)]
    while let frame = stack.last {
      let junction = frame.junction
      if frame.arc < graph.arcs(of: junction).upperBound {
        stack[stack.count - 1].arc += 1
        let head = Int(graph.heads[frame.arc])
        if order[head] < 0 {
          stack.append(enter(head))
        } else if isOpen[head] {
          low[junction] = min(low[junction], order[head])
        }
      } else {
        stack.removeLast()
        if low[junction] == order[junction] { close(junction) }
        if let parent = stack.last?.junction { low[parent] = min(low[parent], low[junction]) }
      }
    }
  }

  private mutating func enter(_ junction: Int) -> Frame {
    order[junction] = counter
    low[junction] = counter
    counter += 1
    open.append(Int32(junction))
    isOpen[junction] = true
    return Frame(junction: junction, arc: graph.arcs(of: junction).lowerBound)
  }

  /// All that is open above `root` is one part.
  private mutating func close(_ root: Int) {
    var size = 0
    while let junction = open.popLast() {
      isOpen[Int(junction)] = false
      component[Int(junction)] = Int32(sizes.count)
      size += 1
      if Int(junction) == root { break }
    }
    sizes.append(size)
  }
}
