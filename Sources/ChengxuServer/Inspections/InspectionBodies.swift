// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Operations

/// Weeks of inspections with the checklists that go with them.
struct InspectionsBody: Codable, Sendable {
  var page: PageBody<InspectionWeekBody>
  var checklists: [InspectionChecklist]
}

/// One week as the inspection sees it. Nobody else does: where teams go is not told before.
struct InspectionWeekBody: Codable, Sendable {
  struct Visit: Codable, Sendable {
    var form: DutyForm
    var place: Int64
    var name: LocalizedName
    var mode: DutyMode
    var brigade: NumberedName?
    var latitude: Double?
    var longitude: Double?
    /// By the city's clock.
    var at: CivilTime
    var visited: Instant?
    var checklist: String?
    var answers: [InspectionVisit.Answer]
    var samples: [RoadSample]
  }

  var monday: CivilDate
  var version: Int
  var isOpen: Bool
  /// SHA-256 of the seed and the Monday, told before the week.
  var commitment: String
  /// The seed in digits, once the week is over.
  var seed: String?
  var visits: [Visit]
  var lines: [LineBody]

  init(_ week: InspectionWeek, _ desks: DutyDesks) {
    let book = desks.book
    monday = week.plan.monday
    version = week.version
    isOpen = week.isOpen
    commitment = week.plan.commitment.hexadecimal
    seed = week.seed(at: desks.now).map(String.init)
    visits = zip(week.plan.visits, week.reports).map { planned, report in
      let location = book.location(of: planned.place, in: planned.mode)
      return Visit(
        form: planned.place.form, place: planned.place.number,
        name: desks.placeName(planned.place, planned.mode), mode: planned.mode,
        brigade: book.brigade(of: planned.place, in: planned.mode).map(desks.unit),
        latitude: location?.latitude, longitude: location?.longitude, at: planned.at,
        visited: report.visit?.at, checklist: report.visit?.checklist,
        answers: report.visit?.answers ?? [], samples: report.samples)
    }
    lines = week.lines.map(LineBody.init)
  }
}

/// A finding as the inspection and the unit concerned see it.
struct FindingBody: Codable, Sendable {
  var id: Int64
  var version: Int
  var isOpen: Bool
  var state: String
  var category: InspectionFinding.Category
  var words: String
  var place: LocalizedName
  var mode: DutyMode
  var latitude: Double?
  var longitude: Double?
  var unit: NumberedName
  var at: Instant
  var replyDue: Instant
  var reply: String?
  /// The deadline in force, while it is being put right.
  var due: Instant?
  var firstDue: Instant?
  var failedChecks: Int
  /// SHA-256 of each picture.
  var photos: [String]
  var lines: [LineBody]

  init(_ file: FindingFile, _ desks: DutyDesks) {
    let (finding, notice) = (file.finding, file.finding.notice)
    let location = desks.book.location(of: notice.place, in: notice.mode)
    id = file.id.rawValue
    version = file.version
    isOpen = file.isOpen
    state = file.stateKey
    category = notice.category
    words = notice.text
    place = desks.placeName(notice.place, notice.mode)
    mode = notice.mode
    latitude = location?.latitude
    longitude = location?.longitude
    unit = desks.unit(notice.unit)
    at = notice.at
    replyDue = notice.replyDue
    reply = finding.reply
    switch finding.state {
    case .upheld(let deadline), .reportedDone(let deadline, _), .reinspected(let deadline, _, _):
      due = deadline
    case .raised, .withdrawn, .signedOff: due = nil
    }
    firstDue = finding.firstDue
    failedChecks = finding.failedChecks
    photos = notice.photos.map(\.digest.hexadecimal)
    lines = file.lines.map(LineBody.init)
  }
}

extension DutyDesks {
  /// The place's name, or what it is with its number where the plan in force has it no more.
  func placeName(_ place: DutyPlace, _ mode: DutyMode) -> LocalizedName {
    book.name(of: place, in: mode)
      ?? LocalizedName(
        chinese: "\(place.form.rawValue) \(place.number)",
        english: "\(place.form.rawValue) \(place.number)")
  }
}
