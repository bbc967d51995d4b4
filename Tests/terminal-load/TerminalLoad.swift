// SPDX-License-Identifier: Apache-2.0

import Foundation
import NIOCore
import NIOPosix

/// Many JT/T 808 terminals at once: each registers, proves itself and sends fixes as fast as they
/// are acknowledged, or at a pace, or idles. Prints one JSON object; writes what was acknowledged to a journal.
///
///     terminal-load --port 6808 --links 500 --seconds 20 --window 4
@main
struct TerminalLoad {
  static func main() async throws {
    let options = LoadOptions(CommandLine.arguments)
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)

    // One loop: the load is to leave the other core to the server.
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let bootstrap = ClientBootstrap(group: group)
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .connectTimeout(.seconds(20))
    var terminals: [SimulatedTerminal.Results] = []
    let start = ContinuousClock.now
    for index in 0..<options.links {
      let results = SimulatedTerminal.Results(phone: options.phone(index))
      terminals.append(results)
      let isConnected: Void? = try? await bootstrap.connect(host: options.host, port: options.port)
      {
        channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(
            SimulatedTerminal(options: options, results: results))
        }
      }
      if isConnected == nil { results.update { $0.isConnected = false } }
    }
    let connected = ContinuousClock.now
    let deadline = connected.advanced(by: .seconds(options.seconds))
    while ContinuousClock.now < deadline, terminals.contains(where: { $0.value.isConnected }) {
      try await Task.sleep(for: .milliseconds(20))
    }
    let elapsed = (ContinuousClock.now - connected) / .seconds(1)
    let values = terminals.map(\.value)
    if let journal = options.journal {
      let lines = values.map {
        "\($0.phone) \($0.acknowledged.map(String.init).joined(separator: ","))"
      }
      try lines.joined(separator: "\n").write(toFile: journal, atomically: true, encoding: .utf8)
    }
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let latencies = values.flatMap(\.latencies).sorted()
    func percentile(_ share: Double) -> Double {
      latencies.isEmpty ? 0 : Double(latencies[Int(Double(latencies.count - 1) * share)]) / 1000
    }
    let sent = values.reduce(0) { $0 + $1.count }
    let report: [String: Double] = [
      "links": Double(values.count { $0.isConnected }),
      "authenticated": Double(values.count { $0.isAuthenticated }),
      "seconds": elapsed, "connectSeconds": (connected - start) / .seconds(1),
      "acknowledged": Double(sent), "perSecond": Double(sent) / elapsed,
      "refused": Double(values.reduce(0) { $0 + $1.refused }),
      "p50Milliseconds": percentile(0.5), "p99Milliseconds": percentile(0.99),
      "loadCPUSeconds": Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6,
    ]
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    print(String(decoding: try encoder.encode(report), as: UTF8.self))
  }
}

struct LoadOptions: Sendable {
  var host = "127.0.0.1"
  var port = 6808
  var links = 10
  var seconds = 5
  /// Fixes on the way at once; 0 only keeps the link open.
  var window = 1
  var firstPhone = 13_800_000_000
  /// From one fix of a terminal to its next, by our clock; without one each follows an acknowledgement at once.
  var pause: TimeAmount?
  /// Seconds from one fix of a terminal to its next, by the terminal's clock.
  var step: Int64 = 1
  /// WGS 84 degrees north and east; each drives from here some hundred metres north and starts again.
  var place = (latitude: 36.7, longitude: 119.1)
  var journal: String?

  init(_ arguments: [String]) {
    func value(_ name: String) -> String? {
      arguments.firstIndex(of: "--\(name)").flatMap {
        arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil
      }
    }
    host = value("host") ?? host
    port = value("port").flatMap { Int($0) } ?? port
    links = value("links").flatMap { Int($0) } ?? links
    seconds = value("seconds").flatMap { Int($0) } ?? seconds
    window = value("window").flatMap { Int($0) } ?? window
    firstPhone = value("first-phone").flatMap { Int($0) } ?? firstPhone
    pause = value("pause-milliseconds").flatMap { Int64($0) }.map { .milliseconds($0) }
    step = value("step").flatMap { Int64($0) } ?? step
    if let degrees = value("at")?.split(separator: ",").compactMap({ Double($0) }),
      degrees.count == 2
    {
      place = (latitude: degrees[0], longitude: degrees[1])
    }
    journal = value("journal")
  }

  func phone(_ index: Int) -> String { String(firstPhone + index) }
}
