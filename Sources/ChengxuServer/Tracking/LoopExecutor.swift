// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Runs tasks on one event loop: a link's task then stays on the thread that reads and writes the
/// link, and is not woken on another one for every frame.
final class LoopExecutor: TaskExecutor {
  private let loop: any EventLoop

  init(_ loop: any EventLoop) { self.loop = loop }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
