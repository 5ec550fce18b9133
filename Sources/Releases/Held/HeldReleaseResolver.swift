// SPDX-License-Identifier: Apache-2.0

package import Cache
import Diagnostics
package import MirrorConfiguration
package import OCI
import Plans
package import Resolution

/// Turns the section `platform` into what the target holds of it: to be deleted, or to be kept.
package struct HeldReleaseResolver: Sendable {
    private let selector: ReleaseSelector
    private let held: HeldReleases
    /// Finds the release that a tag of its source means.
    private let digest: @Sendable (ImageReference) async throws -> Digest?
    /// What the cache knows of a payload.
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

    /// A release of the target, and why it is meant.
    struct Meant {
        let release: HeldReleases.Release
        let wish: WantedRelease
    }

    /// Returns what the target holds of the section.
    ///
    /// Throws `FindingsError` for what is wrong with the configuration, and where nobody can tell what it means.
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
                    type: .graphData,
                    destination: destination,
                    requestedBy: ["\(selector.section).graph"],
                    at: section.location.place(in: selector.path)
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
            guard section.boundsTell(instead: error.lacks) else { throw error.findings }
            return try HeldReleaseBounds(selector: selector, held: held, purpose: purpose)
                .releases(of: section, because: error.findings, &contribution)
        }
        let wishes = selection.releases.map(WantedRelease.init)
        let absent = wishes.filter { wish in !held.releases.contains { $0.digest == wish.payload.digest } }
        if let first = absent.first, purpose == .deleting {
            let verb = absent.count == 1 ? "is" : "are"
            let names = listed(absent.map { "\($0.name)" })
            contribution.checks.append(
                Finding(.note, .notThere, "\(names) \(verb) not at the target", at: first.at)
            )
        }
        return try wishes.flatMap { wish in
            let found = held.releases.filter { $0.digest == wish.payload.digest }
            return try (found.isEmpty ? remains(of: wish) : found).map { Meant(release: $0, wish: wish) }
        }
    }

    /// A release whose payload is gone, as far as it is known what else it had: deleting it may have been interrupted.
    private func remains(of wish: WantedRelease) throws(ReferenceError) -> [HeldReleases.Release] {
        guard let digest = wish.payload.digest, let payload = known(digest) else { return [] }
        let destination = try mapping.payload(of: ReleaseImages.name(of: payload))
        return [HeldReleases.Release(destination: destination, digest: digest, content: .success(payload))]
    }

    /// The release that is asked for by its image.
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
        // Mirrors keep payloads under the tags that their sources give them.
        if reference.value.digest == nil, let tag = reference.value.tag,
            let release = held.releases.first(where: { $0.destination.tag == tag })
        {
            return found(release.digest)
        }
        let meant = try await digest(reference.value).map(found) ?? []
        if meant.isEmpty, purpose == .deleting {
            contribution.checks.append(
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
            contribution.checks.append(
                Finding(
                    .warning,
                    .releaseUnreadable,
                    "\(release.destination) cannot be read, so that its components are not known and stay: \(error)",
                    at: wish.at
                )
            )
            return [
                DesiredImage(
                    origin: .registry(wish.payload),
                    type: .releasePayload,
                    destination: release.destination,
                    requestedBy: wish.requestedBy,
                    at: wish.at
                )
            ]
        }
    }
}

extension PlatformSection {
    /// Whether bounds may tell which releases are meant, because only a graph is lacking; `nil` where more is wrong.
    ///
    /// A channel that the service does not know may be mistyped; where every channel has both bounds, these tell.
    func boundsTell(instead lacks: Set<SelectionError.Lack>?) -> Bool {
        guard let lacks else { return false }
        let isBounded = channels.allSatisfy { channel in
            channel.minVersion != nil && channel.maxVersion != nil && !channel.shortestPath
        }
        return isBounded || lacks == [.noAnswer]
    }
}
