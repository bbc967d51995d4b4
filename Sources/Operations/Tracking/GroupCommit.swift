// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Writes what many tasks bring in common transactions.
///
/// While one batch is being written the next one gathers, so that the batches grow with the load
/// and nobody waits on purpose. `commit` returns when what it brought is durable, and whoever waits
/// sends nothing more: that is the back-pressure.
///
/// A lock instead of an actor: whoever brings something stays on its own executor, and thousands
/// that are answered together need no hop each.
public final class GroupCommit<Item: Sendable, Failure: Error>: Sendable {
  public typealias Write = @Sendable ([Item]) async throws(Failure) -> Void

  private struct Submission {
    var items: [Item]
    var waiter: CheckedContinuation<Result<Void, Failure>, Never>
  }

  private struct Queue {
    var gathered: [Submission] = []
    var isWriting = false
  }

  private let write: Write
  private let largestBatch: Int
  private let queue = Mutex(Queue())

  /// - Parameters:
  ///   - largestBatch: items in one transaction, unless one submission alone has more.
  ///   - write: stores a batch, whole or not at all.
  public init(largestBatch: Int = 4096, write: @escaping Write) {
    self.largestBatch = largestBatch
    self.write = write
  }

  /// - Throws: what the write of its batch threw; then nothing of it was stored.
  public func commit(_ items: [Item]) async throws(Failure) {
    guard !items.isEmpty else { return }
    let result = await withCheckedContinuation { waiter in
      let isFirst = queue.withLock { queue in
        queue.gathered.append(Submission(items: items, waiter: waiter))
        defer { queue.isWriting = true }
        return !queue.isWriting
      }
      if isFirst { Task { await writeAll() } }
    }
    try result.get()
  }

  private func writeAll() async {
    while let batch = nextBatch() {
      let result: Result<Void, Failure>
      do throws(Failure) {
        result = .success(try await write(batch.flatMap { $0.items }))
      } catch {
        result = .failure(error)
      }
      for submission in batch { submission.waiter.resume(returning: result) }
    }
  }

  /// - Returns: `nil` where nothing has gathered; whoever comes next begins to write again.
  private func nextBatch() -> [Submission]? {
    queue.withLock { queue in
      guard !queue.gathered.isEmpty else {
        queue.isWriting = false
        return nil
      }
      var (count, items) = (0, 0)
      while count < queue.gathered.count,
        count == 0 || items + queue.gathered[count].items.count <= largestBatch
      {
        items += queue.gathered[count].items.count
        count += 1
      }
      defer { queue.gathered.removeFirst(count) }
      return Array(queue.gathered.prefix(count))
    }
  }
}
