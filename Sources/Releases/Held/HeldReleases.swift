// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import OCI
package import Resolution
import Scheduling

/// The releases that a target holds, as the tags of its payloads tell.
package struct HeldReleases: Sendable {
    /// A payload under its tag.
    package struct Release: Sendable {
        package let destination: Destination
        package let digest: Digest
        /// What makes it up, or why that cannot be read.
        let content: Result<ReleasePayload, any Error>

        /// What makes the release up; `nil` where that cannot be read.
        package var payload: ReleasePayload? { try? content.get() }
    }

    /// Sorted by destination.
    package let releases: [Release]

    init(releases: [Release]) { self.releases = releases }

    /// Reads what the tags of the repository of payloads name; what is no payload there is no release.
    ///
    /// One that cannot be read may be what is to be deleted, so that is no error yet.
    package static func read(
        _ tags: [Tag: Digest],
        in repository: Repository,
        _ payloads: PayloadReader
    ) async throws -> HeldReleases {
        let images = tags.filter { !$0.key.isCosign }.sorted { $0.key < $1.key }
        let found = try await concurrentMap(images, limit: 8) { tag, digest -> Release? in
            let destination = Destination(repository: repository, tag: tag)
            let reference = ImageReference(repository: repository, tag: nil, digest: digest)
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
        return HeldReleases(releases: found.compactMap(\.self).sorted { $0.destination < $1.destination })
    }

    /// Returns what the releases need that do not go.
    ///
    /// Throws `UnreadableRelease` for one of which nobody can tell.
    package func needs(besides going: Set<Destination>, at mapping: DestinationMapping) throws -> NeededImages {
        var needed = NeededImages()
        for release in releases where !going.contains(release.destination) {
            let payload: ReleasePayload
            do {
                payload = try release.content.get()
            } catch {
                throw UnreadableRelease(destination: release.destination, reason: "\(error)")
            }
            let repository = try mapping.component("any", of: "any").repository
            let who = "the release \(release.destination)"
            for image in payload.components.map(\.image) + payload.kubeVirt.values {
                if let digest = image.digest { needed.need(digest, in: repository, by: who) }
            }
        }
        return needed
    }
}

/// A release stays, and nobody can tell what it needs.
package struct UnreadableRelease: Error, Sendable, Equatable, CustomStringConvertible {
    package let destination: Destination
    package let reason: String

    package var description: String {
        """
        the release \(destination) stays, and what it needs cannot be told: \(reason)
        Mirror it again, or delete it as well; until then nothing of releases can be deleted.
        """
    }
}
