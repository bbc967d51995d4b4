// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning

/// One line of the event log on the page.
struct EventBody: Encodable {
  var time: CivilTime
  var kind: String
  var form: DutyForm?
  var place: Int64?
  var officer: LocalizedName?
  var incident: ID<Incident>?
  var text: LocalizedName

  init(_ event: LoggedEvent, clock: CityClock, people: PeopleIndex) {
    time = clock.civilTime(of: event.time)
    kind = event.kind
    form = event.place?.form
    place = event.place?.number
    officer = event.officer.map { people.name($0) }
    incident = event.incident
    text = event.text
  }
}
