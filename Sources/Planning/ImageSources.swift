// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
import Layouts
package import OCI
package import Registry

/// The sources of a run: registries through one client, and layouts on disk.
package struct ImageSources: SourceObserving {
    private let client: RegistryClient

    package init(client: RegistryClient) { self.client = client }

    package func digest(of source: ImageSource) async throws -> Digest? {
        try await reading {
            switch source {
            case .registry(let reference):
                guard let name = reference.manifestReference else { return nil }
                return try await client.head(reference.repository, name)?.digest
            case .layout(let path): return try ImageLayout(path: path).root().digest
            }
        }
    }

    package func manifest(_ digest: Digest, of source: ImageSource) async throws -> Manifest? {
        try await reading {
            switch source {
            case .registry(let reference): try await client.manifest(reference.repository, .digest(digest))
            case .layout(let path): try ImageLayout(path: path).manifest(digest)
            }
        }
    }

    package func manifest(_ tag: Tag, beside source: ImageSource) async throws -> Manifest? {
        guard case .registry(let reference) = source else { return nil }
        return try await readingAttachments {
            guard let head = try await client.head(reference.repository, .tag(tag)) else { return nil }
            return try await client.manifest(reference.repository, .digest(head.digest))
        }
    }

    package func referrers(of digest: Digest, in source: ImageSource) async throws -> [Descriptor] {
        guard case .registry(let reference) = source else { return [] }
        return try await readingAttachments { try await client.referrers(reference.repository, of: digest) } ?? []
    }

    /// Believes a mirror that has no attachment where the registry behind it is out of reach.
    ///
    /// That is how every disconnected network looks; the image itself was found at the mirror.
    private func readingAttachments<Value>(_ body: () async throws -> Value?) async throws -> Value? {
        try await reading {
            do {
                return try await body()
            } catch let error as RegistryError where error.isKnownAbsent && error.isUnreachable {
                return nil
            }
        }
    }

    /// Tells an image that is not there from a source that cannot be asked.
    private func reading<Value>(_ body: () async throws -> Value?) async throws -> Value? {
        do {
            return try await body()
        } catch let error as RegistryError {
            switch error.kind {
            case .notFound: return nil
            case .unauthorized, .denied: throw SourceMissing(message: "\(error)")
            default: throw SourceUnreadable(message: "\(error)")
            }
        } catch let error as ManifestError {
            throw SourceUnreadable(message: "\(error)")
        } catch let error as LayoutError {
            throw SourceUnreadable(message: "\(error)")
        } catch let error as HTTPTransportError {
            throw SourceUnreadable(message: "\(error)")
        }
    }
}

extension RegistryError {
    fileprivate var isUnreachable: Bool {
        if case .unreachable = kind { true } else { false }
    }
}

/// The target of a run, as far as planning looks.
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
