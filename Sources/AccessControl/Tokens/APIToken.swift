// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// The key of a program: what it may do, until when, and what became of it.
public struct APIToken: Identifiable, Hashable, Codable, Sendable {
  public enum Scope: String, CaseIterable, Codable, Sendable {
    /// Reports and reads city-order cases through Open311.
    case open311
    /// Sends positions.
    case positions
    /// Reports incidents.
    case incidents
    /// Reads figures and measurements.
    case figures
    /// Reads people's published duties as calendars.
    case calendars
    /// Starts a special duty: another system's alert.
    case specialDuty
  }

  public let id: DutyModel.ID<APIToken>
  /// Whose program it is, in words.
  public var name: String
  public var scopes: Set<Scope>
  /// Whose own calendar its address opens; such a token has no scope. `nil` for programs.
  public let officer: DutyModel.ID<Officer>?
  /// SHA-256 of the secret.
  public let digest: String
  public var created: Instant
  public var createdBy: String
  public var expires: Instant
  public var revoked: Account.Closure?

  /// How long a token that was replaced still works, so that its program can be changed over.
  public static let overlapSeconds: Int64 = 24 * 3600
  /// The longest life of a token.
  public static let longestSeconds: Int64 = 2 * 366 * 86_400

  public init(
    id: DutyModel.ID<APIToken>, name: String, scopes: Set<Scope>, digest: String, created: Instant,
    createdBy: String, expires: Instant, officer: DutyModel.ID<Officer>? = nil
  ) {
    self.id = id
    self.name = name
    self.scopes = scopes
    self.officer = officer
    self.digest = digest
    self.created = created
    self.createdBy = createdBy
    self.expires = expires
    revoked = nil
  }

  /// The same token with the number that the store gave it.
  public func numbered(_ id: DutyModel.ID<APIToken>) -> APIToken {
    var token = APIToken(
      id: id, name: name, scopes: scopes, digest: digest, created: created, createdBy: createdBy,
      expires: expires, officer: officer)
    token.revoked = revoked
    return token
  }

  public func isValid(at now: Instant) -> Bool { revoked == nil && now < expires }
}
