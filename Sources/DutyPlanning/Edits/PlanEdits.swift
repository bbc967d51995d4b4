// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// The decisions by hand that shall hold at the next planning run, as `plan-edits.json` keeps them, and those that
/// somebody took back.
public struct PlanEdits: Hashable, Sendable {
  /// A decision that no longer holds: who took it back, when and why.
  public struct Withdrawal: Hashable, Codable, Sendable {
    public var edit: PlanEdit
    public var person: String
    public var time: CivilTime
    public var reason: String

    public init(edit: PlanEdit, person: String, time: CivilTime, reason: String) {
      self.edit = edit
      self.person = person
      self.time = time
      self.reason = reason
    }
  }

  public var edits: [PlanEdit]
  public private(set) var withdrawn: [Withdrawal]

  public init(edits: [PlanEdit]) {
    self.edits = edits
    withdrawn = []
  }

  /// Takes a decision back.
  ///
  /// - Returns: false, and nothing is changed, where it is not among those that hold.
  public mutating func withdraw(_ withdrawal: Withdrawal) -> Bool {
    guard let position = edits.firstIndex(of: withdrawal.edit) else { return false }
    edits.remove(at: position)
    withdrawn.append(withdrawal)
    return true
  }
}

extension PlanEdits: Codable {
  private enum CodingKeys: String, CodingKey { case edits, withdrawn }

  /// A file written by hand may name decisions alone.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    edits = try values.decode([PlanEdit].self, forKey: .edits)
    withdrawn = try values.decodeIfPresent([Withdrawal].self, forKey: .withdrawn) ?? []
  }
}
