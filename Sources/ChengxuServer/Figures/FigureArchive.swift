// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations
public import Supervision

/// Opens figures of any period of the log: its facts and which events are about what.
///
/// A period is read once, when somebody first asks, and the last few are kept: a month of a city is
/// read in seconds and takes the memory of its cases.
public actor FigureArchive {
  /// What is read: a period, and by what its figures are broken down.
  public struct Question: Hashable, Sendable {
    public var period: CivilInterval
    public var dimensions: Set<KPIDimension>
    /// Another than ours for a figure by a province's thresholds.
    public var policy = SupervisionPolicy()
  }

  /// A period's cases and the numbers of their events.
  public struct Period: Sendable {
    public var facts: DutyFacts
    public var events: EventIndex

    public init(facts: DutyFacts, events: EventIndex) {
      self.facts = facts
      self.events = events
    }
  }

  /// Reads the log; throws what the store or `SupervisionError` says.
  public typealias Reader = @Sendable (Question) async throws -> Period
  /// Reads single events by number, in their order.
  public typealias EventReader = @Sendable ([ID<DutyEvent>]) async throws -> [NumberedEvent]

  private let read: Reader
  nonisolated let readEvents: EventReader
  private var known: [(question: Question, task: Task<Period, any Error>)] = []

  private static let mostKept = 3

  public init(read: @escaping Reader, readEvents: @escaping EventReader) {
    self.read = read
    self.readEvents = readEvents
  }

  func period(_ question: Question) async throws -> Period {
    if let found = known.first(where: { $0.question == question }) {
      return try await found.task.value
    }
    let read = read
    let task = Task { try await read(question) }
    known.append((question, task))
    if known.count > Self.mostKept { known.removeFirst() }
    do {
      return try await task.value
    } catch {
      known.removeAll { $0.question == question }
      throw error
    }
  }
}

/// A worded event with its number in the log.
public struct NumberedEvent: Sendable {
  public var number: ID<DutyEvent>
  public var isSimulated: Bool
  public var event: LoggedEvent

  public init(number: ID<DutyEvent>, isSimulated: Bool, event: LoggedEvent) {
    self.number = number
    self.isSimulated = isSimulated
    self.event = event
  }
}
