// SPDX-License-Identifier: Apache-2.0

import Cache
import ImageAccess
import MirrorConfiguration
import OCI
import Releases
import Resolution

/// The section `platform`, as far as the target holds it.
struct HeldReleasesSection: ConfigurationSection {
    let target: KnownTarget
    let sources: HeldSources
    let cache: DiskCache
    let purpose: HeldPurpose
    /// Returns the releases of the target.
    let held: @Sendable () async throws -> HeldReleases

    var name: SectionName { .platform }

    func isAsked(by mirror: MirrorSection) -> Bool { mirror.platform != nil }

    func contribution(to configuration: ImageSetConfiguration, named name: String) async throws -> Contribution {
        guard let section = configuration.mirror.platform else { return Contribution() }
        let resolver = HeldReleaseResolver(
            selector: sources.selector(
                path: name,
                section: "\(configuration.kind.section).platform",
                cache: cache,
                target.ledger
            ),
            held: try await held(),
            digest: { [sources] in try await sources.library.digest(of: .registry($0)) },
            cache: cache,
            mapping: target.mapping,
            purpose: purpose
        )
        return try await resolver.resolve(section)
    }
}
