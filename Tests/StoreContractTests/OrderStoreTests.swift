// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Operations
import StorePort
import Stores
import Testing

@Suite("The store of campaigns, markets and assessment rounds")
struct OrderStoreTests {
  private typealias Entry = OrderEntry<MarketRecord.Step>
  private static let leader = CaseActor(person: 40, role: .leader, unit: 200)

  /// A square, its south-west corner so many ten-thousandths of a degree off.
  private static func square(_ offset: Int = 0, side: Int) -> [Coordinate] {
    [(0, 0), (0, side), (side, side), (side, 0)].map { north, east in
      Coordinate(
        latitude: 36.7 + Double(offset + north) * 0.0001,
        longitude: 119.1 + Double(offset + east) * 0.0001)
    }
  }

  private static func registering(_ key: String? = nil, by person: ID<CasePerson> = 40) -> Entry {
    Entry(
      by: CaseActor(person: person, role: .leader, unit: 200), at: SampleCases.at(0),
      .register(
        .morningMarket, name: "早市'); DROP TABLE order_record;--", grid: nil,
        outline: square(side: 100), keeper: 301),
      key: key.flatMap(RequestKey.init))
  }

  private static func drawing(_ minute: Int64, key: String? = nil) -> Entry {
    Entry(
      by: leader, at: SampleCases.at(minute),
      .drawStalls([.init(number: 1, trade: "蔬菜", corners: square(10, side: 5))]),
      key: key.flatMap(RequestKey.init))
  }

  private static func deciding(_ minute: Int64, _ what: MarketDecision.What) throws -> Entry {
    let reason = try #require(CaseReason("占道"))
    return Entry(by: leader, at: SampleCases.at(minute), .decide(what, reason))
  }

  private static func checking(_ minute: Int64) -> Entry {
    let sellers = [("蔬菜", 12), ("水果", 12), ("蔬菜", 50), ("蔬菜", 500)].map { trade, offset in
      StallPlan.Seen(place: square(offset, side: 1)[0], trade: trade)
    }
    return Entry(by: leader, at: SampleCases.at(minute), .check(sellers))
  }

  private func withOrders(
    _ backend: Backend, _ body: (SQLOrderStore, SQLDutyEventLog) async throws -> Void
  ) async throws {
    try await backend.withStore { database async throws in
      try await SchemaUpgrade().apply(to: database, at: SampleCases.at(0))
      try await body(SQLOrderStore(database), SQLDutyEventLog(database))
    }
  }

  @Test(
    "gives a record back as its entries made it, each an event of the one chain",
    arguments: Backend.databases)
  func replay(backend: Backend) async throws {
    try await withOrders(backend) { store, log in
      let entries = [
        Self.registering(), try Self.deciding(1, .regularise), Self.drawing(2), Self.checking(3),
      ]
      let opened = try await store.open(MarketRecord.self, with: entries[0])
      #expect(opened.number == 1 && opened.version == 1)
      var expected = try MarketRecord(number: 1, first: entries[0])
      for (version, entry) in entries.enumerated().dropFirst() {
        let stored = try await store.append(entry, to: 1, version: version, MarketRecord.self)
        try expected.apply(entry)
        #expect(stored.version == version + 1 && stored.record == expected)
      }
      #expect(try await store.record(1, MarketRecord.self).record == expected)
      #expect(try await store.entries(of: 1, MarketRecord.self) == entries)
      #expect(
        expected.checks.first?.findings
          == [.inPlace(stall: 1), .wrongTrade(stall: 1), .outsideLines, .outsideGround])
      #expect(try await log.verifyChain() == .intact(events: 4))
      #expect(try await log.last()?.kind == .orderStep)
    }
  }

  @Test(
    "takes the step of whoever was first, and stores nothing of the others",
    arguments: Backend.databases)
  func conflict(backend: Backend) async throws {
    try await withOrders(backend) { store, log in
      try await store.open(MarketRecord.self, with: Self.registering())
      let outcomes = await withTaskGroup(of: Bool.self) { group in
        for minute in Int64(1)...3 {
          group.addTask {
            do {
              _ = try await store.append(
                Self.drawing(minute), to: 1, version: 1, MarketRecord.self)
              return true
            } catch {
              if case OrderStoreError.conflict(.market, 1) = error { return false }
              Issue.record(error)
              return false
            }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.filter { $0 }.count == 1)
      #expect(try await store.record(1, MarketRecord.self).version == 2)
      #expect(try await log.verifyChain() == .intact(events: 2))
    }
  }

  @Test("carries a request out once, and only its own person's", arguments: Backend.databases)
  func keys(backend: Backend) async throws {
    try await withOrders(backend) { store, log in
      let first = try await store.open(MarketRecord.self, with: Self.registering("open-0001"))
      let again = try await store.open(MarketRecord.self, with: Self.registering("open-0001"))
      #expect(again == first)
      await #expect(throws: OrderStoreError.keyTaken) {
        try await store.open(MarketRecord.self, with: Self.registering("open-0001", by: 41))
      }
      let drawn = try await store.append(
        Self.drawing(1, key: "draw-0001"), to: 1, version: 1, MarketRecord.self)
      // Sent again after a lost answer: the version that it saw is old by now.
      let repeated = try await store.append(
        Self.drawing(1, key: "draw-0001"), to: 1, version: 1, MarketRecord.self)
      #expect(repeated == drawn && drawn.version == 2)
      #expect(try await log.verifyChain() == .intact(events: 2))
    }
  }

  @Test("stores nothing of what the record refuses", arguments: Backend.databases)
  func refused(backend: Backend) async throws {
    try await withOrders(backend) { store, log in
      try await store.open(MarketRecord.self, with: Self.registering())
      let banned = try await store.append(
        try Self.deciding(1, .ban), to: 1, version: 1, MarketRecord.self)
      await #expect(throws: OrderStoreError.refused(.banned)) {
        try await store.append(Self.drawing(2), to: 1, version: 2, MarketRecord.self)
      }
      await #expect(throws: OrderStoreError.refused(.beforeEarlierEntry)) {
        try await store.append(
          try Self.deciding(0, .upgrade), to: 1, version: 2, MarketRecord.self)
      }
      await #expect(throws: OrderStoreError.missing(.market, 9)) {
        try await store.append(Self.drawing(2), to: 9, version: 1, MarketRecord.self)
      }
      #expect(try await store.record(1, MarketRecord.self) == banned)
      #expect(try await log.verifyChain() == .intact(events: 2))
    }
  }

  @Test("numbers each kind by itself and lists the latest first", arguments: Backend.databases)
  func numbers(backend: Backend) async throws {
    try await withOrders(backend) { store, _ in
      for _ in 0..<3 { try await store.open(MarketRecord.self, with: Self.registering()) }
      let name = LocalizedName(chinese: "整治", english: "campaign")
      let grid = try #require(GridCode("370705001002001"))
      let campaign = try await store.open(
        CampaignRecord.self,
        with: OrderEntry(
          by: Self.leader, at: SampleCases.at(0),
          .plan(
            .sweep, name, from: SampleCases.at(0), until: SampleCases.at(9),
            [.init(name: name, unit: 301, targets: [.grid(grid)])])))
      #expect(campaign.number == 1)
      #expect(try await store.records(MarketRecord.self, limit: 2).map(\.number) == [3, 2])
      await #expect(throws: OrderStoreError.missing(.assessment, 1)) {
        try await store.record(1, AssessmentRecord.self)
      }
    }
  }
}
