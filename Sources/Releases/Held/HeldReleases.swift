// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import OCI
package import Resolution
import Scheduling

/// The releases at a target, found by the tags of their payloads.
package struct HeldReleases: Sendable {
    /// A payload under its tag.
    package struct Release: Sendable {
        package let destination: Destination
        package let digest: Digest
        /// The content of the payload, or the error of reading it.
        let content: Result<ReleasePayload, any Error>

        package init(destination: Destination, digest: Digest, content: Result<ReleasePayload, any Error>) {
            self.destination = destination
            self.digest = digest
            self.content = content
        }

        /// The content of the payload; `nil` if the payload cannot be read.
        package var payload: ReleasePayload? { try? content.get() }
    }

    /// The releases, sorted by destination.
    package let releases: [Release]

    package init(releases: [Release]) { self.releases = releases }

    /// Reads the images that the tags of payload repositories name; an image that is not a payload is ignored.
    ///
    /// An unreadable one is not an error yet, because it may be the one to delete.
    package static func read(
        _ repositories: [Repository: [Tag: Digest]],
        _ payloads: PayloadReader
    ) async throws -> HeldReleases {
        let images = repositories.flatMap { repository, tags in
            tags.filter { !$0.key.isCosign }.map { (Destination(repository: repository, tag: $0.key), $0.value) }
        }
        .sorted { $0.0 < $1.0 }
        let found = try await concurrentMap(images, limit: 8) { destination, digest -> Release? in
            let reference = ImageReference(repository: destination.repository, tag: nil, digest: digest)
            do {
                let payload = try await payloads.read(reference)
                return Release(destination: destination, digest: digest, content: .success(payload))
            } catch let error as CancellationError {
                throw error
            } catch let error as PayloadError where error.fault == .missingFile || error.fault == .noPlatform {
                return nil
            } catch {
                return Release(destination: destination, digest: digest, content: .failure(error))
            }
        }
        return HeldReleases(releases: found.compactMap(\.self))
    }

    /// Returns the images that the remaining releases need, in the repositories that may have their components.
    ///
    /// Throws `UnreadableRelease` for a release whose components are unknown.
    package func needs(besides going: Set<Destination>, in repositories: Set<Repository>) throws -> NeededImages {
        var needed = NeededImages()
        for release in releases where !going.contains(release.destination) {
            let payload: ReleasePayload
            do {
                payload = try release.content.get()
            } catch {
                throw UnreadableRelease(destination: release.destination, reason: Explanation(error))
            }
            let who = "the release \(release.destination)"
            for digest in (payload.components.map(\.image) + payload.kubeVirt.images.values).compactMap(\.digest) {
                for repository in repositories { needed.need(digest, in: repository, by: who) }
            }
        }
        return needed
    }
}
