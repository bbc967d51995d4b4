// SPDX-License-Identifier: Apache-2.0

/// CpSolverResponse as it came over the wire, the fields that are used.
struct CPResponse {
  var status: UInt64 = 0
  var values: [Int64] = []
  var bound = 0.0
  var core: [Int64] = []
  var wallTime = 0.0
  var deterministicTime = 0.0
  var conflicts = 0
  var branches = 0
  var information = ""

  static let modelInvalid: UInt64 = 1

  /// Nil if the bytes are not a response.
  init?(_ bytes: [UInt8]) {
    var reader = ProtobufReader(bytes[...])
    while !reader.isAtEnd {
      guard let field = reader.field(), take(field.number, field.value) else { return nil }
    }
  }

  private mutating func take(_ number: Int, _ value: ProtobufReader.Value) -> Bool {
    switch (number, value) {
    case (1, .varint(let number)): status = number
    case (2, .bytes(let bytes)): return append(bytes, to: \.values)
    case (4, .fixed64(let bits)): bound = Double(bitPattern: bits)
    case (11, .varint(let number)): conflicts = Int(truncatingIfNeeded: number)
    case (12, .varint(let number)): branches = Int(truncatingIfNeeded: number)
    case (15, .fixed64(let bits)): wallTime = Double(bitPattern: bits)
    case (17, .fixed64(let bits)): deterministicTime = Double(bitPattern: bits)
    case (20, .bytes(let bytes)): information = String(decoding: bytes, as: UTF8.self)
    case (23, .bytes(let bytes)): return append(bytes, to: \.core)
    default: break
    }
    return true
  }

  private mutating func append(
    _ bytes: ArraySlice<UInt8>, to list: WritableKeyPath<CPResponse, [Int64]>
  ) -> Bool {
    var reader = ProtobufReader(bytes)
    guard let numbers = reader.integers() else { return false }
    self[keyPath: list] += numbers
    return true
  }
}

extension CPModel {
  /// The assignment of a response, or nil if it holds none for this model.
  func assignment(of response: CPResponse) -> CPAssignment? {
    let hasSolution = response.status == 2 || response.status == 4
    guard hasSolution, response.values.count == variables.count else { return nil }
    return CPAssignment(values: response.values.map { Int($0) })
  }

  func solution(of response: CPResponse) -> CPSolution? {
    guard let status = Self.status(response.status) else { return nil }
    let assignment = assignment(of: response)
    if assignment == nil, status == .optimal || status == .feasible { return nil }
    return CPSolution(
      status: status, assignment: assignment, objective: objectiveValue(of: assignment),
      bound: status == .infeasible ? nil : objectiveBound(response.bound),
      infeasibilityCore: response.core.map { CPLiteral(code: Int32(truncatingIfNeeded: $0)) },
      wallTime: response.wallTime, deterministicTime: response.deterministicTime,
      conflicts: response.conflicts, branches: response.branches)
  }

  func objectiveValue(of assignment: CPAssignment?) -> Int? {
    guard let objective, let assignment else { return nil }
    return assignment.value(of: objective.expression)
  }

  /// The bound as an integer. Objectives are integers, so a fractional bound may be rounded towards
  /// the objective; what lies beyond 2^53 in size is no proof in a `Double` and counts as none.
  func objectiveBound(_ bound: Double) -> Int? {
    guard let objective, bound.isFinite, abs(bound) < 9_007_199_254_740_992 else { return nil }
    return Int(objective.isMaximized ? (bound + 1e-6).rounded(.down) : (bound - 1e-6).rounded(.up))
  }

  private static func status(_ code: UInt64) -> CPSolution.Status? {
    switch code {
    case 0: .unknown
    case 2: .feasible
    case 3: .infeasible
    case 4: .optimal
    default: nil
    }
  }
}
