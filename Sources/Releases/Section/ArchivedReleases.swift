// SPDX-License-Identifier: Apache-2.0

package import Cache
import Diagnostics
import MirrorConfiguration
import OCI
import OpenPGP
import Plans
package import Resolution
package import Sections

/// The releases of an archive of oc-mirror v1, proven by the signatures that travel with them.
///
/// oc-mirror publishes releases without a proof, too, and only warns. Here that is an error unless the proof is waived.
package struct ArchivedReleases: Sendable {
    private let context: ResolutionContext
    private let choices: ReleaseChoices
    private let cache: DiskCache

    package init(context: ResolutionContext, choices: ReleaseChoices, cache: DiskCache) {
        self.context = context
        self.choices = choices
        self.cache = cache
    }

    /// Returns the images with the signatures of those that are releases, and an error for each without a proof.
    package func proven(_ contribution: Contribution) async throws -> Contribution {
        let releases = contribution.images.filter { $0.type == .releasePayload && $0.release != nil }
        guard !releases.isEmpty, !context.options.ignoreReleaseSignature, let archive = context.sources.archive else {
            return contribution
        }
        _ = try await ArchiveDocuments(archive, cache: cache).keep()
        var contribution = contribution
        let verifier: ReleaseVerifier
        do {
            verifier = try await ReleaseVerifier(
                choices: choices,
                context: context,
                cache: cache
            )
        } catch let error as MissingReleaseKey {
            contribution.findings.append(
                Finding(
                    .error,
                    .releaseUnverified,
                    "\(counted(releases.count, "release")) of the archive \(releases.count == 1 ? "is" : "are") not verified",
                    cause: error.explanation.summary,
                    remedy: error.explanation.remedy
                )
            )
            return contribution
        }
        for (index, image) in contribution.images.enumerated() {
            guard image.type == .releasePayload, let release = image.release, let digest = image.reference?.digest
            else { continue }
            do {
                let proof = try await verifier.verify(digest, product: .ocp)
                contribution.images[index] = image.with(facts: .release(release.adding(proof.signatures)))
            } catch let error as ReleaseSignatureError {
                contribution.findings.append(Finding(.error, .releaseUnverified, error.explanation))
            }
        }
        return contribution
    }
}
