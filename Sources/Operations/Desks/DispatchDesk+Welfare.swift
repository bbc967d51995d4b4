// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Whether a unit at an incident is all right: asked some time after it arrived, and after each answer.
///
/// Only a person's word answers: the patrol car sends its place also when nobody is left to drive it.
extension DispatchDesk {
  /// A unit on the scene was heard: by its own phone, or by whoever spoke to it by radio, with a reason.
  ///
  /// - Parameter unit: for an officer's own phone `nil`, which is the officer's own duty.
  public func heard(
    of id: ID<Incident>, unit: ResponseUnit.Key?, words: String?, at device: Instant?,
    by caller: DeskCaller, in session: any DeskSession
  ) throws -> IncidentFile {
    let at = try caller.time(of: device)
    var file = try session.require(IncidentFile.self, DeskKey(number: id.rawValue))
    let sign: WelfareNote.Sign
    let present: ResponseUnit.Key?
    if let unit {
      try caller.requireReach(of: file)
      if let own = caller.handler?.officer, own == book.officer(of: unit)?.id {
        throw TransitionRefused(
          subject: .incident(id), state: file.stateKey, event: "heard", reason: .ownWork)
      }
      (sign, present) = (.radio, unit)
    } else {
      let officer = try caller.requireHandler().officer
      let day = book.day(of: at)
      sign = .ownStep
      present = file.engaged.first { day.stay(of: $0, at: at)?.officer.id == officer }
    }
    let words = sign == .radio ? try DeskWords.required(words) : ""
    guard let present, let position = file.scene?.firstIndex(where: { $0.unit == present }) else {
      throw TransitionRefused(
        subject: .incident(id), state: file.stateKey, event: "heard", reason: .notAllowedInState)
    }
    try note(&file, position, by: sign, words, at: at, caller, session)
    return try saved(&file, session)
  }

  /// Watches whoever is on the scene, and nobody else any more.
  func watchScene(
    _ file: inout IncidentFile, at now: Instant, _ caller: DeskCaller, _ session: any DeskSession
  ) throws {
    let there = ([file.response] + file.supports).filter { $0.state == .onScene }
    for position in (file.scene ?? []).indices.reversed() {
      guard let watch = file.scene?[position], !there.contains(where: { $0.unit == watch.unit })
      else { continue }
      // Done with the incident: that was a sign.
      if watch.silence != nil {
        try note(&file, position, by: .ownStep, "", at: now, caller, session)
      }
      file.scene?.remove(at: position)
    }
    for response in there {
      guard let unit = response.unit, file.scene?.contains(where: { $0.unit == unit }) != true
      else { continue }
      let arrived = response.stamps.onScene ?? now
      file.scene =
        (file.scene ?? []) + [
          SceneWatch(unit: unit, heard: arrived, due: arrived.adding(seconds: firstLook))
        ]
    }
    if file.scene?.isEmpty == true { file.scene = nil }
  }

  private var firstLook: Int64 { welfare.onSceneSeconds + (welfare.stages.first?.seconds ?? 0) }

  /// Asks or tells about whoever has not answered in time.
  func askScene(
    _ file: inout IncidentFile, _ notices: inout SilenceNotices, _ caller: DeskCaller,
    _ session: any DeskSession
  ) throws {
    let now = caller.now
    for position in (file.scene ?? []).indices {
      guard var watch = file.scene?[position], let due = watch.due, due <= now else { continue }
      let stage = watch.silence?.stage ?? 0
      guard welfare.stages.indices.contains(stage) else { continue }
      let told = welfare.stages[stage].addressee
      watch.silence = Silence(since: watch.heard, stage: stage + 1, told: told, toldAt: now)
      watch.due =
        welfare.stages.indices.contains(stage + 1)
        ? now.adding(seconds: welfare.stages[stage + 1].seconds) : nil
      file.scene?[position] = watch
      file.lines.append(DeskLine(caller, at: now, "silent", words: told.rawValue))
      try session.record(
        caller.entry(
          .incidentWelfare(
            incident: file.id, unit: watch.unit,
            note: .silent(since: watch.heard, stage: stage + 1, told: told)), at: now))
      try tell(told, of: file, watch, &notices, at: now, session)
    }
  }

  private func tell(
    _ told: WelfarePolicy.Addressee, of file: IncidentFile, _ watch: SceneWatch,
    _ notices: inout SilenceNotices, at now: Instant, _ session: any DeskSession
  ) throws {
    let officer = book.officer(of: watch.unit)
    let leaders = officer?.unit ?? file.brigade
    let notice = DeskNotice(
      told == .officer ? .welfareAsked : .welfareSilent, .incident, file.key,
      unit: told == .leader ? leaders : nil, officer: told == .officer ? officer?.id : nil, at: now,
      detail: "\(watch.unit)")
    // Nobody to name: a notice of its own says at which incident.
    guard told != .officer, let officer else { return try session.notify(notice) }
    notices.add(
      notice,
      of: DeskNotice.Silent(key: file.key, officer: officer.id, since: watch.heard),
      unit: told == .leader ? leaders : book.handler(of: officer.id)?.unit ?? file.brigade)
  }

  private func note(
    _ file: inout IncidentFile, _ position: Int, by sign: WelfareNote.Sign, _ words: String,
    at: Instant, _ caller: DeskCaller, _ session: any DeskSession
  ) throws {
    guard var watch = file.scene?[position] else { return }
    file.lines.append(DeskLine(caller, at: at, "heard", words: words))
    try session.record(
      caller.entry(
        .incidentWelfare(
          incident: file.id, unit: watch.unit,
          note: .heard(
            by: sign, afterSeconds: max(0, at.seconds(since: watch.heard)), words: words)),
        at: at))
    if let silence = watch.silence, let officer = book.officer(of: watch.unit)?.id {
      try session.answerSilence(
        DeskNotice.Silent(key: file.key, officer: officer, since: silence.since), .incident,
        detail: "\(watch.unit)", by: caller
      ) { [file] other in
        // This file's other units are as they stand here, whatever is stored.
        let held =
          try other.key == file.key ? file : session.file(IncidentFile.self, other.key)
        return held?.scene?.contains {
          book.officer(of: $0.unit)?.id == other.officer && $0.silence?.since == other.since
        } == true
      }
    }
    watch.silence = nil
    watch.heard = max(watch.heard, at)
    watch.due = watch.heard.adding(seconds: firstLook)
    file.scene?[position] = watch
  }
}
