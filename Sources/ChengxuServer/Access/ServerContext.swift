// SPDX-License-Identifier: Apache-2.0

import AccessControl
import Hummingbird
import NIOCore

/// What a request carries from the door to its route.
struct ServerContext: RequestContext, RemoteAddressRequestContext {
  var coreContext: CoreRequestContextStorage
  let remoteAddress: SocketAddress?
  /// Who is signed in; `nil` at open doors and for programs.
  var visitor: SignedInVisitor?
  /// The key of a program that came instead of a person.
  var program: APIToken?

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    remoteAddress = source.channel.remoteAddress
  }

  /// Where the request came from, without the port, as the record of sign-ins keeps it.
  var address: String { remoteAddress?.ipAddress ?? "-" }
}

/// Somebody with a session, and how the door knew.
struct SignedInVisitor: Sendable {
  var account: Account
  var session: Session
  var visitor: Visitor

  init(account: Account, session: Session) {
    self.account = account
    self.session = session
    visitor = Visitor(account)
  }
}
