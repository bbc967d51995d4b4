// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Rostering

extension AttendanceDesk {
  /// Takes the shift's rostered vehicle out, or brings it back: what vehicle-times are counted from.
  ///
  /// It is out once a shift, whichever of the shift's stays says so, and comes back at the stay where
  /// it was taken.
  func move(
    _ stay: RosteredStay, isOut: Bool, at: Instant, _ sheet: inout AttendanceSheet,
    _ caller: DeskCaller, _ session: any DeskSession
  ) throws {
    guard let vehicle = stay.vehicle else { throw Self.noVehicle }
    let step: OwnStep = isOut ? .takeVehicle : .returnVehicle
    func refused(_ reason: TransitionRefused.Reason) -> TransitionRefused {
      TransitionRefused(
        subject: .attendance(stay.id), state: sheet.stateKey, event: step.rawValue, reason: reason)
    }
    if isOut {
      guard sheet.isOpen, try !isVehicleOut(stay, sheet, session) else {
        throw refused(.notAllowedInState)
      }
      if let back = sheet.vehicleBack, at < back { throw refused(.beforeEarlierEvent) }
      sheet.vehicleOut = at
    } else {
      guard let out = sheet.vehicleOut else { throw refused(.notAllowedInState) }
      guard at >= out else { throw refused(.beforeEarlierEvent) }
      (sheet.vehicleOut, sheet.vehicleBack) = (nil, at)
    }
    sheet.lines.append(DeskLine(caller, at: at, step.rawValue))
    try session.record(
      caller.entry(.vehicle(duty: stay.id.duty, vehicle: vehicle, isOut: isOut), at: at))
  }

  /// Whether the shift's vehicle is out, whichever of the shift's stays said so.
  public func isVehicleOut(
    _ stay: RosteredStay, _ own: AttendanceSheet?, _ session: any DeskSession
  ) throws -> Bool {
    guard stay.vehicle != nil else { return false }
    if own?.vehicleOut != nil { return true }
    return try book.stays(of: stay.id.duty).contains { other in
      try other.id != stay.id
        && session.file(AttendanceSheet.self, DeskKey(other.id))?.vehicleOut != nil
    }
  }

  private static var noVehicle: DeskError {
    .invalid(
      LocalizedName(
        chinese: "本班没有排定车辆。可以请勤务规划员在勤务表中登记车辆。",
        english:
          "No vehicle is rostered for this shift. Maybe ask the planner to enter one in the roster."
      ))
  }
}
