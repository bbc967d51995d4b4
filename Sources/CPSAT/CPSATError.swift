// SPDX-License-Identifier: Apache-2.0

/// Why a solve gave no answer at all.
public enum CPSATError: Error, Hashable, CustomStringConvertible {
  /// The model has a fault that was found before it reached the solver.
  case invalidModel(CPModelIssue)
  /// The solver refused the model or the parameters; the text is the solver's.
  case refused(String)
  case invalidParameter(String)
  /// The model takes more than the 2 GB that fit through the interface.
  case tooLarge(bytes: Int)
  /// The encoded model is not what CP-SAT 9.15 reads: a fault of this module.
  case badEncoding
  /// The solver's answer could not be read: most likely another version of the library.
  case unreadableResponse(version: String)

  public var description: String {
    switch self {
    case .invalidModel(let issue): "The model is not valid. \(issue)"
    case .refused(let text): "CP-SAT refused the model: \(text)"
    case .invalidParameter(let text): "A solver parameter is not valid: \(text)."
    case .tooLarge(let bytes):
      "The model takes \(bytes) bytes, and CP-SAT reads 2147483647 at most. "
        + "Maybe split it by area or by week."
    case .badEncoding: "The model could not be encoded for CP-SAT 9.15. Please report this."
    case .unreadableResponse(let version):
      "The answer of CP-SAT \(version) could not be read. "
        + "Maybe run Scripts/setup, which fetches OR-Tools 9.15.6755."
    }
  }
}
