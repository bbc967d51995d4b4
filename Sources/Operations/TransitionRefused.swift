// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// An event that the state of a record does not allow. The record stays as it was.
public struct TransitionRefused: ExplainedError, Hashable {
  public enum Subject: Hashable, Sendable {
    case violation(ID<ViolationCase>)
    case incident(ID<Incident>)
    case attendance(AssignmentID)
    case finding(ID<InspectionFinding>)
    case jam(ID<JamEpisode>)
    case special(ID<SpecialDuty>)
    case shiftHandOver(ID<ShiftHandOver>)
  }

  public enum Reason: String, CaseIterable, Codable, Sendable {
    case notAllowedInState
    /// Penalties and coercive measures are decided by sworn officers only.
    case auxiliaryMayNotDecide
    /// What an office officer finds is processed by the brigade.
    case officeMustHandOver
    /// Only the unit that the case was handed to may accept, return or process it.
    case notTheReceivingUnit
    /// A case is returned once; the second time it goes up instead.
    case returnedBefore
    /// The event lies before one that is already recorded.
    case beforeEarlierEvent
    /// A clock's percent that was already reached, or is not due yet.
    case clockNotDue
    /// The unit may still answer an inspection's finding.
    case replyStillOpen
    /// Nobody judges, checks or signs off their own work.
    case ownWork
    /// A reason or an account must be given.
    case withoutReason
    /// The order names the person or the partner's task nowhere.
    case notConcerned
    /// A shift is led by a sworn officer.
    case auxiliaryMayNotLead
    /// Nobody hands a shift over to themselves.
    case toOneself
    /// Only the person that the record names may do it.
    case notNamed
    /// A reservation about something that the record does not hold, or a second one.
    case noSuchItem
  }

  public var subject: Subject
  /// The state's key, such as `handedOver`.
  public var state: String
  /// The event's key, such as `accept`.
  public var event: String
  public var reason: Reason
  /// What must be carried out although nothing changed, such as an escalation.
  public var effects: [ViolationCase.Effect]

  public init(
    subject: Subject, state: String, event: String, reason: Reason,
    effects: [ViolationCase.Effect] = []
  ) {
    self.subject = subject
    self.state = state
    self.event = event
    self.reason = reason
    self.effects = effects
  }

  public var explanation: LocalizedName {
    let record = subjectName
    let cause = reasonSentence
    return LocalizedName(
      chinese: "\(record.chinese)处于“\(state)”状态，不能执行“\(event)”：\(cause.chinese)",
      english: "\(record.english) is in state \(state) and refuses \(event): \(cause.english)")
  }

  private var subjectName: LocalizedName {
    switch subject {
    case .violation(let id):
      LocalizedName(chinese: "违法案件 \(id)", english: "Violation \(id)")
    case .incident(let id):
      LocalizedName(chinese: "警情 \(id)", english: "Incident \(id)")
    case .attendance(let id):
      LocalizedName(
        chinese: "勤务 \(id.duty) 第 \(id.task + 1) 项", english: "Duty \(id.duty), task \(id.task + 1)"
      )
    case .finding(let id):
      LocalizedName(chinese: "督导问题 \(id)", english: "Finding \(id)")
    case .jam(let id):
      LocalizedName(chinese: "拥堵 \(id)", english: "Jam \(id)")
    case .special(let id):
      LocalizedName(chinese: "特殊勤务 \(id)", english: "Special duty \(id)")
    case .shiftHandOver(let id):
      LocalizedName(chinese: "交接班记录 \(id)", english: "Shift hand-over \(id)")
    }
  }

  private var reasonSentence: LocalizedName {
    switch reason {
    case .notAllowedInState:
      LocalizedName(
        chinese: "该状态下没有这一步。可以刷新后查看当前状态。",
        english: "that state has no such step. Maybe reload and look at the present state.")
    case .auxiliaryMayNotDecide:
      LocalizedName(
        chinese: "辅警不得作出处罚或强制措施决定。可以移交民警处理。",
        english: "an auxiliary may not decide it. Maybe hand it to a sworn officer.")
    case .officeMustHandOver:
      LocalizedName(
        chinese: "机关民警发现的违法由大队处理。可以移交辖区大队。",
        english: "what office staff find is processed by a brigade. Maybe hand it over.")
    case .notTheReceivingUnit:
      LocalizedName(
        chinese: "只有接收单位可以操作。可以联系接收单位或重新移交。",
        english: "only the receiving unit may do it. Maybe ask that unit or hand over again.")
    case .returnedBefore:
      LocalizedName(
        chinese: "该案已退回一次，不得再次退回，已上报支队。可以接收并依法处理。",
        english: "it was returned once before; it has gone up to the detachment. Maybe accept it.")
    case .beforeEarlierEvent:
      LocalizedName(
        chinese: "时间早于已记录的上一步。可以检查设备时钟。",
        english: "it lies before the step already recorded. Maybe check the device's clock.")
    case .clockNotDue:
      LocalizedName(
        chinese: "该提醒未到时间或已发出。", english: "that reminder is not due or was given already.")
    case .replyStillOpen:
      LocalizedName(
        chinese: "被检查单位的申辩期未满且尚未申辩。可以等申辩期满，或请该单位先说明。",
        english: "the unit may still answer. Maybe wait for its reply or for the end of its time.")
    case .ownWork:
      LocalizedName(
        chinese: "不得认定、复查或销号本单位、本人经办的问题。可以换人办理。",
        english: "nobody judges, checks or signs off their own work. Maybe ask somebody else.")
    case .withoutReason:
      LocalizedName(
        chinese: "没有写明理由。可以补写。", english: "no reason is given. Maybe write one.")
    case .notConcerned:
      LocalizedName(
        chinese: "该命令不涉及本人或本单位。可以刷新后查看自己的任务。",
        english: "the order does not concern you. Maybe reload and look at your own tasks.")
    case .auxiliaryMayNotLead:
      LocalizedName(
        chinese: "班次由民警带班，辅警不能交班、接班。可以由民警办理。",
        english: "a shift is led by a sworn officer, not by an auxiliary. Maybe name an officer.")
    case .toOneself:
      LocalizedName(
        chinese: "不能交给本人。可以选择接班人。",
        english: "nobody hands over to themselves. Maybe choose who takes over.")
    case .notNamed:
      LocalizedName(
        chinese: "只有记录中写明的本人可以操作：接班人确认，交班人撤回。可以联系其本人。",
        english: "only the person named there may do it: the incoming one acknowledges, the "
          + "outgoing one withdraws. Maybe ask them.")
    case .noSuchItem:
      LocalizedName(
        chinese: "保留意见指向的事项不在记录中，或重复。可以刷新后逐项填写。",
        english: "a reservation is about nothing in the record, or given twice. Maybe reload and "
          + "give one for each thing.")
    }
  }
}
