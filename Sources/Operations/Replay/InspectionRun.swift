// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning

/// The entries of inspections while they are being played.
struct InspectionRun {
  private let replay: InspectionReplay
  private let days: ClosedRange<CivilDate>
  private let clock: CityClock
  private var visits = 0
  private var findings = 0
  private(set) var entries: [DutyEventEntry] = []

  init(replay: InspectionReplay, days: ClosedRange<CivilDate>) {
    self.replay = replay
    self.days = days
    clock = replay.snapshot.organization.clock
  }

  private var settings: InspectionReplaySettings { replay.settings }

  /// One visit: the checklist, a sample of a quarter of an hour, and what was found wrong.
  mutating func pay(_ planned: InspectionPlan.Visit) throws {
    visits += 1
    var dice = ReplayDice(seed: replay.seed, .inspection, planned.at.minutes, visits)
    let at = clock.instant(of: planned.at)
    let inspector = replay.inspector(0)
    guard let checklist = replay.checklist(planned.mode) else { return }
    let marks = checklist.items.map { item in
      (item, isMet: !dice.happens(perThousand: settings.notMetPerThousand))
    }
    record(
      .visit(
        InspectionVisit(
          place: planned.place, mode: planned.mode, at: at, by: inspector,
          checklist: checklist.name,
          answers: marks.map { .init(item: $0.key, mark: $1 ? .met : .notMet) })),
      by: inspector, at: at)
    try sample(planned, at, &dice)
    for (item, isMet) in marks where !isMet {
      try raise(item, at: planned, at.adding(seconds: 900), &dice)
    }
  }

  private mutating func sample(
    _ planned: InspectionPlan.Visit, _ at: Instant, _ dice: inout ReplayDice
  ) throws {
    var rows: [RoadSample.Row] = []
    for (user, passing, compliant, handled) in settings.traffic(planned.mode) {
      let observed = dice.number(in: passing)
      let kept = dice.count(of: observed, perThousand: compliant)
      rows.append(
        .init(
          roadUser: user, observed: observed, compliant: kept,
          handled: dice.count(of: observed - kept, perThousand: handled)))
    }
    let sample = try RoadSample(
      place: planned.place, mode: planned.mode, from: at, minutes: 15, rows: rows)
    record(.sample(sample), by: replay.inspector(0), at: at.adding(seconds: 900))
  }

  /// People in the street are asked once a day, in one of the three regular modes.
  mutating func ask(on date: CivilDate) throws {
    var dice = ReplayDice(seed: replay.seed, .survey, date.day)
    let modes: [(DutyMode, Int)] = [(.peak, 480), (.offPeak, 900), (.night, 1230)]
    guard let (mode, minute) = dice.pick(modes) else { return }
    let brigades = replay.snapshot.organization.units.filter { $0.kind == .brigade }
    let asked = settings.respondentsPerDay
    let saw = dice.count(of: asked, perThousand: settings.sawPolicePerThousand[mode] ?? 0)
    let at = clock.instant(of: CivilTime(date: date, minuteOfDay: minute))
    let survey = try StreetSurvey(
      mode: mode, at: at, brigade: dice.pick(brigades)?.id, respondents: asked, sawPolice: saw)
    record(.survey(survey), by: replay.inspector(1), at: at)
  }

  private mutating func record(_ entry: InspectionEntry, by handler: Handler, at instant: Instant) {
    entries.append(
      DutyEventEntry(
        instant: instant, recorded: instant, actor: .officer(id: handler.officer),
        isSimulated: true, content: .inspection(entry: entry)))
  }
}

/// A finding from the first word to the sign-off.
extension InspectionRun {
  private mutating func raise(
    _ item: InspectionChecklist.Item, at planned: InspectionPlan.Visit, _ at: Instant,
    _ dice: inout ReplayDice
  ) throws {
    guard let worker = replay.worker(at: planned.place, in: planned.mode) else { return }
    findings += 1
    let inspector = replay.inspector(0)
    let id = ID<InspectionFinding>(rawValue: days.lowerBound.day * 10_000 + Int64(findings))
    let notice = InspectionFinding.Notice(
      category: item.category, text: "不符合：\(item.question.chinese)", place: planned.place,
      mode: planned.mode, unit: worker.unit, by: inspector, at: at,
      replyDue: at.adding(hours: 24))
    var finding = InspectionFinding(id: id, notice: notice)
    record(.findingRaised(finding: id, notice: notice), by: inspector, at: at)
    for (event, handler) in course(from: at, worker, &dice) {
      _ = try finding.apply(event)
      record(.findingMoved(finding: id, event: event), by: handler, at: event.at)
    }
  }

  private func course(
    from at: Instant, _ worker: Handler, _ dice: inout ReplayDice
  ) -> [(InspectionFinding.Event, Handler)] {
    let (inspector, checker, signer) = (
      replay.inspector(0), replay.inspector(1), replay.inspector(2)
    )
    let upheld = at.adding(hours: Int64(dice.number(in: 25...36)))
    if dice.happens(perThousand: settings.withdrawnPerThousand) {
      return [
        (.withdraw(reason: "申辩成立，现场已说明", by: inspector, at: upheld), inspector)
      ]
    }
    let due = upheld.adding(hours: 72)
    let isLate = dice.happens(perThousand: settings.lateRectificationPerThousand)
    let done = due.adding(
      hours: Int64(isLate ? dice.number(in: 4...30) : -dice.number(in: 12...60)))
    let checked = done.adding(hours: Int64(dice.number(in: 2...8)))
    let fails = dice.happens(perThousand: settings.failedReinspectionPerThousand)
    var steps: [(InspectionFinding.Event, Handler)] = [
      (.reply("已核查，立即整改", by: worker, at: at.adding(hours: 5)), worker),
      (.uphold(due: due, by: inspector, at: upheld), inspector),
      (.reportDone(by: worker, at: done), worker),
      (
        .reinspect(
          isInOrder: !fails, nextDue: fails ? checked.adding(hours: 48) : nil, by: checker,
          at: checked), checker
      ),
    ]
    var last = checked
    if fails {
      steps.append((.reportDone(by: worker, at: last.adding(hours: 20)), worker))
      last = last.adding(hours: 26)
      steps.append((.reinspect(isInOrder: true, nextDue: nil, by: checker, at: last), checker))
    }
    steps.append((.signOff(by: signer, at: last.adding(hours: 4)), signer))
    return steps
  }
}

extension Instant {
  fileprivate func adding(hours: Int64) -> Instant { adding(seconds: hours * 3600) }
}

extension ReplayDice {
  /// How many of `total` it happens to.
  fileprivate mutating func count(of total: Int, perThousand chance: Int) -> Int {
    (0..<max(0, total)).reduce(0) { sum, _ in sum + (happens(perThousand: chance) ? 1 : 0) }
  }
}
