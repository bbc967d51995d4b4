// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations

/// Something that was done to a case: who, when, what. Only ever added.
public struct CaseEvent: Hashable, Codable, Sendable {
  public var by: CaseActor
  public var at: Instant
  public var action: Action
  /// What its request was called by; `nil` for clocks and imports.
  public var key: RequestKey?

  public init(by: CaseActor, at: Instant, _ action: Action, key: RequestKey? = nil) {
    self.by = by
    self.at = at
    self.action = action
    self.key = key
  }

  public enum Action: Hashable, Codable, Sendable {
    /// 信息采集. The first event of every case; `deadline` is that of opening it.
    case report(CaseReport, deadline: Deadline?)
    /// 案卷建立: the supervision centre opens the case; `deadline` is that of dispatching it.
    case open(ClassCode, deadline: Deadline?)
    /// 不予立案
    case decline(CaseReason)
    /// The same problem as another case; it will close with that one.
    case markDuplicate(of: ID<CityCase>)
    /// The parent ended; so does its duplicate.
    case closeWithParent(ID<CityCase>)
    /// 任务派遣: the command centre gives it to a body; `deadline` is that of handling it.
    case dispatch(to: ID<OrderUnit>, basis: DispatchBasis, deadline: Deadline?)
    /// 任务处置 begins.
    case accept
    /// 退回: once, with its reason; `redispatch` is the deadline of giving it to somebody else.
    case giveBack(CaseReason, redispatch: Deadline? = nil)
    /// The unit tried to return it a second time; nothing else changes, it goes up.
    case noteBuckPassing(CaseReason)
    case requestExtension(TimeLimit, CaseReason)
    /// `extended` is the deadline that then holds; `nil` refuses.
    case decideExtension(extended: Deadline?, CaseReason)
    /// The handling clock stands still, for instance while the street is flooded.
    case pause(CaseReason)
    case resume(deadline: Deadline)
    /// 挂账: cannot be solved now; looked at again on a day.
    case putOnLedger(CaseReason, review: CivilDate)
    case takeOffLedger(deadline: Deadline)
    /// 处理反馈: done, with evidence; `verification` is the deadline of verifying it.
    case finish([CaseEvidence], note: String, verification: Deadline?)
    /// 核查: a second person looked. `resumed` is the handling deadline when it failed, `closing` that
    /// of closing the case when it passed.
    case verify(passed: Bool, CaseEvidence, resumed: Deadline?, closing: Deadline? = nil)
    /// 结案
    case close(note: String)
    /// 综合评价: counted, nothing more may happen but a cross-check.
    case evaluate
    /// A third person looked again at a closed case. `redispatch` is the deadline of dispatching it
    /// anew when it failed.
    case crossCheck(passed: Bool, CaseEvidence, redispatch: Deadline? = nil)
    /// 移送交警: the carriageway is the brigade's; it stays one case.
    /// `violation` is what the brigade decides; `nil` where it answers by hand.
    case refer(
      to: ID<OrderUnit>, deadline: Deadline?, violation: ID<ViolationCase>? = nil)
    /// What the brigade made of it.
    case brigadeOutcome(BrigadeOutcome, verification: Deadline?)
    /// The running clock reached this percentage, and these were told.
    case remind(percent: Int, to: [CaseRecipient]? = nil)
    /// A person overrules what was entered, and says why.
    case correctClass(ClassCode, CaseReason)
    /// 作废: entered by mistake.
    case withdraw(CaseReason)
    /// Another system's record ends here with that system's word for it.
    case closeAsRecorded(status: String, CaseEvidence)
  }
}

/// Why a body has a case.
public enum DispatchBasis: String, CaseIterable, Codable, Sendable {
  /// The class belongs to it.
  case classOwner
  /// 属地管理: nobody took it, so the grid's body does; it cannot be returned.
  case territorial
  /// The command centre decided between bodies, which binds too.
  case coordination
}

/// What a traffic brigade answers for a referred case: no names, plates or amounts.
public enum BrigadeOutcome: String, CaseIterable, Codable, Sendable {
  case dissuaded
  case penalised
  case vehicleRemoved
  case releasedByLaw
  case notFound
}

extension CaseEvent.Action {
  /// A stable key, such as `giveBack`.
  public var key: String {
    switch self {
    case .report: "report"
    case .open: "open"
    case .decline: "decline"
    case .markDuplicate: "markDuplicate"
    case .closeWithParent: "closeWithParent"
    case .dispatch: "dispatch"
    case .accept: "accept"
    case .giveBack: "giveBack"
    case .noteBuckPassing: "noteBuckPassing"
    case .requestExtension: "requestExtension"
    case .decideExtension: "decideExtension"
    case .pause: "pause"
    case .resume: "resume"
    case .putOnLedger: "putOnLedger"
    case .takeOffLedger: "takeOffLedger"
    case .finish: "finish"
    case .verify: "verify"
    case .close: "close"
    case .evaluate: "evaluate"
    case .crossCheck: "crossCheck"
    case .refer: "refer"
    case .brigadeOutcome: "brigadeOutcome"
    case .remind: "remind"
    case .correctClass: "correctClass"
    case .withdraw: "withdraw"
    case .closeAsRecorded: "closeAsRecorded"
    }
  }

  /// What it shows that something was as said.
  public var evidence: [CaseEvidence] {
    switch self {
    case .finish(let evidence, _, _): evidence
    case .verify(_, let one, _, _), .crossCheck(_, let one, _), .closeAsRecorded(_, let one):
      [one]
    default: []
    }
  }

  /// Photos that it brought, those of a report among them.
  public var photos: [PhotoHash] {
    if case .report(let report, _) = self { report.photos } else { evidence.photos }
  }

  /// Who may do it. What only somebody of a certain unit may do, the case checks itself.
  var roles: Set<CaseActor.Role> {
    switch self {
    case .report: [.citizen, .collector, .supervisor, .brigadeOfficer, .importer]
    case .decline, .markDuplicate, .correctClass, .withdraw: [.supervisor]
    case .dispatch: [.dispatcher, .importer]
    // The system where a rule says it of what an officer of the district saw.
    case .open: [.supervisor, .importer, .system]
    case .refer: [.dispatcher, .system]
    case .accept: [.handler, .brigadeOfficer, .importer]
    case .giveBack, .noteBuckPassing, .requestExtension: [.handler, .brigadeOfficer]
    case .decideExtension, .putOnLedger: [.leader]
    case .pause, .resume: [.dispatcher, .leader]
    case .takeOffLedger: [.leader, .dispatcher]
    case .finish: [.handler, .importer]
    case .brigadeOutcome: [.brigadeOfficer]
    case .verify: [.collector, .supervisor, .importer]
    case .crossCheck: [.collector]
    case .close, .evaluate: [.supervisor, .importer]
    case .closeWithParent, .remind: [.system]
    case .closeAsRecorded: [.importer]
    }
  }
}
