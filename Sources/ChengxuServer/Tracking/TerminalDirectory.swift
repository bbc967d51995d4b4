// SPDX-License-Identifier: Apache-2.0

import Crypto
import DutyModel
public import Operations

/// The terminals that may send, as the server knows them: what was once found is not asked again.
///
/// A name that is not found is looked up anew each time, so that a terminal imported while the
/// server runs is let in at once.
public actor TerminalDirectory {
  private struct Key: Hashable {
    var kind: TrackedTerminal.Kind
    var name: String
  }

  private let registry: any TerminalRegistry
  private var known: [Key: TrackedTerminal] = [:]

  public init(_ registry: any TerminalRegistry) { self.registry = registry }

  /// The first of the names that was imported.
  func terminal(
    _ kind: TrackedTerminal.Kind, named names: [String]
  ) async throws(TrackingError) -> TrackedTerminal? {
    for name in names {
      let key = Key(kind: kind, name: name)
      if let terminal = known[key] { return terminal }
      if let terminal = try await registry.terminal(kind, named: name) {
        known[key] = terminal
        return terminal
      }
    }
    return nil
  }

  /// All that were imported.
  func terminals() async throws(TrackingError) -> [TrackedTerminal] {
    try await registry.terminals()
  }

  /// A new random code, durable before it is told; `nil` if another device has registered for this
  /// terminal before (`chengxu terminal release`).
  func register(
    _ terminal: TrackedTerminal, device: String
  ) async throws(TrackingError) -> String? {
    let current = try await registry.credential(of: terminal.id)
    if let current, current.device != device { return nil }
    let code = SymmetricKey(size: .bits128).withUnsafeBytes { bytes in
      bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    try await registry.replaceCredential(
      of: terminal.id, with: .renewed(after: current, code: code, device: device, at: .now))
    return code
  }

  func accepts(_ code: String, of terminal: TrackedTerminal) async throws(TrackingError) -> Bool {
    try await registry.credential(of: terminal.id)?.accepts(code, at: .now) ?? false
  }
}
