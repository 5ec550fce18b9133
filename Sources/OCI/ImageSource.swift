// SPDX-License-Identifier: Apache-2.0

/// Where an image is read from.
package enum ImageSource: Sendable, Hashable, CustomStringConvertible {
    /// A registry.
    case registry(ImageReference)
    /// An OCI image layout in a directory, with the name that its `index.json` annotates, if one is asked for.
    case layout(path: String)

    /// Parses a reference, with `docker://` or `oci://` in front or nothing.
    package init(_ text: String) throws(ReferenceError) {
        guard text.hasPrefix("oci://") else {
            self = .registry(try ImageReference(text))
            return
        }
        let path = String(text.dropFirst("oci://".count))
        guard path.contains(where: { $0 != "/" }) else {
            throw ReferenceError(text: text, message: "`oci://` is followed by no directory")
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
