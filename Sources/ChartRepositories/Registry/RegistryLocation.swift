// SPDX-License-Identifier: Apache-2.0

package import OCI

/// An address `oci://…`: a chart in a registry, or a folder of charts there.
package struct RegistryLocation: Sendable, Hashable {
    /// The address without its scheme: `host[/path][:tag][@digest]`.
    private let text: String

    /// Reads an address; `nil` if it begins with another scheme.
    package init?(_ text: String) {
        guard text.lowercased().hasPrefix("oci://") else { return nil }
        self.text = String(text.dropFirst("oci://".count))
    }

    /// The chart itself; the first part is always a host, and a `+` in the tag is `_` in registries.
    package func reference() throws(ReferenceError) -> ImageReference {
        var rest = Substring(text.trimmingSlashes)
        var digest: Digest?
        if let at = rest.lastIndex(of: "@") {
            do {
                digest = try Digest(String(rest[rest.index(after: at)...]))
            } catch {
                throw ReferenceError(text: "oci://\(text)", message: "after the `@`, \(error)")
            }
            rest = rest[..<at]
        }
        var tag: Tag?
        let name = rest.lastIndex(of: "/").map { rest.index(after: $0) } ?? rest.startIndex
        if name > rest.startIndex, let colon = rest[name...].firstIndex(of: ":") {
            tag = try Tag(version: String(rest[rest.index(after: colon)...]))
            rest = rest[..<colon]
        }
        return ImageReference(repository: try Repository(String(rest)), tag: tag, digest: digest)
    }

    /// A chart of the folder, by name.
    package func repository(of chart: String) throws(ReferenceError) -> Repository {
        try Repository("\(text.trimmingSlashes)/\(chart)")
    }
}

extension Tag {
    /// The tag of a chart's version: registries know no `+`, so Helm writes `_`.
    package init(version: String) throws(ReferenceError) { try self.init(version.replacing("+", with: "_")) }

    /// The version that a chart's tag stands for.
    package var chartVersion: String { description.replacing("_", with: "+") }
}

extension String {
    /// The text without slashes at its end.
    fileprivate var trimmingSlashes: String {
        var text = self[...]
        while text.last == "/" { text = text.dropLast() }
        return String(text)
    }
}
