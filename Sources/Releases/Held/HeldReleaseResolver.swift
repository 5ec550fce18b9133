// SPDX-License-Identifier: Apache-2.0

package import Cache
import Diagnostics
package import MirrorConfiguration
package import OCI
import Plans
package import Resolution

/// Finds the images of the section `platform` that the target has: to delete them, or to keep them.
package struct HeldReleaseResolver: Sendable {
    private let selector: ReleaseSelector
    private let held: HeldReleases
    /// Returns the digest that a tag has at its source.
    private let digest: @Sendable (ImageReference) async throws -> Digest?
    /// Returns the payload that the cache knows for a digest.
    private let known: @Sendable (Digest) -> ReleasePayload?
    private let mapping: DestinationMapping
    private let purpose: HeldPurpose

    package init(
        selector: ReleaseSelector,
        held: HeldReleases,
        digest: @escaping @Sendable (ImageReference) async throws -> Digest?,
        cache: DiskCache,
        mapping: DestinationMapping,
        purpose: HeldPurpose
    ) {
        self.selector = selector
        self.held = held
        self.digest = digest
        known = { PayloadRecord.payload($0, in: cache) }
        self.mapping = mapping
        self.purpose = purpose
    }

    /// A selected release at the target, with the reason.
    struct Meant {
        let release: HeldReleases.Release
        let wish: WantedRelease
    }

    /// Returns the images of the section at the target.
    ///
    /// Throws `FindingsError` for mistakes in the configuration, and if it cannot be known which releases it
    /// selects.
    package func resolve(_ section: PlatformSection) async throws -> Contribution {
        var contribution = Contribution()
        for meant in try await meant(section, &contribution) {
            contribution.images += try images(of: meant, section, &contribution)
        }
        if section.graph {
            let destination = try mapping.graphData()
            contribution.images.append(
                DesiredImage(
                    origin: .registry(ImageReference(repository: destination.repository, tag: destination.tag)),
                    role: ImageRole(.graphData),
                    destination: destination,
                    request: ImageRequest(
                        by: ["\(selector.section).graph"],
                        at: section.location.place(in: selector.path)
                    )
                )
            )
        }
        return contribution
    }

    private func meant(_ section: PlatformSection, _ contribution: inout Contribution) async throws -> [Meant] {
        if let release = section.release { return try await meant(release, &contribution) }
        guard !section.channels.isEmpty else { return [] }
        let selection: ReleaseSelection
        do {
            selection = try await selector.selection(of: section)
        } catch let error as SelectionError {
            guard section.boundsTell(instead: error.lacks) else { throw error.problems }
            return try HeldReleaseBounds(selector: selector, held: held, purpose: purpose)
                .releases(of: section, because: error.problems, &contribution)
        }
        let wishes = selection.releases.map(WantedRelease.init)
        let absent = wishes.filter { wish in !held.releases.contains { $0.digest == wish.payload.digest } }
        if let first = absent.first, purpose == .deleting {
            let verb = absent.count == 1 ? "is" : "are"
            let names = listed(absent.map { "\($0.name)" })
            contribution.findings.append(
                Finding(.note, .notThere, "\(names) \(verb) not at the target", at: first.at)
            )
        }
        return try wishes.flatMap { wish in
            let found = held.releases.filter { $0.digest == wish.payload.digest }
            return try (found.isEmpty ? remains(of: wish) : found).map { Meant(release: $0, wish: wish) }
        }
    }

    /// Returns the known rest of a release whose payload is gone, because deleting it may have been interrupted.
    private func remains(of wish: WantedRelease) throws(ReferenceError) -> [HeldReleases.Release] {
        guard let digest = wish.payload.digest, let payload = known(digest) else { return [] }
        let destination = try mapping.payload(of: ReleaseImages.name(of: payload))
        return [HeldReleases.Release(destination: destination, digest: digest, content: .success(payload))]
    }

    /// Returns the release that is requested by image.
    private func meant(
        _ reference: Located<ImageReference>,
        _ contribution: inout Contribution
    ) async throws -> [Meant] {
        let at = reference.location.place(in: selector.path)
        func found(_ digest: Digest) -> [Meant] {
            let wish = WantedRelease(
                payload: reference.value.pinned(to: digest),
                requestedBy: ["\(selector.section).release"],
                at: at
            )
            return held.releases.filter { $0.digest == digest }.map { Meant(release: $0, wish: wish) }
        }
        // Mirrors keep payloads under the tags of their sources.
        if reference.value.digest == nil, let tag = reference.value.tag,
            let release = held.releases.first(where: { $0.destination.tag == tag })
        {
            return found(release.digest)
        }
        let meant = try await digest(reference.value).map(found) ?? []
        if meant.isEmpty, purpose == .deleting {
            contribution.findings.append(
                Finding(.note, .notThere, "the release \(reference.value) is not at the target", at: at)
            )
        }
        return meant
    }

    private func images(
        of meant: Meant,
        _ section: PlatformSection,
        _ contribution: inout Contribution
    ) throws -> [DesiredImage] {
        let (release, wish) = (meant.release, meant.wish)
        switch release.content {
        case .success(let payload):
            return try ReleaseImages(release: wish, payload: payload, proof: nil, section: section, mapping: mapping)
                .held(at: release.destination)
        case .failure(let error):
            contribution.findings.append(
                Finding(
                    .warning,
                    .releaseUnreadable,
                    Explanation(error)
                        .about("\(release.destination) cannot be read, so its components are unknown and stay"),
                    at: wish.at
                )
            )
            return [
                DesiredImage(
                    origin: .registry(wish.payload),
                    role: ImageRole(.releasePayload),
                    destination: release.destination,
                    request: ImageRequest(by: wish.requestedBy, at: wish.at)
                )
            ]
        }
    }
}

extension PlatformSection {
    /// Whether bounds may select the releases, because only a graph is missing; `nil` if there are other problems.
    ///
    /// An unknown channel may be mistyped; if every channel has both bounds, the bounds select.
    func boundsTell(instead lacks: Set<SelectionError.Lack>?) -> Bool {
        guard let lacks else { return false }
        let isBounded = channels.allSatisfy { channel in
            channel.minVersion != nil && channel.maxVersion != nil && !channel.shortestPath
        }
        return isBounded || lacks == [.noAnswer]
    }
}
