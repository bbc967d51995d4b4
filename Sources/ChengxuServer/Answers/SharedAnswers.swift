// SPDX-License-Identifier: Apache-2.0

/// Answers that many ask for at once, drawn up once for all of them and again each second.
///
/// What a subject names, such as the last step recorded, is looked at at each reading, so nobody misses it; what the
/// subject leaves out is a second old at most.
actor SharedAnswers<Subject: Hashable & Sendable> {
  private struct Key: Hashable {
    var subject: Subject
    var second: Int64
  }

  private let most: Int
  private var kept: [Key: Task<PreparedBody, any Error>] = [:]

  /// - Parameter most: Answers of one second that are kept; whoever asks for yet another one gets it drawn up for
  ///   themselves, so that strangers cannot fill the memory.
  init(most: Int = 64) { self.most = most }

  /// Whoever asks while the same answer is being made waits for that one.
  func answer(
    _ subject: Subject, second: Int64, _ make: @escaping @Sendable () async throws -> PreparedBody
  ) async throws -> PreparedBody {
    let key = Key(subject: subject, second: second)
    if let known = kept[key] { return try await known.value }
    kept = kept.filter { $0.key.second == second }
    guard kept.count < most else { return try await make() }
    let task = Task { try await make() }
    kept[key] = task
    do {
      return try await task.value
    } catch {
      kept[key] = nil
      throw error
    }
  }

  /// Something changed that no subject names.
  func forget() { kept = [:] }
}
