// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import DutyPlanning
import Operations

extension KPIScope {
  /// As the query of an address, such as `scope=area&id=1`: what a figure is opened with, on a page,
  /// over HTTP and from an exported row.
  public var query: String {
    switch self {
    case .detachment: "scope=detachment"
    case .area(let id): "scope=area&id=\(id)"
    case .brigade(let id): "scope=brigade&id=\(id)"
    case .squadron(let id): "scope=squadron&id=\(id)"
    case .mode(let mode): "scope=mode&mode=\(mode.rawValue)"
    case .hour(let hour): "scope=hour&id=\(hour)"
    case .place(let place, let mode):
      "scope=place&mode=\(mode.rawValue)&form=\(place.form.rawValue)&id=\(place.number)"
    }
  }

  /// - Returns: `nil` for a kind that there is not, or one without its number or mode.
  public init?(kind: String, id: Int64?, mode: DutyMode?, form: DutyForm?) {
    switch (kind, id, mode, form) {
    case ("detachment", _, _, _): self = .detachment
    case ("area", .some(let id), _, _): self = .area(ID(rawValue: id))
    case ("brigade", .some(let id), _, _): self = .brigade(ID(rawValue: id))
    case ("squadron", .some(let id), _, _): self = .squadron(ID(rawValue: id))
    case ("mode", _, .some(let mode), _): self = .mode(mode)
    case ("hour", .some(let id), _, _) where (0..<24).contains(id): self = .hour(Int(id))
    case ("place", .some(let id), .some(let mode), .some(let form)):
      self = .place(DutyPlace(form, id), mode: mode)
    default: return nil
    }
  }

  /// What facts have to be read by for the scope to be among theirs.
  public var dimensions: Set<KPIDimension> { KPIDimension.leading.union([dimension]) }
}

extension DutyPlace {
  fileprivate init(_ form: DutyForm, _ number: Int64) {
    switch form {
    case .post: self = .post(ID(rawValue: number))
    case .beat: self = .beat(ID(rawValue: number))
    case .patrol: self = .patrol(ID(rawValue: number))
    case .checkpoint: self = .checkpoint(ID(rawValue: number))
    }
  }
}
