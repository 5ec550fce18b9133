// SPDX-License-Identifier: Apache-2.0

/// The place that an image is read from.
package enum ImageSource: Sendable, Hashable, CustomStringConvertible {
    /// A registry.
    case registry(ImageReference)
    /// An OCI image layout in a directory, with the name from the annotations of its `index.json`, if one was
    /// requested.
    case layout(path: String)

    /// Parses a reference with or without `docker://` or `oci://`.
    package init(_ text: String) throws(ReferenceError) {
        guard text.hasPrefix("oci://") else {
            self = .registry(try ImageReference(text))
            return
        }
        let path = String(text.dropFirst("oci://".count))
        guard path.contains(where: { $0 != "/" }) else {
            throw ReferenceError(text: text, message: "`oci://` must be followed by a directory")
        }
        self = .layout(path: path)
    }

    package var description: String {
        switch self {
        case .registry(let reference): reference.description
        case .layout(let path): "oci://\(path)"
        }
    }
}
