// SPDX-License-Identifier: Apache-2.0

import OCI
import Registry
import TestSupport

/// Walks everything that makes up an image at a registry, and notes what is not there.
struct RegistryWalk {
    let client: RegistryClient
    let repository: Repository
    /// What was said about manifests, and has to be there with them.
    var attachments: [Digest: DeletionUniverse.Attachments] = [:]
    /// Whether everything that refers to a manifest belongs to it, and not only what is expected.
    var followsLists = false
    private(set) var manifests: Set<Digest> = []
    private(set) var missing: [String] = []

    init(client: RegistryClient, repository: Repository) {
        self.client = client
        self.repository = repository
    }

    mutating func visit(_ digest: Digest) async throws {
        guard manifests.insert(digest).inserted else { return }
        let manifest: Manifest
        do {
            manifest = try await client.manifest(repository, .digest(digest))
        } catch let error as RegistryError where error.kind == .notFound {
            missing.append("\(digest)")
            return
        }
        for blob in manifest.blobs where try await !client.blobExists(repository, blob.digest) {
            missing.append("blob \(blob.digest) of \(digest)")
        }
        for child in manifest.children { try await visit(child.digest) }
        let listed = try await client.referrers(repository, of: digest).map(\.digest)
        if followsLists { for referrer in listed { try await visit(referrer) } }
        guard let said = attachments[digest] else { return }
        if let signature = said.signature {
            let tag = try Tag("\(digest.tagText).sig")
            if try await client.head(repository, .tag(tag))?.digest != signature.digest { missing.append("\(tag)") }
            try await visit(signature.digest)
        }
        for referrer in said.referrers {
            if !listed.contains(referrer.digest) { missing.append("referrer \(referrer.digest) of \(digest)") }
            try await visit(referrer.digest)
        }
    }
}
