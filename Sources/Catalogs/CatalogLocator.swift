// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
package import ImageAccess
import Layouts
package import OCI
package import Registry

/// Finds catalogs where configurations say that they are, and pins them.
package struct CatalogLocator: Sendable {
    /// A catalog at a place, by the digest that it has now.
    package struct Pinned: Sendable {
        package let place: ImagePlace
        package let digest: Digest
        /// The reference with its digest.
        package let source: String
        /// The reference as an image is asked for.
        package let origin: ImageSource
    }

    private let client: RegistryClient

    package init(client: RegistryClient) { self.client = client }

    /// Pins a catalog: a tag is looked up, a layout is opened.
    ///
    /// Throws `CatalogError` where there is no such image, and what asking the registry throws.
    package func pin(_ source: ImageSource) async throws -> Pinned {
        let place: ImagePlace
        do {
            place = try ImageLibrary(client: client).place(of: source)
        } catch {
            throw CatalogError(catalog: "\(source)", message: error.message)
        }
        switch source {
        case .layout(let path):
            guard case .layout(let layout) = place else {
                throw CatalogError(catalog: path, message: "it is no layout")
            }
            do {
                let digest = try layout.root().digest
                return Pinned(place: place, digest: digest, source: "\(source)@\(digest)", origin: source)
            } catch {
                throw CatalogError(catalog: "\(source)", message: error.message)
            }
        case .registry(let reference):
            let pinned = reference.pinned(to: try await digest(of: reference))
            guard let digest = pinned.digest else {
                throw CatalogError(catalog: "\(source)", message: "it has no digest")
            }
            return Pinned(place: place, digest: digest, source: "\(pinned)", origin: .registry(pinned))
        }
    }

    private var tags: CatalogTags { CatalogTags(client: client) }

    private func digest(of reference: ImageReference) async throws -> Digest {
        if let digest = reference.digest { return digest }
        guard let tag = reference.tag else {
            throw CatalogError(
                catalog: "\(reference)",
                message: "the reference has neither a tag nor a digest",
                remedy: "name a tag: \(await tags.suggestion(for: nil, in: reference.repository))"
            )
        }
        if let found = try await client.head(reference.repository, .tag(tag)) { return found.digest }
        throw CatalogError(
            catalog: "\(reference)",
            message: "the registry has no such image",
            remedy: await tags.suggestion(for: tag, in: reference.repository)
        )
    }
}
