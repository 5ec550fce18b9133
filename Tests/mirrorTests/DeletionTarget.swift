// SPDX-License-Identifier: Apache-2.0

import OCI
import Registry
import TestSupport

/// A registry that is filled and from which is deleted: Debian's, or one in memory that can do more.
enum DeletionTarget: Sendable {
    case real(RegistryProcess)
    case fake(FakeRegistry)

    /// What the registry can do.
    enum Kind: CaseIterable, Sendable {
        /// Deletes no tags, and has no list of referrers.
        case real
        /// Deletes tags, and lists referrers.
        case modern
        /// Deletes tags, and has no list of referrers.
        case listless
    }

    init(_ kind: Kind) throws {
        switch kind {
        case .real: self = .real(try RegistryProcess())
        case .modern: self = .fake(try FakeRegistry())
        case .listless:
            var options = FakeRegistry.Options()
            options.hasReferrersAPI = false
            self = .fake(try FakeRegistry(options))
        }
    }

    var host: RegistryHost {
        get throws {
            switch self {
            case .real(let registry): registry.host
            case .fake(let registry): try registry.host
            }
        }
    }

    /// Whether an index that is there keeps the bytes of children that were deleted.
    var keepsParts: Bool { if case .real = self { true } else { false } }

    /// The sizes of everything that is stored, by digest.
    var storedContents: [String: Int64] {
        get throws {
            switch self {
            case .real(let registry): try registry.storedContents()
            case .fake(let registry): registry.storedContents
            }
        }
    }

    var storedManifests: [String: Set<Digest>] {
        get throws {
            switch self {
            case .real(let registry): try registry.storedManifests()
            case .fake(let registry): registry.storedManifests
            }
        }
    }

    /// Collects what no manifest needs; where the registry knows how to, also manifests that have no name.
    ///
    /// Debian's takes the children of indexes for nameless.
    func collectGarbage(deletingUntagged: Bool = false) throws {
        switch self {
        case .real(let registry): try registry.collectGarbage()
        case .fake(let registry): registry.collectGarbage(deletingUntagged: deletingUntagged)
        }
    }
}
