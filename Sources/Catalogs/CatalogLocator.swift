// SPDX-License-Identifier: Apache-2.0

package import ImageAccess
import Layouts
package import OCI

/// Finds the catalogs that configurations name, and pins them.
package struct CatalogLocator: Sendable {
    /// A catalog with the digest that it has now.
    package struct Pinned: Sendable {
        package let place: ImagePlace
        package let digest: Digest
        /// The reference with its digest.
        package let source: String
        /// The reference in the form in which an image is requested.
        package let origin: ImageSource
    }

    private let library: ImageLibrary

    package init(library: ImageLibrary) { self.library = library }

    /// Pins a catalog: looks up a tag, or opens a layout; `name` is the catalog's name in an archive.
    ///
    /// Throws `CatalogError` if there is no such image, and the errors of the library.
    package func pin(_ source: ImageSource, keptAs name: StoredName? = nil) async throws -> Pinned {
        let place: ImagePlace
        do {
            place = try library.place(of: source)
        } catch {
            throw CatalogError(catalog: "\(source)", message: error.message, remedy: error.remedy)
        }
        switch source {
        case .layout:
            let digest = try await digest(ofLayout: source, name)
            return Pinned(place: place, digest: digest, source: "\(source)@\(digest)", origin: source)
        case .registry(let reference):
            let pinned = reference.pinned(to: try await digest(of: reference, name))
            guard let digest = pinned.digest else {
                throw CatalogError(catalog: "\(source)", message: "it has no digest")
            }
            return Pinned(place: place, digest: digest, source: "\(pinned)", origin: .registry(pinned))
        }
    }

    /// Returns the digests of images that are named by tag only, as far as they can be looked up.
    func digests(of references: some Sequence<ImageReference>) async throws -> [ImageReference: Digest] {
        try await library.knownDigests(of: references.filter { $0.digest == nil })
    }

    private var tags: CatalogTags { CatalogTags(library: library) }

    private func digest(ofLayout source: ImageSource, _ name: StoredName?) async throws -> Digest {
        do {
            if let digest = try await library.digest(of: source, keptAs: name) { return digest }
            throw CatalogError(catalog: "\(source)", message: "there is no such image")
        } catch let error as LayoutError {
            throw CatalogError(catalog: "\(source)", message: error.message, remedy: error.remedy)
        }
    }

    private func digest(of reference: ImageReference, _ name: StoredName?) async throws -> Digest {
        guard reference.manifestReference != nil else {
            throw CatalogError(
                catalog: "\(reference)",
                message: "the reference has neither a tag nor a digest",
                remedy: "name a tag: \(await tags.suggestion(for: nil, in: reference.repository))"
            )
        }
        if let found = try await library.digest(of: .registry(reference), keptAs: name) { return found }
        throw CatalogError(
            catalog: "\(reference)",
            message: "the registry has no such image",
            remedy: await tags.suggestion(for: reference.tag, in: reference.repository)
        )
    }
}
