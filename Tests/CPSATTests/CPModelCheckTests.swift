// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CPSAT

@Suite("Faults in a CP-SAT model")
struct CPModelCheckTests {
  @Test("A variable of another model is named with its constraint")
  func foreignVariable() throws {
    var other = CPModel()
    for _ in 0..<5 { _ = other.newInteger(in: 0...1) }
    let stranger = other.newInteger(in: 0...1)
    var model = CPModel()
    let x = model.newInteger(in: 0...1)
    model.add(x <= 1)
    model.add(x + stranger <= 1)
    #expect(throws: CPModelIssue.foreignVariable(index: 5, constraint: 1)) { try model.check() }
    #expect(throws: CPSATError.invalidModel(.foreignVariable(index: 5, constraint: 1))) {
      try makeSolver().solveBlocking(model)
    }
  }

  @Test("Other faults are found before the solver sees them")
  func otherFaults() {
    var model = CPModel()
    let x = model.newInteger(in: 0...9, "x")
    let y = model.newInteger(in: 0...9, "y")
    let flag = model.newBoolean("flag")
    func issue(_ change: (inout CPModel) -> Void) -> CPModelIssue? {
      var copy = model
      change(&copy)
      do { try copy.check() } catch { return error }
      return nil
    }
    #expect(issue { _ in } == nil)
    #expect(issue { _ = $0.newInteger(in: CPDomain([]), "z") } == .emptyDomain(variable: "z"))
    #expect(issue { $0.add(x * .max + x <= 3) } == .overflow(constraint: 0))
    #expect(issue { $0.add(x + .min <= 3) } == .overflow(constraint: 0))
    #expect(issue { $0.add(allDifferent: [x + y]) } == .notAffine(constraint: 0))
    #expect(
      issue { $0.add(boolOr: [CPLiteral(code: x.index), flag]) }
        == .notBoolean(variable: "x", constraint: 0))
    #expect(
      issue { model in
        let interval = model.newInterval(start: x, size: 2)
        model.add(cumulative: [interval], demands: [1, 2], capacity: 3)
      } == .demandCount(expected: 1, found: 2, constraint: 1))
    #expect(
      issue { $0.add(noOverlap: [CPInterval(constraint: 4)]) } == .foreignInterval(constraint: 0))
    let twice = CPAutomaton(
      start: 0, finals: [0],
      transitions: [.init(from: 0, label: 1, to: 0), .init(from: 0, label: 1, to: 2)])
    #expect(
      issue { $0.add(automaton: twice, over: [x]) }
        == .ambiguousTransition(state: 0, label: 1, constraint: 0))
  }

  @Test("What only the solver can refuse comes back as an error with its own words")
  func refusedBySolver() throws {
    var model = CPModel()
    let x = model.newInteger(in: 0...(Int.max - 1), "x")
    let y = model.newInteger(in: 0...(Int.max - 1), "y")
    model.add(x * 1000 + y <= 3)
    let error = #expect(throws: CPSATError.self) { try makeSolver().solveBlocking(model) }
    guard case .refused(let text) = error else {
      Issue.record("expected a refusal, got \(String(describing: error))")
      return
    }
    #expect(text.contains("overflow") || text.contains("domain"), "\(text)")
  }

  @Test(
    "Parameters that make no sense are named",
    arguments: [
      (CPParameters(workers: 0), "workers is 0"), (CPParameters(seed: -1), "seed is -1"),
      (CPParameters(deterministicTime: .nan), "deterministicTime is nan"),
    ])
  func parameters(_ parameters: CPParameters, _ words: String) throws {
    let error = #expect(throws: CPSATError.self) {
      try makeSolver().solveBlocking(CPModel(), parameters: parameters)
    }
    #expect(error?.description.contains(words) == true)
  }

  @Test("A library that is not there is named, with what to do")
  func missingLibrary() throws {
    let error = #expect(throws: CPSATLoadError.self) {
      try CPSATLibrary(path: "nowhere/libortools.so.9")
    }
    let message = try #require(error?.description)
    #expect(message.contains("nowhere/libortools.so.9"))
    #expect(message.contains("Maybe run Scripts/setup"))
  }

  @Test("A file that is no library is refused with what the system says")
  func wrongLibrary() throws {
    let error = #expect(throws: CPSATLoadError.self) { try CPSATLibrary(path: #filePath) }
    #expect(error?.reason.isEmpty == false)
  }
}
