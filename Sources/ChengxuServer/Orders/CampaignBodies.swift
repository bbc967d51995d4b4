// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel

/// A campaign in a list.
struct CampaignSummaryBody: Codable {
  var number: Int64
  var kind: CampaignRecord.Kind
  var name: LocalizedName
  var from: String
  var until: String
  var hasEnded: Bool
  var covered: Int
  var targets: Int

  init(_ stored: StoredOrderRecord<CampaignRecord>, _ opened: OrderEntrance.Opened) {
    let record = stored.record
    let coverage = record.coverage.covered
    number = stored.number
    kind = record.kind
    name = record.campaign.name
    from = opened.text(record.campaign.period.lowerBound)
    until = opened.text(record.campaign.period.upperBound)
    hasEnded = record.endedAt != nil
    (covered, targets) = coverage
  }
}

/// A campaign with its tasks, its coverage map and the list of what is missing.
struct CampaignBody: Codable {
  struct Target: Codable {
    /// `grid` or `street`.
    var form: String
    /// The grid's code or the street's number.
    var id: String
    var name: String
    var metres: Double?
    var share: Double
    var isCovered: Bool
    var firstVisit: String?
    /// Outlines of a grid or the line of a street, in degrees, latitude first.
    var lines: [[[Double]]]
  }

  struct Result: Codable {
    var people: Int
    var vehicles: Int
    var corrected: Int
    var note: String
  }

  struct Task: Codable {
    /// From 1.
    var number: Int
    var name: LocalizedName
    var unit: Int64
    var unitName: LocalizedName?
    /// Whether the reader may act for its body.
    var isMine: Bool
    var covered: Int
    var targets: [Target]
    var results: [Result]
  }

  var number: Int64
  var version: Int
  var kind: CampaignRecord.Kind
  var name: LocalizedName
  var from: String
  var until: String
  var endedAt: String?
  var endReason: String?
  var tasks: [Task]
  var covered: Int
  var targets: Int
  var visits: Int
  var cases: [Int64]

  init(
    _ stored: StoredOrderRecord<CampaignRecord>, _ opened: OrderEntrance.Opened,
    _ ground: CampaignGround
  ) {
    let record = stored.record
    let coverage = record.coverage
    number = stored.number
    version = stored.version
    kind = record.kind
    name = record.campaign.name
    from = opened.text(record.campaign.period.lowerBound)
    until = opened.text(record.campaign.period.upperBound)
    endedAt = record.endedAt.map(opened.text)
    endReason = record.endReason?.text
    (covered, targets) = coverage.covered
    visits = record.visits.count
    cases = coverage.cases.map(\.rawValue)
    tasks = record.campaign.tasks.enumerated().map { position, task in
      let own = coverage.results.filter { $0.task == position }
      return Task(
        number: position + 1, name: task.name, unit: task.unit.rawValue,
        unitName: opened.names[task.unit], isMine: opened.visitor.isOf(task.unit),
        covered: own.count { $0.isCovered }, targets: own.map { Target($0, opened, ground) },
        results: record.results.filter { $0.task == position }.map(Result.init))
    }
  }
}

extension CampaignBody.Target {
  fileprivate init(
    _ result: SweepCoverage.Result, _ opened: OrderEntrance.Opened, _ ground: CampaignGround
  ) {
    let grids = opened.service.grids
    switch result.target {
    case .grid(let code): (form, id, metres) = ("grid", code.digits, nil)
    case .street(let segment, let length):
      (form, id, metres) = ("street", "\(segment)", Double(length) / 1000)
    }
    name = ground.name(of: result.target, grids)
    share = result.share
    isCovered = result.isCovered
    firstVisit = result.firstVisit.map(opened.text)
    lines = ground.lines(of: result.target, grids)
  }
}

extension CampaignBody.Result {
  fileprivate init(_ result: CampaignRecord.TaskResult) {
    self.init(
      people: result.people, vehicles: result.vehicles, corrected: result.corrected,
      note: result.note)
  }
}
