// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Foundation

extension Instant {
  /// The system's clock. Only the server and the command line read it; what lies below is given
  /// its moment.
  public static var now: Instant {
    Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  }
}
