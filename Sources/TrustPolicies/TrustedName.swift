// SPDX-License-Identifier: Apache-2.0

package import OCI

/// The name by which a policy knows an image.
package enum TrustedName: Sendable, Hashable, CustomStringConvertible {
    /// An image on a registry, with a tag or a digest.
    case docker(ImageReference)
    /// A layout on disk, by its absolute path without symbolic links.
    case layout(path: String)

    /// Names an image on a registry; without a tag it is `latest`, and with a digest the tag does not count.
    package init(_ reference: ImageReference) {
        if let digest = reference.digest {
            self = .docker(ImageReference(repository: reference.repository, digest: digest))
        } else {
            let tag = reference.tag ?? (try? Tag("latest"))
            self = .docker(ImageReference(repository: reference.repository, tag: tag))
        }
    }

    /// The transport, as policies name it.
    package var transport: String {
        switch self {
        case .docker: "docker"
        case .layout: "oci"
        }
    }

    package var description: String {
        switch self {
        case .docker(let reference): reference.description
        case .layout(let path): "oci:\(path)"
        }
    }

    /// The reference, for an image on a registry.
    package var reference: ImageReference? {
        guard case .docker(let reference) = self else { return nil }
        return reference
    }

    /// The scopes that the image belongs to, the most specific one first.
    package var scopes: [String] {
        switch self {
        case .docker(let reference):
            return [reference.description] + Self.parents(of: reference.repository.description)
                + Self.domains(of: reference.repository.host.description)
        case .layout(let path):
            // An image of a layout has no name here, which is an empty one after the colon.
            return ["\(path):"] + Self.parents(of: path).filter { !$0.isEmpty }
        }
    }

    /// A name, and each part of it up to a slash, the longest one first.
    private static func parents(of name: String) -> [String] {
        var parents = [name]
        var rest = name[...]
        while let slash = rest.lastIndex(of: "/") {
            rest = rest[..<slash]
            parents.append(String(rest))
        }
        return parents
    }

    /// The domains above a host, such as `*.example.com`; the port does not count.
    private static func domains(of host: String) -> [String] {
        var rest = host.prefix { $0 != ":" }
        var domains: [String] = []
        while let dot = rest.firstIndex(of: ".") {
            rest = rest[rest.index(after: dot)...]
            domains.append("*.\(rest)")
        }
        return domains
    }
}
