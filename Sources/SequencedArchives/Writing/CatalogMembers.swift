// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// The files of a catalog in an archive of oc-mirror v1.
///
/// oc-mirror builds the catalog at the target, of the original image and the part that was selected.
package struct CatalogMembers: Sendable {
    private let path: CatalogPath

    /// Takes the name of a catalog as metadata records it; `nil` if it is no reference, as that of a catalog in a folder.
    package init?(uniqueName: String) {
        guard let path = CatalogPath(uniqueName: uniqueName), path.reference != nil else { return nil }
        self.path = path
    }

    /// The catalog whose selected part has this path; `nil` for any other path.
    package init?(index member: String) {
        guard case .catalog(let path, .filtered) = SequencedMember(member), path.reference != nil else { return nil }
        self.path = path
    }

    private var folder: String { "catalogs/\(path)" }

    /// The path of the selected part: one JSON document after the other.
    package var index: String { "\(folder)/index/index.json" }

    /// The name of the catalog's image in the plan of an archive.
    package var destination: PlacedName? {
        guard let reference = path.reference else { return nil }
        let repository = PlacedRepository("\(PlanTarget.archiveRoot)/\(reference.repository.name)")
        // So oc-mirror tags a catalog that is named by digest.
        let tag = reference.tag?.description ?? reference.digest.map { String($0.hex.prefix(6)) }
        return tag.map { PlacedName(repository, tag: $0) }
    }

    /// The original image as an OCI layout; the list of several platforms is itself the index of the layout.
    package func layout(of image: ImageTree) -> [ArchiveContents.Document] {
        let root = image.root
        let layout = "\(folder)/layout"
        func path(of digest: Digest) -> String { "\(layout)/blobs/\(digest.algorithm.rawValue)/\(digest.hex)" }
        let isList = root.descriptor.mediaType.isIndex
        var documents = [
            ArchiveContents.Document("\(layout)/oci-layout", .bytes(Array(Self.version.utf8))),
            ArchiveContents.Document(
                "\(layout)/index.json",
                .bytes(isList ? root.bytes : Self.index(of: root.descriptor))
            ),
        ]
        for manifest in (isList ? [] : [root]) + image.children {
            documents.append(.init(path(of: manifest.descriptor.digest), .bytes(manifest.bytes)))
        }
        documents += image.blobs.map { .init(path(of: $0.digest), .blob($0)) }
        var seen: Set<String> = []
        return documents.filter { seen.insert($0.path).inserted }
    }

    private static let version = #"{"imageLayoutVersion":"1.0.0"}"#

    private static func index(of image: Descriptor) -> [UInt8] {
        let fields = [
            #""mediaType":"\#(image.mediaType.rawValue)""#, #""digest":"\#(image.digest)""#, #""size":\#(image.size)"#,
        ]
        let type = MediaType.ociIndex.rawValue
        return Array(
            #"{"schemaVersion":2,"mediaType":"\#(type)","manifests":[{\#(fields.joined(separator: ","))}]}"#.utf8
        )
    }
}
