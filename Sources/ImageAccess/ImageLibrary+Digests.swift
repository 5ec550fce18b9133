// SPDX-License-Identifier: Apache-2.0

package import OCI
import Scheduling

extension ImageLibrary {
    /// The number of tags that are looked up at a time.
    private static let questions = 16

    /// Returns the digests that images have now.
    ///
    /// An image that is missing, or whose registry cannot be asked, is left out: it is reported where it is observed.
    package func knownDigests(of references: some Sequence<ImageReference>) async throws -> [ImageReference: Digest] {
        let references = Array(Set(references))
        let found = try await concurrentMap(references, limit: Self.questions) { reference -> Digest? in
            do {
                return try await digest(of: .registry(reference))
            } catch let error as CancellationError {
                throw error
            } catch {
                return nil
            }
        }
        return Dictionary(zip(references, found).compactMap { name, digest in digest.map { (name, $0) } }) { $1 }
    }
}
