// SPDX-License-Identifier: Apache-2.0

public import HiGHS

/// Why a kernel cannot answer: the numbers that a person can change.
public enum KernelError: Error, Hashable, CustomStringConvertible {
  /// A table has the wrong length.
  case length(table: String, expected: Int, found: Int)
  case outOfRange(table: String, position: Int, value: Int, limit: Int)
  case duplicate(table: String, value: Int)
  case negative(table: String, position: Int, value: Int64)
  /// The sum of a table exceeds 2^53, beyond which proofs are not exact.
  case tooLarge(table: String)
  /// More sites are asked for than there are to choose from.
  case tooFewSites(limit: Int, sites: Int)
  /// More sites must be kept than may be chosen.
  case keptExceedLimit(kept: Int, limit: Int)
  case keptForbidden(site: Int)
  /// Two sites must be kept that exclude each other.
  case keptExclude(first: Int, second: Int)
  /// The kernel cannot obey mutually exclusive sites.
  case exclusionsUnsupported
  /// No choice obeys the groups' minimums and the exclusions together.
  case contradictoryRules
  /// The time was up, or a stop came, before any choice that obeys the rules was found.
  case undecided
  /// A busy share that is not a share.
  case busyShare(perMillion: Int)
  /// A group's bounds leave no number: minimum, maximum, sites at hand, sites kept.
  case quota(group: Int, minimum: Int, maximum: Int, available: Int, kept: Int)
  case quotasExceedLimit(minimum: Int, limit: Int)
  /// Cells that no allowed site covers; the first is named.
  case uncoverable(cell: Int, count: Int)
  /// No choice of so many sites that obeys the rules reaches every cell.
  case unreachable(limit: Int)
  /// The time was up, or a stop came, before any choice that reaches every cell was found.
  case noneFound(limit: Int)
  /// Places ask for more than people can give.
  case shortage(needed: Int, assigned: Int, firstShortPlace: Int)
  case tooFewNodes(districts: Int, nodes: Int)
  /// A person's limits leave no row of shifts at all.
  case noRow(person: Int)
  case solver(HiGHSError)

  public var description: String {
    switch self {
    case .length(let table, let expected, let found):
      "Table \(table) has \(found) entries, expected \(expected)."
    case .outOfRange(let table, let position, let value, let limit):
      "Table \(table), entry \(position), is \(value), expected 0 to \(limit - 1)."
    case .duplicate(let table, let value): "Table \(table) names \(value) twice."
    case .negative(let table, let position, let value):
      "Table \(table), entry \(position), is \(value), expected 0 or more."
    case .tooLarge(let table):
      "The sum of table \(table) exceeds 9007199254740992. Maybe use a coarser unit."
    case .tooFewSites(let limit, let sites):
      "\(limit) sites are asked for and \(sites) can be chosen. "
        + "Maybe lower the number, or forbid fewer sites."
    case .keptExceedLimit(let kept, let limit):
      "\(kept) sites must be kept and \(limit) may be chosen. Maybe raise the number."
    case .keptForbidden(let site): "Site \(site) is both kept and forbidden."
    case .keptExclude(let first, let second):
      "Sites \(first) and \(second) must both be kept and exclude each other."
    case .exclusionsUnsupported:
      "This problem does not take mutually exclusive sites. Maybe put them into one group with a "
        + "maximum of 1."
    case .contradictoryRules:
      "No choice obeys the groups' minimums and the exclusions together. "
        + "Maybe lower a minimum or drop an exclusion."
    case .undecided:
      "No choice that obeys all rules was found in time, and it is not known whether there is one. "
        + "Maybe allow more time, or relax a rule."
    case .busyShare(let share):
      "The busy share is \(share) millionths, expected 0 to 999999."
    case .quota(let group, let minimum, let maximum, let available, let kept):
      "Group \(group) must have \(minimum) to \(maximum) sites; \(available) can be chosen there "
        + "and \(kept) must be kept. Maybe change the group's bounds."
    case .quotasExceedLimit(let minimum, let limit):
      "The groups must have \(minimum) sites together and \(limit) may be chosen. "
        + "Maybe lower the groups' minimums."
    case .uncoverable(let cell, let count):
      "\(count) cells are out of reach of every allowed site, the first is cell \(cell). "
        + "Maybe enlarge the reach or allow more sites."
    case .unreachable(let limit):
      "No \(limit) sites that obey the rules reach every cell. "
        + "Maybe raise the number, or check the roads of the cells that stand alone."
    case .noneFound(let limit):
      "No \(limit) sites that reach every cell were found in time, and it is not known whether "
        + "there are any. Maybe allow more time, or raise the number."
    case .shortage(let needed, let assigned, let place):
      "\(needed) people are needed and \(assigned) can be assigned; place \(place) stays short. "
        + "Maybe lower the strength of some places, or allow more people there."
    case .tooFewNodes(let districts, let nodes):
      "\(districts) districts are asked for in a graph of \(nodes) nodes."
    case .noRow(let person):
      "The limits of person \(person) leave no row of shifts. "
        + "Maybe the working time asked for does not fit the days that are open."
    case .solver(let error): error.description
    }
  }
}

extension KernelError {
  /// What a solver library says becomes the kernels' own error.
  @discardableResult static func translated<Value>(
    _ body: () throws(HiGHSError) -> Value
  ) throws(KernelError) -> Value {
    do {
      return try body()
    } catch {
      throw .solver(error)
    }
  }
}
