// SPDX-License-Identifier: Apache-2.0

/// Who may go where, at what cost, and how many each place needs.
///
/// Rows are people (or groups of alike people), columns places. A pair that is not listed is not
/// allowed. Costs are integers: minutes, metres or points.
public struct PlacementTable: Sendable, Hashable {
  public struct Option: Sendable, Hashable {
    public var person: Int
    public var place: Int
    public var cost: Int64

    public init(person: Int, place: Int, cost: Int64) {
      self.person = person
      self.place = place
      self.cost = cost
    }
  }

  /// By row, how many places it can serve at once; 1 for a person.
  public let capacity: [Int]
  /// By column, how many it needs, exactly.
  public let strength: [Int]
  public let options: [Option]

  /// Throws for entries out of range, negative or listed twice, and for costs beyond 2^40 in size.
  public init(capacity: [Int], strength: [Int], options: [Option]) throws(KernelError) {
    for (position, value) in capacity.enumerated() where value < 0 {
      throw .negative(table: "capacity", position: position, value: Int64(value))
    }
    for (position, value) in strength.enumerated() where value < 0 {
      throw .negative(table: "strength", position: position, value: Int64(value))
    }
    var seen: Set<Int> = []
    for (position, option) in options.enumerated() {
      guard capacity.indices.contains(option.person) else {
        throw .outOfRange(
          table: "options (person)", position: position, value: option.person,
          limit: capacity.count)
      }
      guard strength.indices.contains(option.place) else {
        throw .outOfRange(
          table: "options (place)", position: position, value: option.place, limit: strength.count)
      }
      let pair = option.person * strength.count + option.place
      if !seen.insert(pair).inserted { throw .duplicate(table: "options", value: position) }
      if option.cost.magnitude > 1 << 40 { throw .tooLarge(table: "options (cost)") }
    }
    self.capacity = capacity
    self.strength = strength
    self.options = options
  }

  /// A full matrix of costs; nil where a person may not go.
  /// - Parameter costs: by person, by place.
  public init(costs: [[Int64?]], strength: [Int], capacity: [Int]? = nil) throws(KernelError) {
    var options: [Option] = []
    for (person, row) in costs.enumerated() {
      if row.count != strength.count {
        throw .length(table: "costs of \(person)", expected: strength.count, found: row.count)
      }
      for (place, cost) in row.enumerated() {
        if let cost { options.append(Option(person: person, place: place, cost: cost)) }
      }
    }
    try self.init(
      capacity: capacity ?? costs.map { _ in 1 }, strength: strength, options: options)
  }
}

/// Who goes where.
public struct Placement: Sendable, Hashable {
  public struct Pair: Sendable, Hashable {
    public let person: Int
    public let place: Int
    /// How many of the row go there; 1 for a person.
    public let count: Int
  }

  /// In order of person, then place.
  public let pairs: [Pair]
  /// The sum of all costs.
  public let totalCost: Int64
  /// The greatest single cost, 0 if nobody is placed.
  public let greatestCost: Int64

  /// The people at `place`, in ascending order.
  public func people(at place: Int) -> [Int] {
    pairs.filter { $0.place == place }.map(\.person)
  }
}
