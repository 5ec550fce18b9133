// SPDX-License-Identifier: Apache-2.0

package import OCI
import Scheduling

extension FakeRegistry {
    /// Removes the blobs that no manifest has; where wanted, the manifests first that have no name.
    ///
    /// A child has the name of its index, and a referrer that of its subject, as in a registry that does this right.
    package func collectGarbage(deletingUntagged: Bool) {
        state.withLock { state in
            if deletingUntagged {
                for (name, repository) in state.repositories {
                    let named = repository.named
                    state.repositories[name]?.manifests = repository.manifests.filter { named.contains($0.key) }
                }
            }
            for (name, repository) in state.repositories {
                let needed = Set(repository.manifests.keys.flatMap { repository.blobs(of: $0) })
                state.repositories[name]?.blobs = repository.blobs.filter { needed.contains($0.key) }
            }
        }
    }

    /// The sizes of all blobs and manifests by their digests, each once, as a registry stores them.
    package var storedContents: [String: Int64] {
        state.withLock { state in
            var sizes: [String: Int64] = [:]
            for repository in state.repositories.values {
                for (digest, bytes) in repository.blobs { sizes[digest] = Int64(bytes.count) }
                for (digest, manifest) in repository.manifests { sizes[digest] = Int64(manifest.bytes.count) }
            }
            return sizes
        }
    }

    /// The manifests of each repository, whether they have a name or not.
    package var storedManifests: [String: Set<Digest>] {
        state.withLock { state in
            state.repositories.mapValues { Set($0.manifests.keys.compactMap { try? Digest($0) }) }
        }
    }
}

extension FakeRegistryState.Repository {
    private func manifest(_ digest: String) -> Manifest? {
        manifests[digest].flatMap { try? Manifest($0.bytes, mediaType: MediaType(rawValue: $0.type)) }
    }

    fileprivate func blobs(of digest: String) -> [String] { manifest(digest)?.blobs.map { "\($0.digest)" } ?? [] }

    /// What tags lead to: children, and what refers to any of that.
    fileprivate var named: Set<String> {
        var named: Set<String> = []
        var rest = Array(tags.values)
        let subjects = manifests.keys.compactMap { digest in manifest(digest)?.subject.map { (digest, "\($0.digest)") }
        }
        while let digest = rest.popLast() {
            guard named.insert(digest).inserted else { continue }
            rest += manifest(digest)?.children.map { "\($0.digest)" } ?? []
            rest += subjects.filter { $0.1 == digest }.map(\.0)
        }
        return named
    }
}
