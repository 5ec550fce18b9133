// SPDX-License-Identifier: Apache-2.0

import ImageAccess
import OCI
import Registry
import Resolution
import Scheduling
import SequenceMetadata

/// The metadata that oc-mirror v1 left at a target, one image for each workspace.
struct TargetSequences: Sendable {
    private let target: MirrorTarget
    private let client: RegistryClient

    init(of target: MirrorTarget, client: RegistryClient) {
        self.target = target
        self.client = client
    }

    private static let parallelism = 4

    /// Reads the metadata of all workspaces.
    func workspaces() async throws -> [WorkspaceMetadata] {
        let repository = try MetadataImage.repository(at: target.description).parsed()
        let tags: [String]
        do {
            tags = try await client.tags(repository)
        } catch let error as RegistryError where error.kind == .notFound {
            return []
        }
        return try await concurrentMap(MetadataImage.workspaces(among: tags), limit: Self.parallelism) { uid in
            try await metadata(of: uid, in: repository)
        }
    }

    private func metadata(of uid: WorkspaceID, in repository: Repository) async throws -> WorkspaceMetadata {
        let place = ImagePlace.registry(client, repository)
        let top = try await client.manifest(repository, .tag(try Tag(uid.description)))
        let tree = try await ImageTree.read(top.descriptor.digest, platforms: []) { digest in
            digest == top.descriptor.digest ? top : try await place.manifest(digest)
        }
        let reading = try await MetadataImage.read(tree, at: "\(repository):\(uid)") { layer, read in
            try await place.wholeBlob(layer, read)
        }
        return reading.metadata
    }
}
