// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel

/// Who the page is used by, and what the page may offer.
struct SessionBody: Codable {
  /// `nil` where reading is open and nobody is signed in.
  var person: Person?

  struct Person: Codable {
    var account: String
    var name: String
    var roles: [Role]
    var permissions: [Permission]
    /// Number of the unit the account is for; `nil` for the whole detachment.
    var unit: Int64?
    var mustChangePassword: Bool
    var hasSecondFactor: Bool
    /// Goes back in `X-Form-Secret` with every request that changes something.
    var formSecret: String
  }

  init(_ visitor: SignedInVisitor?) {
    guard let visitor else { return }
    let account = visitor.account
    person = Person(
      account: account.name.text, name: account.displayName,
      roles: account.roles.sorted { $0.rawValue < $1.rawValue },
      permissions: visitor.visitor.permissions.sorted { $0.rawValue < $1.rawValue },
      unit: Self.unit(of: account.territory)?.rawValue,
      mustChangePassword: account.mustChangePassword,
      hasSecondFactor: account.secondFactor != nil, formSecret: visitor.session.formSecret)
  }

  private static func unit(of territory: Territory) -> DutyModel.ID<Unit>? {
    switch territory {
    case .detachment, .partner: nil
    case .unit(let unit): unit
    }
  }
}

/// What an authenticator needs, shown once.
struct EnrolmentBody: Codable {
  /// In base 32, to be typed.
  var key: String
  /// `otpauth:` address, for a program that takes one.
  var address: String

  init(_ factor: SecondFactor, account: Account) {
    (key, address) = factor.enrolment(account: account.name, issuer: "Chengxu")
  }
}
