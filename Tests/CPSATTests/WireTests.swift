// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CPSAT

@Suite("Bytes on their way to CP-SAT")
struct WireTests {
  @Test("Numbers lie on the wire as the protocol buffer guide shows")
  func knownBytes() {
    var writer = ProtobufWriter()
    writer.integer(1, 150)
    #expect(writer.bytes == [0x08, 0x96, 0x01])
    writer = ProtobufWriter()
    writer.packed(6, [3, 270, 86942])
    #expect(writer.bytes == [0x32, 0x06, 0x03, 0x8E, 0x02, 0x9E, 0xA7, 0x05])
    writer = ProtobufWriter()
    writer.double(2, 1)
    #expect(writer.bytes == [0x11, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F])
    writer = ProtobufWriter()
    writer.integer(1, -1)
    #expect(writer.bytes == [0x08] + [UInt8](repeating: 0xFF, count: 9) + [0x01])
  }

  @Test("What is written can be read")
  func roundTrip() {
    let values = [0, 1, -1, 127, 128, 300, Int.max, Int.min]
    var writer = ProtobufWriter()
    writer.packed(3, values)
    var reader = ProtobufReader(writer.bytes[...])
    guard let field = reader.field(), case .bytes(let bytes) = field.value else {
      Issue.record("not a length-delimited field")
      return
    }
    var inner = ProtobufReader(bytes)
    #expect(field.number == 3)
    #expect(inner.integers() == values.map { Int64($0) })
  }

  @Test("Every model the interface can make has the shape that CP-SAT reads")
  func everyConstraint() {
    #expect(WireShape.accepts(Self.everything.encoded()[...], as: WireShape.model))
    let parameters = CPParameters(
      workers: 2, timeLimit: .seconds(1), deterministicTime: 1, relativeGap: 0.1,
      stopsAtFirstSolution: true, memoryLimit: 100)
    #expect(WireShape.accepts(parameters.encoded()[...], as: WireShape.parameters))
  }

  @Test("Bytes cut short, or of a field that is not known, are refused")
  func damaged() {
    let bytes = Self.everything.encoded()
    for count in [1, bytes.count / 2, bytes.count - 1] {
      #expect(!WireShape.accepts(bytes.prefix(count), as: WireShape.model))
    }
    #expect(!WireShape.accepts([0xFF, 0xFF, 0x07, 0x01], as: WireShape.model))
    #expect(!WireShape.accepts([0x08, 0x01], as: WireShape.model))
    #expect(CPResponse([0x12]) == nil)
  }

  @Test("The solver takes a model with every constraint")
  func everythingSolves() throws {
    #expect(try makeSolver().solveBlocking(Self.everything).status == .optimal)
  }

  private static let everything: CPModel = {
    var model = CPModel()
    let x = model.newInteger(in: CPDomain(values: [0, 2, 3, 7]), "x")
    let y = model.newInteger(in: -3...3, "y")
    let flags = (0..<3).map { _ in model.newBoolean() }
    model.add(x + 2 * y - 1 <= 9, onlyIf: flags)
    model.add(boolOr: flags, onlyIf: [flags[0]])
    model.add(boolAnd: [flags[1]], onlyIf: [flags[2]])
    model.add(atMostOne: flags)
    model.add(exactlyOne: flags)
    model.add(allDifferent: [x + 1, 2 * y])
    model.add(maximum: x, of: [y + 0, y + 1])
    model.add(
      automaton: CPAutomaton(
        start: -1, finals: [-1],
        transitions: [.init(from: -1, label: 2, to: 5), .init(from: 5, label: 1, to: -1)]),
      over: [LinearExpression(2), y.linearExpression])
    model.add(circuit: [CPArc(from: 0, to: 0, isTaken: flags[0])])
    let interval = model.newInterval(start: x, size: 2, presence: flags[1])
    model.add(noOverlap: [interval])
    model.add(cumulative: [interval], demands: [1], capacity: 1)
    model.hint(x, 2)
    model.hint(!flags[1], true)
    model.assume([flags[0]])
    model.maximize(x - 5)
    return model
  }()
}
