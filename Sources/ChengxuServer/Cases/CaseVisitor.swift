// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityOrder
import DutyModel

/// Somebody signed in, as city order sees them: for which bodies they act, and what they see.
///
/// An account for the whole detachment and one of a centre see every case; any other sees the cases
/// of its bodies, those that were there once among them.
struct CaseVisitor: Sendable {
  let permissions: Set<Permission>
  /// The bodies whose units lie in the account's territory; none for the whole detachment, which acts
  /// for no single body.
  let bodies: [OrderUnit]
  let seesAll: Bool
  /// What they see of each case.
  let reader: CaseReader
  private let person: ID<CasePerson>
  private let directory: OrderDirectory

  init(
    _ visitor: Visitor, _ directory: OrderDirectory, _ territories: TerritoryIndex
  ) throws(Problem) {
    permissions = visitor.permissions
    person = ID(rawValue: visitor.account.rawValue)
    self.directory = directory
    guard visitor.territory != .detachment else {
      (bodies, seesAll) = ([], true)
      reader = CaseReader(CaseAudience.audiences(of: visitor.roles, for: nil))
      return
    }
    bodies = directory.units.filter { body in
      body.unit.map { territories.covers(visitor.territory, $0) } ?? false
    }
    guard !bodies.isEmpty else { throw .noBody }
    seesAll = bodies.contains { [.supervisionCentre, .commandCentre].contains($0.kind) }
    reader = CaseReader(
      CaseAudience.audiences(of: visitor.roles, for: Set(bodies.map(\.kind))))
  }

  /// Whether they work for the district or its centres; the traffic police set no calendar of theirs.
  var isOfDistrict: Bool {
    !reader.audiences.isDisjoint(with: [.district, .centre, .auditor])
  }

  /// What has gone up stands in one queue for those who see every case and who was reminded.
  var seesEscalated: Bool { seesAll && reader.sees(.reminders) }

  func isOf(_ unit: ID<OrderUnit>?) -> Bool { bodies.contains { $0.id == unit } }

  func sees(_ one: CityCase) -> Bool { seesAll || isOf(one.unit) }

  func sees(_ one: CityCase, _ events: [CaseEvent]) -> Bool {
    sees(one) || events.contains { isOf($0.action.receiver) }
  }

  /// As whom they act on a case. Handlers act for the body that has it, if it is theirs.
  func actor(for role: CaseActor.Role, on one: CityCase? = nil) -> CaseActor {
    actor(for: role, of: one?.unit)
  }

  /// As whom they act on what is a body's: for that body, if it is theirs.
  func actor(for role: CaseActor.Role, of unit: ID<OrderUnit>?) -> CaseActor {
    let own = bodies.first { $0.id == unit } ?? bodies.first
    switch role {
    case .handler where own?.kind == .trafficBrigade:
      return CaseActor(person: person, role: .brigadeOfficer, unit: own?.id)
    case .supervisor, .collector:
      return CaseActor(person: person, role: role, unit: own?.id ?? centre(.supervisionCentre))
    case .dispatcher:
      return CaseActor(person: person, role: role, unit: own?.id ?? centre(.commandCentre))
    default: return CaseActor(person: person, role: role, unit: own?.id)
    }
  }

  /// As whom they report what they saw themselves.
  var reporter: (actor: CaseActor, source: CaseReport.Source) {
    if permissions.contains(.openCase) { return (actor(for: .supervisor), .hotline) }
    let isPolice = !permissions.isDisjoint(with: [.dispatch, .reportViolation])
    return isPolice
      ? (actor(for: .brigadeOfficer), .police) : (actor(for: .collector), .collector)
  }

  /// What they may do to a case now.
  func actions(on one: CityCase, at now: Instant) -> [CaseAction] {
    CaseAction.allCases.filter { action in
      guard let permission = action.permission, permissions.contains(permission) else {
        return false
      }
      if action == .refer, directory.classes[one.code]?.isTrafficMatter != true { return false }
      // The brigade answers through the violation, and its outcome comes back by itself.
      if one.violation != nil, [.accept, .giveBack, .brigadeOutcome].contains(action) {
        return false
      }
      return action.isOpen(on: one, to: actor(for: action.role, on: one), at: now)
    }
  }

  private func centre(_ kind: OrderUnit.Kind) -> ID<OrderUnit>? {
    directory.units.first { $0.kind == kind }?.id
  }
}

extension CaseAudience {
  /// As whom somebody looks at cases: the one place that makes it of their roles and their bodies.
  ///
  /// Whoever goes and looks, and the auditor, are so wherever they belong. All others look as what
  /// their bodies are, or in an account for the whole detachment as what their role is.
  ///
  /// - Parameter kinds: Of the bodies that they act for; `nil` for the whole detachment.
  static func audiences(
    of roles: Set<Role>, for kinds: Set<OrderUnit.Kind>?
  ) -> Set<CaseAudience> {
    Set(
      roles.flatMap { role -> [CaseAudience] in
        switch role {
        case .collector, .inspector: [.collector]
        case .auditor: [.auditor]
        case .district, .districtLeader: kinds?.map(CaseAudience.init) ?? [.district]
        case .supervisionCentre, .commandCentre: kinds?.map(CaseAudience.init) ?? [.centre]
        case .dispatcher, .brigadeLeader, .officer, .auxiliary:
          kinds?.map(CaseAudience.init) ?? [.brigade]
        case .planner, .partner, .bulletinWriter, .administrator: []
        }
      })
  }
}
