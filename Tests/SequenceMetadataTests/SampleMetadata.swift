// SPDX-License-Identifier: Apache-2.0

import OCI
import SequenceMetadata
import Testing

/// Metadata as oc-mirror v1 writes it, made by hand.
enum SampleMetadata {
    static let uid = "1c8a4f1e-6d3b-4d27-9a52-0f6b7c1d2e3f"
    static let otherUID = "93b1d7aa-2f10-4f0e-8f53-7b6a5c4d3e2f"

    static func digest(_ text: String) -> Digest { Digest(of: text.utf8) }

    static func text(_ name: String) -> DigestText { DigestText(digest(name)) }

    /// An image as an association of a run to disk.
    static func image(
        _ name: String,
        _ content: String? = nil,
        tag: String = "1.0",
        type: AssociationType = .generic
    ) -> Association {
        let digest = Self.digest(content ?? name)
        return Association(
            type,
            name: "src.example:5000/\(name)@\(digest)",
            path: name,
            id: DigestText(digest),
            tagSymlink: tag,
            content: .init(layers: [text("layer of \(digest)"), text("configuration of \(digest)")])
        )
    }

    /// An index of two images as associations of a run to disk.
    static func index(_ name: String, tag: String = "latest", type: AssociationType = .generic) -> [Association] {
        let children = ["amd64", "arm64"].map { Self.digest("\(name) \($0)") }
        let digest = Self.digest(name)
        let root = Association(
            type,
            name: "src.example:5000/\(name)@\(digest)",
            path: name,
            id: DigestText(digest),
            tagSymlink: tag,
            content: .init(manifests: children.map(DigestText.init))
        )
        let parts = children.map { child in
            Association(
                type,
                name: child.description,
                path: name,
                id: DigestText(child),
                content: .init(layers: [text("layer of \(child)"), text("configuration of \(child)")])
            )
        }
        return [root] + parts
    }

    static func metadata(
        _ uid: String = uid,
        sequence: Int = 1,
        run: [Association] = [],
        all: [Association] = [],
        isSingleUse: Bool = false
    ) throws -> WorkspaceMetadata {
        WorkspaceMetadata(
            uid: try #require(WorkspaceID(uid)),
            isSingleUse: isSingleUse,
            pastMirror: PastMirror(
                timestamp: 1_796_005_763,
                sequence: sequence,
                configuration: MirrorSection(additionalImages: ["src.example:5000/tools/alpha:1.0"]),
                associations: run
            ),
            pastAssociations: all
        )
    }
}
