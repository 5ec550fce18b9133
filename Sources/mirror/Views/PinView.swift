// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Reviews

/// What `mirror pin` did.
struct PinView {
    let configuration: ImageSetConfiguration
    /// The digests by the catalogs' positions.
    let digests: [Int: Digest]
    let pinnedPath: String
    let deletionPath: String

    private struct Document: Encodable {
        struct Catalog: Encodable {
            var catalog: String
            /// The digest that it was pinned to; absent where it was left alone.
            var digest: String?
            var note: String?
        }

        var configuration: String
        var pinned: String
        var deletion: String
        var catalogs: [Catalog]

        enum CodingKeys: String, CodingKey {
            case configuration, pinned, catalogs
            case deletion = "delete"
        }
    }

    private var catalogs: [Document.Catalog] {
        configuration.mirror.operators.enumerated().map { index, catalog in
            guard let digest = digests[index] else {
                return Document.Catalog(catalog: catalog.text, digest: nil, note: catalog.reasonToLeaveAlone)
            }
            return Document.Catalog(catalog: catalog.text, digest: "\(digest)", note: nil)
        }
    }

    /// The catalogs, and at last what was written.
    func text(_ style: TextStyle) -> String {
        var lines: [String] = []
        for catalog in catalogs {
            if let digest = catalog.digest {
                lines += [
                    "\(style(.changed, "~")) \(printable(catalog.catalog))", "    \(style(.dim, "is")) \(digest)",
                ]
            } else {
                lines.append("  \(printable(catalog.catalog)) \(style(.dim, "(\(catalog.note ?? ""))"))")
            }
        }
        lines.append(
            "Pinned \(digests.count) of \(catalogs.count) catalogs: \(printable(pinnedPath)), \(printable(deletionPath))"
        )
        return lines.joined(separator: "\n") + "\n"
    }

    /// The same for programs.
    func json() throws -> String {
        try CanonicalJSON.text(
            of: Document(
                configuration: configuration.path,
                pinned: pinnedPath,
                deletion: deletionPath,
                catalogs: catalogs
            )
        )
    }
}

extension OperatorCatalog {
    /// Why there is nothing to pin.
    fileprivate var reasonToLeaveAlone: String {
        switch source {
        case .registry: "left alone: it has a digest"
        case .layout: "left alone: a folder has no tag that could move"
        }
    }
}
