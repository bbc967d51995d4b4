// SPDX-License-Identifier: Apache-2.0

public import CityData
public import DutyModel
public import DutyPlanning
public import Foundation
public import IncidentAnalysis
public import JobQueue
public import Rostering
public import Supervision

/// All that the pages show: one published value of each stage, and where the files lie.
///
/// The server never changes any of it; a newer set of values is a new server. Only people whom planners
/// import come to it while it runs.
public struct ServerContents: Sendable {
  public var snapshot: CitySnapshot
  public var risk: RiskField
  public var plans: DutyPlanSet
  public var roster: Roster
  public var scorecard: Scorecard
  /// The same figures week by week, where a run of weeks was made.
  public var weeks: [Scorecard]
  /// Where congestion and disorder points are followed; `nil` where none are kept.
  public var pointDesk: PointDesk?
  /// What changed since a day; `nil` when nobody has asked.
  public var beforeAfter: BeforeAfterReport?
  public var bulletin: BulletinFiles
  /// Reads the event log of the scorecard's period, oldest first; `nil` when none was kept.
  public var readEvents: (@Sendable () async throws -> [LoggedEvent])?
  /// City order's public interface; `nil` where the city has no cases.
  public var open311: Open311Service?
  /// Where the roster is worked on; `nil` where it is only shown.
  public var rosterDesk: RosterDesk?
  /// Slow work that workers take; `nil` where everything is done at once.
  public var jobs: (any JobStore)?
  /// Opens figures to their cases and events; `nil` when no log was kept.
  public var archive: FigureArchive?
  /// Where decisions by hand are tried; `nil` where nobody plans, or no solver is there.
  public var planDesk: PlanDesk?
  /// Where bulletins are written and signed; `nil` where nothing is.
  public var bulletinDesk: (any BulletinDesk)?
  /// Everybody whom the pages name, with what is imported while the server runs.
  let people: PeopleIndex

  public init(
    snapshot: CitySnapshot, risk: RiskField, plans: DutyPlanSet, roster: Roster,
    scorecard: Scorecard, weeks: [Scorecard] = [], pointDesk: PointDesk? = nil,
    beforeAfter: BeforeAfterReport? = nil,
    bulletin: BulletinFiles = BulletinFiles(),
    readEvents: (@Sendable () async throws -> [LoggedEvent])? = nil,
    open311: Open311Service? = nil, rosterDesk: RosterDesk? = nil,
    archive: FigureArchive? = nil, planDesk: PlanDesk? = nil,
    bulletinDesk: (any BulletinDesk)? = nil
  ) {
    self.snapshot = snapshot
    people = PeopleIndex(snapshot.organization)
    self.risk = risk
    self.plans = plans
    self.roster = roster
    self.scorecard = scorecard
    self.weeks = weeks
    self.pointDesk = pointDesk
    self.beforeAfter = beforeAfter
    self.bulletin = bulletin
    self.readEvents = readEvents
    self.open311 = open311
    self.rosterDesk = rosterDesk
    self.archive = archive
    self.planDesk = planDesk
    self.bulletinDesk = bulletinDesk
  }

  /// True when any part was generated; the page then says so at all times.
  public var isDemoData: Bool {
    snapshot.organization.isDemoData || plans.isDemoData || roster.isDemoData
      || scorecard.isDemoData
  }
}

/// Where the finished bulletin lies, in either form; `nil` when it was not made.
public struct BulletinFiles: Hashable, Sendable {
  public var pdf: URL?
  public var docx: URL?

  public init(pdf: URL? = nil, docx: URL? = nil) {
    self.pdf = pdf
    self.docx = docx
  }
}

/// One line of the event log, worded for people.
public struct LoggedEvent: Hashable, Sendable {
  public var time: Instant
  /// A stable key, such as `arrived`.
  public var kind: String
  public var place: DutyPlace?
  public var officer: ID<Officer>?
  public var incident: ID<Incident>?
  public var text: LocalizedName

  public init(
    time: Instant, kind: String, place: DutyPlace?, officer: ID<Officer>?,
    incident: ID<Incident>?, text: LocalizedName
  ) {
    self.time = time
    self.kind = kind
    self.place = place
    self.officer = officer
    self.incident = incident
    self.text = text
  }
}
