// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Why an account, a sign-in or a token was refused.
public enum AccessError: ExplainedError, Hashable {
  public enum Weakness: Hashable, Sendable {
    case tooShort(Int)
    case tooLong(Int)
    case containsName
    case repetitive
    case wellKnown
  }

  case badName(String)
  case nameTaken(String)
  case unknownAccount(String)
  case noRoles
  case unknownUnit(DutyModel.ID<Unit>)
  case reasonMissing
  case weakPassword(Weakness)
  /// Name, password or digits do not fit. Which of them is not said to whoever asks.
  case signInFailed
  case locked(until: Instant)
  case digitsNeeded
  case noSecondFactor
  case sessionOver
  case formSecretMissing
  case unknownToken(DutyModel.ID<APIToken>)
  case tokenRefused
  case scopeMissing(APIToken.Scope)
  case noScopes
  case badExpiry(longestDays: Int)
  case damagedHash
  /// Somebody else changed the account or token first.
  case conflict
  case storeFailed(detail: String, isFull: Bool)
}
