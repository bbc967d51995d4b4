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
    _ file: inout IncidentFile, _ caller: DeskCaller, _ session: any DeskSession
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
      try session.notify(notice(of: file, watch, told, at: now))
    }
  }

  private func notice(
    of file: IncidentFile, _ watch: SceneWatch, _ told: WelfarePolicy.Addressee, at now: Instant
  ) -> DeskNotice {
    let officer = book.officer(of: watch.unit)
    let detail = "\(watch.unit)"
    return switch told {
    case .officer:
      DeskNotice(
        .welfareAsked, .incident, file.key, officer: officer?.id, at: now, detail: detail)
    case .leader:
      DeskNotice(
        .welfareSilent, .incident, file.key, unit: officer?.unit ?? file.brigade, at: now,
        detail: detail)
    case .dispatcher:
      DeskNotice(.welfareSilent, .incident, file.key, at: now, detail: detail)
    }
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
    let (key, detail) = (file.key, "\(watch.unit)")
    if watch.silence != nil, let officer = book.officer(of: watch.unit)?.id {
      try session.answerNotices(to: officer, by: caller) {
        $0.subject == .incident && $0.key == key && $0.detail == detail
          && ($0.kind == .welfareAsked || $0.kind == .welfareSilent)
      }
    }
    watch.silence = nil
    watch.heard = max(watch.heard, at)
    watch.due = watch.heard.adding(seconds: firstLook)
    file.scene?[position] = watch
  }
}
