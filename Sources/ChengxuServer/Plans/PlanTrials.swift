// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Foundation
import HTTPTypes
import JobQueue

/// Tries decisions by hand: at once for whoever waits, or as a job for whoever would rather look later.
struct PlanTrials: Sendable {
  let desk: PlanDesk
  let contents: ServerContents
  let people: PeopleIndex
  let reader: PlanEditReader

  init(_ desk: PlanDesk, _ contents: ServerContents, people: PeopleIndex) {
    self.desk = desk
    self.contents = contents
    self.people = people
    reader = PlanEditReader(contents.plans, contents.snapshot.roads)
  }

  /// The mode's plan as `/api/plans/{mode}` has it, with what each decision costs and what moves.
  ///
  /// - Parameter time: of the decisions.
  func plan(
    _ order: PlanTrialOrder, at time: CivilTime, watch: PlanningWatch
  ) async throws -> PlanBody {
    let edits = try reader.edits(
      of: order.body, mode: order.mode, person: order.person, time: time)
    let plans: DutyPlanSet
    do {
      plans = try await desk.trial(
        edits, order.body.moves.map(ChangeRule.limit), watch: watch, check: reader.check)
    } catch let error as PlanningError {
      throw Problem(status: .conflict, explanation: error.explanation)
    }
    guard let plan = plans[order.mode] else { throw Problem.noPlan(for: order.mode) }
    return PlanBody(
      plan, version: plans.version.digest, isDemoData: plans.isDemoData, people: people,
      roads: contents.snapshot.roads, beforeAfter: contents.beforeAfter)
  }

  /// A trial changes nothing, so it may be begun as often as one likes.
  var handler: JobWorker.Handler {
    { job, report in
      let order = try JSONDecoder().decode(PlanTrialOrder.self, from: Data(job.request.utf8))
      let watch = PlanningWatch { report.tell(JobProgress($0)) }
      let body = try await withTaskCancellationHandler {
        try await plan(
          order, at: contents.snapshot.organization.clock.civilTime(of: job.asked), watch: watch)
      } onCancel: {
        watch.end()
      }
      return .done(
        result: "/api/jobs/\(job.id)/answer",
        answer: String(decoding: try JSONEncoder().encode(body), as: UTF8.self))
    }
  }
}

/// Decisions by hand that a worker is to try.
struct PlanTrialOrder: Codable, Sendable {
  static let kind = Job.Kind(rawValue: "plan.trial")

  var mode: DutyMode
  /// As it was sent, so that a request that comes again is the same.
  var body: PlanEditBody
  var person: String
}

extension JobProgress {
  fileprivate init(_ progress: PlanningProgress) {
    let name = progress.mode.title
    self.init(
      step: LocalizedName(
        chinese: "\(name.chinese)方案已算出", english: "The \(name.english) plan is made"),
      done: progress.done, of: progress.of, best: progress.solve?.objective,
      bound: progress.solve?.bound, gap: progress.solve?.gap)
  }
}
