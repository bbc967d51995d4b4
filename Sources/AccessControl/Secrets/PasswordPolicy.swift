// SPDX-License-Identifier: Apache-2.0

/// What a person's own password must be, after NIST SP 800-63B §5.1.1: long, not well known, and
/// nothing else; rules about kinds of characters make passwords worse.
public enum PasswordPolicy {
  public static let minimumLength = 12
  public static let maximumLength = 128

  public static func check(_ password: String, for name: AccountName) throws(AccessError) {
    let count = password.unicodeScalars.count
    if count < minimumLength { throw .weakPassword(.tooShort(count)) }
    if count > maximumLength { throw .weakPassword(.tooLong(count)) }
    let lower = password.lowercased()
    if lower.contains(name.text) { throw .weakPassword(.containsName) }
    if Set(lower).count < 5 { throw .weakPassword(.repetitive) }
    if common.contains(where: { lower.hasPrefix($0) && count < $0.count + 4 }) || isRun(lower) {
      throw .weakPassword(.wellKnown)
    }
  }

  /// The beginnings of passwords that are tried first, long ones: short ones are refused anyway.
  private static let common = [
    "password1234", "passw0rd1234", "qwertyuiop", "1q2w3e4r5t6y", "administrator", "woaini1314520",
    "5201314520", "chengxu12345", "jingcha12345", "weifang12345", "letmein12345", "iloveyou1234",
  ]

  /// Characters that follow each other in the alphabet or among the digits, all the way.
  private static func isRun(_ text: String) -> Bool {
    let values = text.unicodeScalars.map { Int($0.value) }
    let steps = zip(values.dropFirst(), values).map { $0 - $1 }
    return steps.filter { abs($0) <= 1 }.count >= steps.count - 2
  }
}
