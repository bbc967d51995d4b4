// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Where photos are kept, by the SHA-256 of their cleaned bytes.
///
/// An upload waits until something is reported or done with it; what nobody used is erased after a
/// day.
public protocol PhotoStore: Sendable {
  /// Keeps an upload for the time being. The same picture twice is kept once.
  func upload(_ photo: InspectedPhoto) async throws(PhotoStoreError)

  /// Keeps an uploaded photo for what it is used for, and so for its retention; one that is kept for
  /// longer already stays so.
  ///
  /// - Throws: `PhotoStoreError.missing` for a hash that nobody uploaded.
  func attach(_ hash: PhotoHash, _ retention: PhotoRetention) async throws(PhotoStoreError)

  /// - Throws: `PhotoStoreError.missing` where it never was or was erased.
  func photo(_ hash: PhotoHash) async throws(PhotoStoreError) -> InspectedPhoto

  /// Erases uploads from before a moment that were not used.
  ///
  /// - Returns: how many.
  @discardableResult
  func eraseUnused(before moment: Instant) async throws(PhotoStoreError) -> Int

  /// Photos of a retention class that were uploaded before a moment, in the order of their hashes.
  func photos(
    keptAs retention: PhotoRetention, uploadedBefore moment: Instant
  ) async throws(PhotoStoreError) -> [PhotoHash]

  /// Erases a photo for good; one that is gone already stays gone.
  func erase(_ hash: PhotoHash) async throws(PhotoStoreError)
}

public enum PhotoStoreError: ExplainedError, Hashable {
  case missing(PhotoHash)
  case damaged(PhotoHash)
  /// So many uploads wait to be used that no more are taken; what nobody uses is erased after a day.
  case full(waiting: Int)
  case unavailable(detail: String)

  public var explanation: LocalizedName {
    switch self {
    case .missing(let hash):
      LocalizedName(
        chinese: "没有照片 \(hash.hexadecimal.prefix(12))…。可以重新上传。",
        english: "There is no photo \(hash.hexadecimal.prefix(12))…. Maybe upload it again.")
    case .damaged(let hash):
      LocalizedName(
        chinese: "照片 \(hash.hexadecimal.prefix(12))… 与其编号不符。可以用备份恢复。",
        english:
          "The photo \(hash.hexadecimal.prefix(12))… is not what its name says. Maybe restore "
          + "a backup.")
    case .full(let waiting):
      LocalizedName(
        chinese: "待用照片已有 \(waiting) 张，暂不再接收。可以先上报文字，稍后再试。",
        english: "\(waiting) photos wait to be used and no more are taken for now. Maybe report "
          + "without one, or try again later.")
    case .unavailable(let detail):
      LocalizedName(
        chinese: "照片目录不可用。可以检查权限和磁盘。（\(detail)）",
        english: "The folder of photos is not available. Maybe check permissions and disk. "
          + "(\(detail))")
    }
  }
}
