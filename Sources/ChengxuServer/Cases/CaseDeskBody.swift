// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityOrder
import DutyModel

/// What a workbench needs before it shows a case: queues, classes and bodies.
struct CaseDeskBody: Codable {
  struct Queue: Codable {
    /// As `GET /api/cases?turn=` takes it.
    var turn: String
    /// `nil` for the centres and for what has gone up, which the pages word.
    var name: LocalizedName?
    /// Whether the person's own work stands there.
    var isMine: Bool
  }

  struct Class: Codable {
    var code: String
    var name: LocalizedName
    var major: LocalizedName
  }

  struct Body: Codable {
    var id: Int64
    var kind: OrderUnit.Kind
    var name: LocalizedName
  }

  /// Those that the person may look at, in the order of the directory.
  var queues: [Queue]
  var classes: [Class]
  var units: [Body]
  /// That the working calendar ends soon, for the district and its centres; `nil` where it does not.
  var calendarWarning: LocalizedName?

  init(_ directory: OrderDirectory, _ visitor: CaseVisitor, _ calendar: CalendarReach?) {
    classes = directory.classes.classes.map {
      Class(code: $0.code.text, name: $0.name, major: $0.major)
    }
    units = directory.units.map { Body(id: $0.id.rawValue, kind: $0.kind, name: $0.name) }
    calendarWarning = visitor.isOfDistrict ? calendar?.warning : nil
    let isOfSupervision = !visitor.permissions.isDisjoint(with: [.openCase, .verifyCase])
    let isToldOfDelays = !visitor.permissions.isDisjoint(with: [.openCase, .approveExtension])
    let centres = [
      Queue(turn: "supervisionCentre", isMine: isOfSupervision),
      Queue(turn: "commandCentre", isMine: visitor.permissions.contains(.dispatchCase)),
    ]
    let bodies = directory.units.filter { unit in
      ![.supervisionCentre, .commandCentre].contains(unit.kind)
        && (visitor.seesAll || visitor.isOf(unit.id))
    }
    queues =
      (visitor.seesAll ? centres : [])
      + (visitor.seesEscalated ? [Queue(turn: "escalated", isMine: isToldOfDelays)] : [])
      + bodies.map { unit in
        Queue(
          turn: unit.id.description, name: unit.name, isMine: visitor.isOf(unit.id))
      }
  }
}
