// SPDX-License-Identifier: Apache-2.0

/// Why a queueing model cannot answer: the numbers that a person can change.
public enum QueueingError: Error, Hashable, CustomStringConvertible {
  case noUnits
  case noArrivals
  case length(table: String, expected: Int, found: Int)
  /// A number that is not finite, or negative where it may not be.
  case invalid(table: String, position: Int, value: Double, expected: String)
  /// A dispatch order does not name every unit just once.
  case notAnOrder(atom: Int)
  /// A call asks for more units than there are.
  case crew(atom: Int, needed: Int, units: Int)
  /// Calls that wait in line take one unit each.
  case crewInLine(atom: Int, needed: Int)
  /// Work comes in faster than all units together can do it: hours of work in an hour, units.
  case saturated(load: Double, units: Int)

  public var description: String {
    switch self {
    case .noUnits: "There are no units. Maybe add one."
    case .noArrivals: "There are no calls at all. Maybe check the arrival rates."
    case .length(let table, let expected, let found):
      "Table \(table) has \(found) entries, expected \(expected)."
    case .invalid(let table, let position, let value, let expected):
      "Table \(table), entry \(position), is \(value), expected \(expected)."
    case .notAnOrder(let atom):
      "The dispatch order of atom \(atom) does not name every unit just once."
    case .crew(let atom, let needed, let units):
      "A call at atom \(atom) asks for \(needed) units and there are \(units); expected 1 to "
        + "\(units)."
    case .crewInLine(let atom, let needed):
      "A call at atom \(atom) asks for \(needed) units; calls that wait take one each. Maybe let "
        + "calls that find nobody free go to others (line: lost)."
    case .saturated(let load, let units):
      "\(load) hours of work come in every hour and there are \(units) units: the line would "
        + "grow without end. Maybe add units, or shorten the time on scene."
    }
  }
}
