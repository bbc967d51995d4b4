// SPDX-License-Identifier: Apache-2.0

import CPSAT
import Foundation
import Testing

@Suite("CP-SAT against its Python package")
struct CPPeerTests {
  @Test("The same roster has the same optimum when the Python package models it")
  func roster() async throws {
    let ours = try await makeSolver().solve(Self.roster(), parameters: .init(workers: 2))
    #expect(ours.status == .optimal)
    let theirs = try Self.pythonOptimum()
    #expect(ours.objective == theirs)
    #expect(ours.bound == theirs)
  }

  static let officers = 14
  static let days = 14
  static let shifts = 3

  /// Three officers on each shift of each day; one shift a day; after a night no day shift; no more
  /// than five days of duty in a row (automaton); wishes have prices, and the loads are levelled.
  static func roster() -> CPModel {
    var model = CPModel()
    var cost = LinearExpression()
    var loads: [LinearExpression] = []
    var works: [[[CPLiteral]]] = []
    for officer in 0..<officers {
      works.append([])
      for day in 0..<days {
        let duties = (0..<shifts).map { model.newBoolean("\(officer) \(day) \($0)") }
        model.add(atMostOne: duties)
        for shift in 0..<shifts {
          cost.add(duties[shift], times: (officer * 7 + day * 11 + shift * 13) % 10)
        }
        works[officer].append(duties)
      }
      for day in 1..<days {
        model.add(boolOr: [!works[officer][day - 1][2], !works[officer][day][0]])
      }
      let onDuty = works[officer].map { LinearExpression.sum($0) }
      model.add(automaton: atMostFiveInARow, over: onDuty.map { model.variable(equalTo: $0) })
      loads.append(LinearExpression.sum(onDuty))
    }
    for day in 0..<days {
      for shift in 0..<shifts {
        model.add(LinearExpression.sum(works.map { $0[day][shift] }) == 3)
      }
    }
    let most = model.newInteger(in: 0...days)
    model.add(maximum: most, of: loads)
    model.minimize(cost + 20 * most)
    return model
  }

  private static let atMostFiveInARow = CPAutomaton(
    start: 0, finals: [0, 1, 2, 3, 4, 5],
    transitions: (0...5).map { .init(from: $0, label: 0, to: 0) }
      + (0...4).map { .init(from: $0, label: 1, to: $0 + 1) })

  private static func pythonOptimum() throws -> Int {
    let process = Process()
    process.executableURL = URL(filePath: Tools.python)
    process.arguments = ["-c", script]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    return try #require(Int(text), "python said: \(text)")
  }

  private static let script = """
    from ortools.sat.python import cp_model
    officers, days, shifts = \(officers), \(days), \(shifts)
    model = cp_model.CpModel()
    cost, loads, works = [], [], []
    transitions = [(s, 0, 0) for s in range(6)] + [(s, 1, s + 1) for s in range(5)]
    for o in range(officers):
        works.append([])
        for d in range(days):
            duties = [model.new_bool_var("") for s in range(shifts)]
            model.add_at_most_one(duties)
            cost += [((o * 7 + d * 11 + s * 13) % 10) * duties[s] for s in range(shifts)]
            works[o].append(duties)
        for d in range(1, days):
            model.add_bool_or(~works[o][d - 1][2], ~works[o][d][0])
        on_duty = []
        for d in range(days):
            v = model.new_bool_var("")
            model.add(v == sum(works[o][d]))
            on_duty.append(v)
        model.add_automaton(on_duty, 0, [0, 1, 2, 3, 4, 5], transitions)
        loads.append(sum(on_duty))
    for d in range(days):
        for s in range(shifts):
            model.add(sum(works[o][d][s] for o in range(officers)) == 3)
    most = model.new_int_var(0, days, "")
    model.add_max_equality(most, loads)
    model.minimize(sum(cost) + 20 * most)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    assert solver.solve(model) == cp_model.OPTIMAL
    print(int(round(solver.objective_value)))
    """
}

extension CPModel {
  /// A variable of value 0 or 1 that equals an expression of more than one.
  fileprivate mutating func variable(equalTo expression: LinearExpression) -> CPVariable {
    let variable = newInteger(in: 0...1)
    add(expression == variable)
    return variable
  }
}
