// SPDX-License-Identifier: Apache-2.0

import AccessControl
import ArgumentParser

/// What commands on accounts and keys share: which folder or database, and the desk behind it.
struct AccessOptions: ParsableArguments {
  @OptionGroup var shared: SharedOptions
  @OptionGroup var database: DatabaseOptions

  func desk() async throws -> AccessDesk {
    AccessDesk(store: try await LiveStore(StageFolder(url: shared.folder), database).access)
  }
}
