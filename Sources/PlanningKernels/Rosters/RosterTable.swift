// SPDX-License-Identifier: Apache-2.0

/// Who works which shift on which day: people with limits of their own, a need for each shift and
/// day, and a price for each wish not met and each person too few or too many.
///
/// The family of Curtois and Qu (Computational results on new staff scheduling benchmark instances,
/// University of Nottingham 2014). All limits are hard. Minimum runs do not bind where a run touches
/// the first or the last day, maximum runs do.
public struct RosterTable: Sendable {
  public struct Shift: Sendable, Hashable {
    public var minutes: Int
    /// Shifts that the same person must not work on the next day.
    public var notFollowedBy: Set<Int>

    public init(minutes: Int, notFollowedBy: Set<Int> = []) {
      self.minutes = minutes
      self.notFollowedBy = notFollowedBy
    }
  }

  public struct Person: Sendable {
    /// By shift: how many of the kind in all.
    public var shiftLimits: [Int]
    /// Working time in all.
    public var minutes: ClosedRange<Int>
    /// By shift: on how many days in a row, at most.
    public var shiftRunLimits: [Int]
    /// By shift: shifts that this person must not work on the next day, beside those that nobody may.
    public var notFollowedBy: [Set<Int>]
    /// Days worked in a row.
    public var workRun: ClosedRange<Int>
    /// Free days in a row, at least.
    public var minimumFreeRun: Int
    /// Weekends with a day worked, at most.
    public var weekendLimit: Int
    /// By day: what may be done then.
    public var choices: [DayChoices]
    /// By day and shift (`day * shiftCount + shift`): what it costs to work it; may be negative.
    public var prices: [Int]
    /// Added whatever the person works.
    public var basePrice: Int

    /// Run limits and successions of the person's own may be left out where there are none.
    public init(
      shiftLimits: [Int], minutes: ClosedRange<Int>, workRun: ClosedRange<Int>,
      minimumFreeRun: Int, weekendLimit: Int, choices: [DayChoices], prices: [Int],
      basePrice: Int = 0, shiftRunLimits: [Int]? = nil, notFollowedBy: [Set<Int>]? = nil
    ) {
      self.shiftLimits = shiftLimits
      self.shiftRunLimits = shiftRunLimits ?? shiftLimits.map { _ in choices.count }
      self.notFollowedBy = notFollowedBy ?? shiftLimits.map { _ in [] }
      self.minutes = minutes
      self.workRun = workRun
      self.minimumFreeRun = minimumFreeRun
      self.weekendLimit = weekendLimit
      self.choices = choices
      self.prices = prices
      self.basePrice = basePrice
    }
  }

  /// The people wanted on a shift of a day. Without prices it is nobody's concern.
  public struct Need: Sendable, Hashable {
    public var count: Int
    public var priceBelow: Int
    public var priceAbove: Int

    public init(count: Int = 0, priceBelow: Int = 0, priceAbove: Int = 0) {
      self.count = count
      self.priceBelow = priceBelow
      self.priceAbove = priceAbove
    }

    func price(of people: Int) -> Int {
      people < count ? (count - people) * priceBelow : (people - count) * priceAbove
    }
  }

  public var dayCount: Int
  public var shifts: [Shift]
  public var people: [Person]
  /// By day and shift (`day * shiftCount + shift`).
  public var needs: [Need]
  /// By day: the number of its weekend, ascending; nil for the other days.
  public var weekends: [Int?]

  public init(
    dayCount: Int, shifts: [Shift], people: [Person], needs: [Need], weekends: [Int?]
  ) {
    self.dayCount = dayCount
    self.shifts = shifts
    self.people = people
    self.needs = needs
    self.weekends = weekends
  }

  public var shiftCount: Int { shifts.count }
}

/// A set of shifts that may be worked on a day, and whether the day may be free.
public struct DayChoices: Sendable, Hashable {
  /// Shifts are numbered 0 to 62.
  public static let shiftCapacity = 63
  var bits: UInt64

  private init(bits: UInt64) { self.bits = bits }

  /// Everything.
  public static let all = DayChoices(bits: .max)
  /// Free and nothing else.
  public static let free = DayChoices(bits: 1 << 63)

  /// One shift alone, or free if `nil`.
  public static func only(_ shift: Int?) -> DayChoices {
    DayChoices(bits: 1 << UInt64(shift ?? 63))
  }

  public func allows(_ shift: Int?) -> Bool { bits & (1 << UInt64(shift ?? 63)) != 0 }

  public func intersection(_ other: DayChoices) -> DayChoices {
    DayChoices(bits: bits & other.bits)
  }

  /// Without a shift, or without the free day if `nil`.
  public func removing(_ shift: Int?) -> DayChoices {
    DayChoices(bits: bits & ~(1 << UInt64(shift ?? 63)))
  }
}

/// By person, then day: the shift worked, `nil` where the day is free.
public struct ShiftRows: Sendable, Hashable {
  public var rows: [[Int8]]
  static let free: Int8 = -1

  init(rows: [[Int8]]) { self.rows = rows }

  public subscript(person: Int, day: Int) -> Int? {
    let shift = rows[person][day]
    return shift == Self.free ? nil : Int(shift)
  }
}
