// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import ArchiveSets
import HTTPTransport
package import ImageAccess
import Layouts
package import OCI
package import Registry

/// The sources of a run, as planning needs them; missing content and unreachable sources are told apart.
package struct ObservedLibrary: SourceObserving {
    private let library: ImageLibrary

    package init(library: ImageLibrary) { self.library = library }

    package func digest(of source: ImageSource) async throws -> Digest? {
        try await reading { try await library.digest(of: source) }
    }

    package func manifest(_ digest: Digest, of source: ImageSource) async throws -> Manifest? {
        try await reading { try await library.place(of: source).manifest(digest) }
    }

    package func manifest(_ tag: Tag, beside source: ImageSource) async throws -> Manifest? {
        try await readingAttachments { try await library.manifest(tag, beside: source) }
    }

    package func referrers(of digest: Digest, in source: ImageSource) async throws -> [Descriptor] {
        try await readingAttachments { try await library.referrers(of: digest, in: source) } ?? []
    }

    package func tags(beside source: ImageSource) async -> [String] {
        guard case .registry(let reference) = source else { return [] }
        return (try? await library.tags(in: reference.repository)) ?? []
    }

    package func homes(of blob: Digest) -> [Repository] { library.homes(of: blob) }

    /// Treats an attachment as absent if the mirror lacks it and the registry behind the mirror is unreachable.
    ///
    /// This is usual in disconnected networks; the image itself was found at the mirror.
    private func readingAttachments<Value>(_ body: () async throws -> Value?) async throws -> Value? {
        try await reading {
            do {
                return try await body()
            } catch let error as RegistryError where error.isKnownAbsent && error.isUnreachable {
                return nil
            }
        }
    }

    /// Tells a missing image from an unreachable source.
    private func reading<Value>(_ body: () async throws -> Value?) async throws -> Value? {
        do {
            return try await body()
        } catch let error as RegistryError {
            switch error.kind {
            case .notFound: return nil
            case .unauthorized, .denied: throw SourceMissing(Explanation(error))
            default: throw SourceUnreadable(Explanation(error))
            }
        } catch let error as ImageNotArchived {
            throw SourceMissing(Explanation(error))
        } catch let error as ManifestError {
            throw SourceUnreadable(Explanation(error))
        } catch let error as ArchiveSetError {
            throw SourceUnreadable(Explanation(error))
        } catch let error as LayoutError {
            throw SourceUnreadable(Explanation(error))
        } catch let error as HTTPTransportError {
            throw SourceUnreadable(Explanation(error))
        }
    }
}

extension RegistryError {
    fileprivate var isUnreachable: Bool {
        if case .unreachable = kind { true } else { false }
    }
}

/// The target of a run, as planning needs it.
package struct RegistryTarget: TargetObserving {
    private let client: RegistryClient

    package init(client: RegistryClient) { self.client = client }

    package func digest(of reference: ManifestReference, in repository: Repository) async throws -> Digest? {
        try await client.head(repository, reference)?.digest
    }

    package func listsReferrers(in repository: Repository) async throws -> Bool {
        try await client.listsReferrers(repository)
    }

    package func hasBlob(_ digest: Digest, in repository: Repository) async throws -> Bool {
        try await client.blobExists(repository, digest)
    }
}
