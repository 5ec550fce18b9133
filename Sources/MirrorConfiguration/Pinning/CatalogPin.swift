// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import YAML

/// The changes that pin one element of `mirror.operators`, with their places in the text.
struct CatalogPin {
    /// A range of bytes and its replacement.
    struct Edit {
        let range: Range<Int>
        let text: String
    }

    /// The reference with the digest.
    let reference: String
    /// The tag that the catalog keeps at the target, if the user gave none.
    let addedTag: Tag?
    private let catalog: OperatorCatalog
    private let node: CatalogNode
    private let source: SourceText

    /// Prepares the pinning of a catalog; `nil` if it is pinned or cannot be pinned.
    init?(_ catalog: OperatorCatalog, to digest: Digest, at node: CatalogNode, in source: SourceText) {
        guard let tag = catalog.unpinned?.tag, catalog.text.hasSuffix(":\(tag)") else { return nil }
        // The rest stays as it was written; only the tag is replaced by the digest.
        reference = "\(catalog.text.dropLast(tag.description.utf8.count + 1))@\(digest)"
        addedTag = catalog.targetTag == nil ? tag : nil
        self.catalog = catalog
        self.node = node
        self.source = source
    }

    /// The position of the reference; several catalogs may share it through an alias.
    var position: YAMLPosition { node.catalog.value.position }

    /// Returns the changes; throws if the text cannot be changed in place.
    func edits() throws(FindingsError) -> [Edit] {
        let start = source.byteOffset(of: source.location(position))
        let first = start < source.bytes.count ? source.bytes[start] : 0
        let quote = first == UInt8(ascii: "'") || first == UInt8(ascii: "\"") ? String(UnicodeScalar(first)) : ""
        let written = "\(quote)\(catalog.text)\(quote)"
        guard source.bytes[start...].starts(with: written.utf8) else {
            throw refusal("the reference is not written plainly on one line, so the digest cannot be inserted")
        }
        let range = start..<(start + written.utf8.count)
        let pinned = "\(quote)\(reference)\(quote)"
        guard let addedTag else { return [Edit(range: range, text: pinned)] }
        if let field = node.targetTag {
            throw refusal(
                "`targetTag` has no value, and the tag at the target would be lost",
                remedy: "write `targetTag: \(addedTag)`, or remove `targetTag`",
                at: field.keyPosition
            )
        }
        let key = source.byteOffset(of: source.location(node.catalog.keyPosition))
        let isQuoted = source.bytes[key] == UInt8(ascii: "\"")
        let field = isQuoted ? "\"targetTag\": \"\(addedTag)\"" : "targetTag: \(addedTag.scalar)"
        guard !isInline else { return [Edit(range: range, text: "\(pinned), \(field)")] }
        let (end, lineBreak) = endOfLine(from: range.upperBound)
        let margin = String(repeating: " ", count: node.catalog.keyPosition.column - 1)
        return [Edit(range: range, text: pinned), Edit(range: end..<end, text: "\(lineBreak)\(margin)\(field)")]
    }

    /// Whether the element is written in braces; an anchor or a tag may precede them.
    private var isInline: Bool {
        var rest = source.bytes[source.byteOffset(of: source.location(node.position))...]
        while let byte = rest.first, "&!".utf8.contains(byte) {
            rest = rest.drop { !" \t\r\n".utf8.contains($0) }.drop { " \t\r\n".utf8.contains($0) }
        }
        return rest.first == UInt8(ascii: "{")
    }

    /// The end of the line, and its line break.
    private func endOfLine(from start: Int) -> (Int, String) {
        let end = source.bytes[start...].firstIndex { $0 == 0x0a || $0 == 0x0d } ?? source.bytes.count
        return (end, source.bytes[end...].starts(with: [0x0d, 0x0a]) ? "\r\n" : "\n")
    }

    /// The error for a text that cannot be changed in place.
    func refusal(
        _ summary: String,
        remedy: String = "write `catalog:` with the reference, plain or in quotes, on one line",
        at position: YAMLPosition? = nil
    ) -> FindingsError {
        let problem = source.finding(
            .error,
            .cannotPin,
            summary,
            remedy: remedy,
            at: position ?? self.position
        )
        return FindingsError([problem])
    }
}
