// SPDX-License-Identifier: Apache-2.0

/// Writes what many tasks bring in common transactions.
///
/// While one batch is being written the next one gathers, so that the batches grow with the load
/// and nobody waits on purpose. `commit` returns when what it brought is durable, and whoever waits
/// sends nothing more: that is the back-pressure.
public actor GroupCommit<Item: Sendable, Failure: Error> {
  public typealias Write = @Sendable ([Item]) async throws(Failure) -> Void

  private struct Submission {
    var items: [Item]
    var waiter: CheckedContinuation<Result<Void, Failure>, Never>
  }

  private let write: Write
  private let largestBatch: Int
  private var gathered: [Submission] = []
  private var isWriting = false

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
      gathered.append(Submission(items: items, waiter: waiter))
      guard !isWriting else { return }
      isWriting = true
      Task { await writeAll() }
    }
    try result.get()
  }

  private func writeAll() async {
    while !gathered.isEmpty {
      let batch = nextBatch()
      let result: Result<Void, Failure>
      do throws(Failure) {
        result = .success(try await write(batch.flatMap(\.items)))
      } catch {
        result = .failure(error)
      }
      for submission in batch { submission.waiter.resume(returning: result) }
    }
    isWriting = false
  }

  private func nextBatch() -> [Submission] {
    var (count, items) = (0, 0)
    while count < gathered.count,
      count == 0 || items + gathered[count].items.count <= largestBatch
    {
      items += gathered[count].items.count
      count += 1
    }
    defer { gathered.removeFirst(count) }
    return Array(gathered.prefix(count))
  }
}
