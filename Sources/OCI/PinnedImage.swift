// SPDX-License-Identifier: Apache-2.0

/// An image with a fixed digest: `host/name[:tag]@digest`, or `oci://directory@digest`.
package struct PinnedImage: Sendable, Hashable, CustomStringConvertible {
    /// The place that it is read from; a reference has the digest too.
    package let source: ImageSource
    package let digest: Digest

    package init(_ source: ImageSource, digest: Digest) {
        switch source {
        case .registry(let reference): self.source = .registry(reference.pinned(to: digest))
        case .layout: self.source = source
        }
        self.digest = digest
    }

    /// Parses a reference that ends with a digest.
    package init(_ text: String) throws(ReferenceError) {
        // A directory may have an @ in its name too.
        let at = text.utf8.lastIndex(of: .at)
        guard let at, let digest = try? Digest(String(text[text.index(after: at)...])) else {
            throw ReferenceError(text: text, message: "it does not end with `@` and a digest")
        }
        self.init(try ImageSource(text.hasPrefix("oci://") ? String(text[..<at]) : text), digest: digest)
    }

    package var description: String {
        switch source {
        case .registry(let reference): reference.description
        case .layout: "\(source)@\(digest)"
        }
    }
}
