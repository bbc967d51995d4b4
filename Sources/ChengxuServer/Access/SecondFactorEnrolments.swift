// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel

/// Authenticators that were shown and not yet confirmed. Kept in memory only: whoever is
/// interrupted starts again.
actor SecondFactorEnrolments {
  private var factors: [DutyModel.ID<Account>: SecondFactor] = [:]

  func start(_ factor: SecondFactor, for account: DutyModel.ID<Account>) {
    factors[account] = factor
  }

  func factor(of account: DutyModel.ID<Account>) -> SecondFactor? { factors[account] }

  func end(for account: DutyModel.ID<Account>) { factors[account] = nil }
}
