// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import IncidentAnalysis
import CityData

extension StageRun {
  /// The peak plan's streets over the held-out days, when nobody stood there for it: what a comparison
  /// of before and after makes of a measure that was never taken.
  ///
  /// - Returns: `nil`, with a note that says why, where the data do not allow one.
  func placebo(
    _ snapshot: CitySnapshot, _ heldOut: DateSpan, _ plans: DutyPlanSet
  ) -> BeforeAfterReport? {
    let first = snapshot.incidents.first?.incident.time.date ?? heldOut.first
    let question = BeforeAfterQuestion(
      effective: heldOut.first, days: min(364, heldOut.days),
      years: min(3, max(1, Int(heldOut.first.day - first.day) / 364)), hours: .peak,
      places: (plans[.peak]?.posts ?? []).map(\.location), radiusMetres: 200,
      roads: snapshot.roads)
    do throws(BeforeAfterError) {
      let study = try BeforeAfterStudy.compare(
        question, incidents: BeforeAfterStudy.registered(snapshot, upTo: question.after.last),
        roads: snapshot.roads)
      return BeforeAfterReport(snapshot: snapshot.version, isPlacebo: true, study: study)
    } catch {
      progress.note(
        Texts.text("demo.no-placebo", ["why": Texts.text(error.explanation)]))
      return nil
    }
  }
}
