// SPDX-License-Identifier: Apache-2.0

import Operations

/// The photos that go with one record of the running day.
///
/// They are looked for before the record is stored and kept after it: a record that is refused leaves them among the
/// uploads, which are erased; a sender that got no answer sends again, and keeping them is done again.
struct PhotoEvidence: Sendable {
  let store: (any PhotoStore)?
  let hashes: [PhotoHash]

  /// Throws for a photo that nobody uploaded.
  func require() async throws {
    guard !hashes.isEmpty else { return }
    guard let store else { throw Problem.noPhotos }
    for hash in hashes {
      do throws(PhotoStoreError) { _ = try await store.photo(hash) } catch { throw Problem(error) }
    }
  }

  func keep(for retention: PhotoRetention) async throws {
    for hash in hashes {
      do throws(PhotoStoreError) {
        try await store?.attach(hash, retention)
      } catch { throw Problem(error) }
    }
  }
}
