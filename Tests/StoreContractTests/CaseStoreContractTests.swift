// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Geography
import Operations
import Testing

@Suite("Every store of cases")
struct CaseStoreContractTests {
  typealias Sample = SampleCases

  @Test("numbers new cases one after the other, all of them or none", arguments: Backend.allCases)
  func filing(backend: Backend) async throws {
    try await backend.withCases { store async throws in
      let first = try await store.file([[Sample.filing()], [Sample.filing(1)]])
      #expect(first.map(\.id) == [1, 2])
      let wrong = CaseEvent(
        by: .system, at: Sample.at(0), .report(try Sample.report(), deadline: nil))
      let error = await #expect(throws: CaseStoreError.self) {
        try await store.file([[Sample.filing(2)], [wrong]])
      }
      guard case .refused(let refusal) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(refusal.reason == .notYourRole)
      #expect(try await store.file([[Sample.filing(3)]]).map(\.id) == [3])
      #expect(try await store.cityCase(1) == first[0])
      #expect(try await store.events(of: 2) == [Sample.filing(1)])
    }
  }

  @Test(
    "files a report of one key once for one person, also when both come at once",
    arguments: Backend.allCases)
  func keys(backend: Backend) async throws {
    try await backend.withCases { store async throws in
      let key = try #require(RequestKey("5f0d2c1a-report"))
      let one = try Sample.filing()
      let report = CaseEvent(by: one.by, at: one.at, one.action, key: key)
      let citizen = CaseActor(person: nil, role: .citizen, unit: nil)
      let other = CaseEvent(by: citizen, at: one.at, one.action, key: key)
      #expect(try await store.reported(under: key, by: report.by.person) == nil)
      async let first = store.file([[report]])
      async let second = store.file([[report]])
      let answers = try await [first, second].map { $0.map(\.id) }
      #expect(answers == [[1], [1]])
      // The same key of somebody else is another report; twice in one request it is one.
      let mixed = try await store.file([[Sample.filing(2)], [other], [report], [other]])
      #expect(mixed.map(\.id) == [2, 3, 1, 3])
      #expect(try await store.reported(under: key, by: nil) == 3)
      #expect(try await store.reported(under: key, by: report.by.person) == 1)
      #expect(try await store.file([[Sample.filing(3)]]).map(\.id) == [4])
    }
  }

  @Test(
    "lets one of two writers change a case, and stores nothing of the other",
    arguments: Backend.allCases)
  func conflict(backend: Backend) async throws {
    try await backend.withCases { store async throws in
      try await store.file([[Sample.filing()]])
      let reason = try #require(CaseReason("不属实"))
      let decline = CaseEvent(by: Sample.supervisor, at: Sample.at(1), .decline(reason))
      let answer = try await store.append([decline], to: 1, version: 1)
      #expect(answer.cityCase.version == 2 && answer.effects.contains(.answerReporter))
      let error = await #expect(throws: CaseStoreError.self) {
        try await store.append([decline], to: 1, version: 1)
      }
      guard case .conflict(1) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(try await store.events(of: 1).count == 2)
    }
  }

  @Test(
    "stores nothing of events of which one is refused, and knows no case that is none",
    arguments: Backend.allCases)
  func refusal(backend: Backend) async throws {
    try await backend.withCases { store async throws in
      try await store.file([[Sample.filing()]])
      let code = try #require(ClassCode("E0102"))
      let events = [
        CaseEvent(
          by: Sample.supervisor, at: Sample.at(1),
          .open(code, deadline: Deadline(given: Sample.at(9), from: Sample.at(1)))),
        CaseEvent(by: Sample.supervisor, at: Sample.at(2), .evaluate),
      ]
      let before = try await store.cityCase(1)
      await #expect(throws: CaseStoreError.self) {
        try await store.append(events, to: 1, version: 1)
      }
      #expect(try await store.cityCase(1) == before)
      #expect(try await store.events(of: 1).count == 1)
      let missing = await #expect(throws: CaseStoreError.self) { try await store.cityCase(77) }
      guard case .missing(77) = missing else {
        Issue.record("\(String(describing: missing))")
        return
      }
    }
  }

  @Test("closes duplicates, and theirs, with their parent", arguments: Backend.allCases)
  func duplicates(backend: Backend) async throws {
    try await backend.withCases { store async throws in
      try await store.file([[Sample.filing()], [Sample.filing()], [Sample.filing()]])
      for (child, parent) in [(ID<CityCase>(rawValue: 2), ID<CityCase>(rawValue: 1)), (3, 2)] {
        try await store.append(
          [CaseEvent(by: Sample.supervisor, at: Sample.at(5), .markDuplicate(of: parent))],
          to: child, version: 1)
      }
      let reason = try #require(CaseReason("不予立案"))
      let answer = try await store.append(
        [CaseEvent(by: Sample.supervisor, at: Sample.at(9), .decline(reason))], to: 1, version: 1)
      #expect(answer.closedDuplicates == [2, 3])
      #expect(try await store.cityCase(3).state == .closed(.withParent(2)))
      #expect(try await store.events(of: 3).map(\.action.key).last == "closeWithParent")
    }
  }

  @Test(
    "queues by deadline, finds by box and by search, and counts like the obvious way",
    arguments: [UInt64(1), 20])
  func manyCases(seed: UInt64) async throws {
    var generator = SeededGenerator(seed: seed)
    let lives = try (0..<300).map { try Sample.life($0, &generator) }
    let reference = MemoryCaseStore(classes: try Sample.classes())
    _ = try await reference.file(lives)
    for backend in Backend.allCases where backend != .memory {
      try await backend.withCases { store async throws in
        try await store.file(lives)
        try await compare(store, with: reference, seed: seed)
      }
    }
  }

  private func compare(
    _ store: any CaseStore, with reference: MemoryCaseStore, seed: UInt64
  ) async throws {
    let turns: [CaseTurn] = [
      .supervisionCentre, .commandCentre, .unit(301), .unit(302), .unit(303), .unit(304), .nobody,
    ]
    for turn in turns {
      #expect(
        try await store.queue(of: turn, limit: 20) == reference.queue(of: turn, limit: 20),
        "seed \(seed)")
    }
    for minute: Int64 in [0, 2000, 9000] {
      let alerted = try await store.alerted(by: Sample.at(minute), limit: 30)
      #expect(
        alerted == (await reference.alerted(by: Sample.at(minute), limit: 30)), "seed \(seed)")
    }
    #expect(!(try await store.alerted(by: Sample.at(9000), limit: 1)).isEmpty)
    let escalated = try await store.escalated(limit: 400)
    #expect(escalated == (await reference.escalated(limit: 400)) && !escalated.isEmpty)
    let box = GeographicBox(south: 36.7035, west: 119.1005, north: 36.7115, east: 119.1085)
    let found = try await store.openCases(in: box, limit: 1000)
    #expect(found == (await reference.openCases(in: box, limit: 1000)) && !found.isEmpty)
    #expect(try await store.openCases(in: box, limit: 2).count == 2)
    for period in [0..<Int64(3000), 1000..<2500, 0..<9000] {
      let range = Sample.at(period.lowerBound)..<Sample.at(period.upperBound)
      for dimension in CaseDimension.allCases {
        #expect(
          try await store.tallies(in: range, by: dimension)
            == reference.tallies(in: range, by: dimension), "seed \(seed), \(dimension)")
      }
      for isEnded in [true, false, nil] {
        for codes in [nil, [try #require(ClassCode("C0101"))]] {
          let search = CaseSearch(
            codes: codes, received: range, isEnded: isEnded, limit: 15, offset: 4)
          #expect(try await store.search(search) == reference.search(search), "seed \(seed)")
        }
      }
    }
    for period in [0..<Int64(3000), 0..<9000] {
      let range = Sample.at(period.lowerBound)..<Sample.at(period.upperBound)
      let found = try await store.anomalies(dueIn: range)
      let anomalies = CaseAnomalies(found, most: 1000)
      #expect(
        anomalies == CaseAnomalies(await reference.anomalies(dueIn: range), most: 1000),
        "seed \(seed)")
      #expect(
        Set(anomalies.found.map(\.kind)) == Set(CaseAnomaly.Kind.allCases) && anomalies.isComplete)
      let few = CaseAnomalies(found, most: 3)
      #expect(few.found == Array(anomalies.found.prefix(3)) && few.counts == anomalies.counts)
      #expect(!few.isComplete)
      let search = CaseUpdateSearch(
        period: range, actions: ["finish", "close"], limit: 40, offset: 3)
      #expect(try await store.updates(search) == reference.updates(search), "seed \(seed)")
    }
    let few = CaseUpdateSearch(
      ids: [2, 6, 9], period: Sample.at(0)..<Sample.at(1), actions: ["report", "open"], limit: 99)
    let updates = try await store.updates(few)
    #expect(updates == (await reference.updates(few)) && !updates.isEmpty)
    #expect(!updates.contains { $0.id == 6 }, "not public")
    let hashes = try "abf".map { try #require(PhotoHash(String(repeating: $0, count: 64))) }
    let needs = try await store.needs(ofPhotos: hashes)
    #expect(needs == (await reference.needs(ofPhotos: hashes)) && needs.count == 2)
    // A case that is not public is not found by its number either.
    let hidden = CaseSearch(ids: [1, 2, 6], received: Sample.at(0)..<Sample.at(1), limit: 9)
    #expect(try await store.search(hidden).map(\.id) == [2])
  }
}
