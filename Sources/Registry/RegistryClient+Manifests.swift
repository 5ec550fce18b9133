// SPDX-License-Identifier: Apache-2.0

package import OCI

extension RegistryClient {
    /// Asks what a reference names, without fetching it; `nil` when the registry holds no such manifest.
    package func head(_ repository: Repository, _ reference: ManifestReference) async throws -> Descriptor? {
        throw Unwritten()
    }

    /// Fetches a manifest, whose digest is verified when it is asked for by digest.
    package func manifest(_ repository: Repository, _ reference: ManifestReference) async throws -> Manifest {
        throw Unwritten()
    }

    /// Writes the exact bytes of a manifest.
    ///
    /// Where the registry does not index referrers itself, the fallback tag of the subject is kept up to date.
    package func put(
        _ manifest: Manifest,
        to repository: Repository,
        as reference: ManifestReference
    ) async throws {
        throw Unwritten()
    }

    /// Deletes a tag, or a manifest with all its tags.
    package func delete(_ repository: Repository, _ reference: ManifestReference) async throws {
        throw Unwritten()
    }

    /// Lists the tags of a repository, in the registry's order.
    package func tags(_ repository: Repository) async throws -> [String] {
        throw Unwritten()
    }

    /// Lists the manifests whose subject is `digest`, from the API or else from the fallback tag.
    package func referrers(_ repository: Repository, of digest: Digest) async throws -> [Descriptor] {
        throw Unwritten()
    }
}
