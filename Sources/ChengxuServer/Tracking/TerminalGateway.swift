// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Logging
import NIOCore
import NIOPosix
import Operations
import ServiceLifecycle
import Synchronization

/// The TCP port of JT/T 808 terminals: one task a link, on the link's own event loop.
struct TerminalGateway: Service {
  private typealias Link = NIOAsyncChannel<ByteBuffer, ByteBuffer>

  let configuration: GatewayConfiguration
  let desk: TrackingDesk
  let directory: TerminalDirectory
  let logger: Logger
  let openLinks: LinkCount
  /// Called with the port that was bound.
  let onListening: @Sendable (Int) async -> Void

  func run() async throws {
    let loops = MultiThreadedEventLoopGroup.singleton
    let executors = Dictionary(
      uniqueKeysWithValues: loops.makeIterator().map { (ObjectIdentifier($0), LoopExecutor($0)) })
    let server = try await listen(loops)
    await onListening(server.channel.localAddress?.port ?? configuration.port)
    try await withThrowingDiscardingTaskGroup { links in
      try await server.executeThenClose { inbound in
        for try await link in inbound.cancelOnGracefulShutdown() {
          let executor = executors[ObjectIdentifier(link.channel.eventLoop)]
          links.addTask(executorPreference: executor) { await serve(link) }
        }
      }
    }
  }

  private func listen(
    _ loops: MultiThreadedEventLoopGroup
  ) async throws(ServerError) -> NIOAsyncChannel<Link, Never> {
    do {
      return try await bound(loops)
    } catch let error as IOError where error.errnoCode == EADDRINUSE {
      throw .portInUse(host: configuration.host, port: configuration.port)
    } catch {
      throw .cannotListen(
        host: configuration.host, port: configuration.port, reason: "\(error)")
    }
  }

  private func bound(
    _ loops: MultiThreadedEventLoopGroup
  ) async throws -> NIOAsyncChannel<Link, Never> {
    try await ServerBootstrap(group: loops)
      .serverChannelOption(.backlog, value: 1024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .bind(host: configuration.host, port: configuration.port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers(
            IdleStateHandler(readTimeout: .seconds(configuration.idleSeconds)), ClosesWhenIdle())
          return try Link(wrappingChannelSynchronously: channel)
        }
      }
  }

  private func serve(_ channel: Link) async {
    guard openLinks.enter(limit: configuration.mostLinks) else {
      logger.warning("link refused: too many", metadata: ["limit": "\(configuration.mostLinks)"])
      try? await channel.channel.close()
      return
    }
    defer { openLinks.leave() }
    do {
      try await channel.executeThenClose { inbound, outbound in
        // What has come is answered still; a sequence that ends by itself would wake a task of its own
        // for every frame.
        try await withGracefulShutdownHandler {
          var link = TerminalLink(desk: desk, directory: directory)
          for try await var buffer in inbound {
            let bytes = buffer.readBytes(length: buffer.readableBytes) ?? []
            let (answer, ends) = await link.answer(to: bytes, at: .now)
            if !answer.isEmpty { try await outbound.write(ByteBuffer(bytes: answer)) }
            if ends { break }
          }
        } onGracefulShutdown: {
          channel.channel.close(mode: .input, promise: nil)
        }
      }
    } catch {
      logger.debug("link ended", metadata: ["error": "\(error)"])
    }
  }
}

/// Closes a channel that has been silent for too long.
private final class ClosesWhenIdle: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent {
      context.close(promise: nil)
    } else {
      context.fireUserInboundEventTriggered(event)
    }
  }
}

/// How many links are open.
final class LinkCount: Sendable {
  private let count = Atomic<Int>(0)

  var value: Int { count.load(ordering: .relaxed) }

  func enter(limit: Int) -> Bool {
    guard count.wrappingAdd(1, ordering: .relaxed).newValue > limit else { return true }
    leave()
    return false
  }

  func leave() { count.wrappingSubtract(1, ordering: .relaxed) }
}
