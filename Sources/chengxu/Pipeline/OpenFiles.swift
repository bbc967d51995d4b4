// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How many files and links the process may have open.
enum OpenFiles {
  /// Every link is a file, and many systems start with 1024: asks for as many as are allowed.
  static func raiseLimit() {
    var limit = rlimit()
    let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(kind, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(kind, &limit)
  }
}
