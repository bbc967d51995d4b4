// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Foundation
public import Operations

/// What the server needs to take in places: wired by whoever chose the database.
public struct LiveTracking: Sendable {
  public var desk: TrackingDesk
  public var directory: TerminalDirectory
  public var store: any PositionStore
  public var clock: CityClock
  public var retentionDays: Int
  /// Where JT/T 808 terminals connect; `nil` for nowhere.
  public var gateway: GatewayConfiguration?
  /// The other servers; `nil` where there can be none.
  public var exchange: (any PositionExchange)?
  /// Where presence is kept; `nil` where none is counted.
  public var presence: (any PresenceStore)?

  public init(
    store: any PositionStore, registry: any TerminalRegistry, clock: CityClock,
    retentionDays: Int, gateway: GatewayConfiguration?, exchange: (any PositionExchange)? = nil,
    presence: (any PresenceStore)? = nil
  ) async throws(TrackingError) {
    let today = clock.civilTime(of: .now).date
    desk = TrackingDesk(store: store, newest: try await store.newest(on: today))
    directory = TerminalDirectory(registry)
    self.store = store
    self.clock = clock
    self.retentionDays = retentionDays
    self.gateway = gateway
    self.exchange = exchange
    self.presence = presence
  }

  /// Where units are at this moment by their terminals.
  func whereabouts() async throws(TrackingError) -> Whereabouts {
    Whereabouts(
      desk.movement(after: 0).fixes, of: try await directory.terminals(), at: .now)
  }
}

/// Where JT/T 808 terminals connect, and how much one of them may ask for.
public struct GatewayConfiguration: Hashable, Sendable {
  public var host: String
  /// 1...65535, or 0 for any free port.
  public var port: Int
  /// A link that says nothing for so long is closed; terminals send a heartbeat more often.
  public var idleSeconds: Int64
  public var mostLinks: Int

  public init(host: String, port: Int, idleSeconds: Int64 = 300, mostLinks: Int = 50_000) {
    self.host = host
    self.port = port
    self.idleSeconds = idleSeconds
    self.mostLinks = mostLinks
  }
}
