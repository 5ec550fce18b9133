// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI
import YAML

/// Where the signatures of images are: the files of a folder `registries.d` (containers-registries.d(5)).
package struct SignatureStores: Sendable, Equatable {
    /// What is known of one namespace.
    struct Store: Sendable, Equatable {
        var lookaside: String?
        var usesAttachments: Bool?
    }

    private var defaults = Store()
    private var stores: [String: Store] = [:]
    /// The store of images for which no file names one.
    private let fallback: String?

    /// A file of the folder.
    package struct File: Sendable {
        package let path: String
        package let bytes: [UInt8]

        package init(path: String, bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }
    }

    /// Reads the files of a folder; throws every mistake in them.
    package init(_ files: [File] = [], fallback: String? = nil) throws(FindingsError) {
        self.fallback = fallback
        let findings = FindingCollector()
        var places: [String: SourceLocation] = [:]
        for file in files {
            let source = SourceText(path: file.path, bytes: file.bytes)
            let reading = FindingCollector()
            guard let root = YAMLComposer.document(in: source, reportingTo: reading), !root.isNull else {
                // A file with nothing but comments says nothing, as for the container tools.
                for finding in reading.findings where finding.code != .emptyFile { findings.report(finding) }
                continue
            }
            let reader = StoresReader(reader: YAMLReader(source, reportingTo: findings))
            for (name, store, location) in reader.stores(root) {
                if let first = places[name] {
                    reader.reportTwice(name, first, at: location)
                    continue
                }
                places[name] = location
                if name.isEmpty { defaults = store } else { stores[name] = store }
            }
        }
        try findings.throwIfErrors()
    }

    /// The folder or address of an image's signatures, without the part for a digest.
    package func lookaside(of image: ImageReference) -> String? {
        let store = matches(image).lazy.compactMap(\.lookaside).first ?? fallback
        return store.map { base in
            (base.hasSuffix("/") ? String(base.dropLast()) : base) + "/\(image.repository.name)"
        }
    }

    /// Whether signatures beside an image, under cosign's tag, are looked at.
    package func usesAttachments(of image: ImageReference) -> Bool {
        matches(image).lazy.compactMap(\.usesAttachments).first ?? false
    }

    /// The entries for an image, the most specific one first.
    private func matches(_ image: ImageReference) -> [Store] {
        TrustedName(image).scopes.compactMap { stores[$0] } + [defaults]
    }
}

/// Reads one file of `registries.d`.
private struct StoresReader {
    let reader: YAMLReader

    /// The entries of a file; that without a name is the default.
    func stores(_ root: YAMLNode) -> [(String, SignatureStores.Store, SourceLocation)] {
        guard let top = reader.mapping(root, as: StoresField.self, name: "the file") else { return [] }
        var result: [(String, SignatureStores.Store, SourceLocation)] = []
        if let node = top[.defaults], let store = store(node, "default-docker") {
            result.append(("", store, top.keyLocation(.defaults) ?? top.location))
        }
        guard let docker = top[.docker] else { return result }
        guard case .mapping(let fields) = docker.content else {
            reader.report(
                code: .wrongType,
                "`docker` must be a mapping, found \(docker.kind)",
                remedy: "write a name below it, such as `registry.example:`, and `lookaside:` below that",
                at: reader.source.location(docker.position)
            )
            return result
        }
        for field in fields {
            guard let store = store(field.value, field.key) else { continue }
            result.append((field.key, store, reader.source.location(field.keyPosition)))
        }
        return result
    }

    func reportTwice(_ name: String, _ first: SourceLocation, at location: SourceLocation) {
        reader.report(
            code: .duplicateKey,
            "`\(name.isEmpty ? "default-docker" : name)` is set twice",
            remedy: "it is also at \(first); keep one of the two",
            at: location
        )
    }

    private func store(_ node: YAMLNode, _ name: String) -> SignatureStores.Store? {
        guard let fields = reader.mapping(node, as: StoreField.self, name: name) else { return nil }
        var store = SignatureStores.Store()
        for name in [StoreField.lookaside, .sigstore] where store.lookaside == nil {
            guard let text = fields.string(name) else { continue }
            let isKnown = ["http://", "https://", "file:///"].contains { text.value.hasPrefix($0) }
            guard isKnown, !text.value.contains(where: { "?#".contains($0) || $0.isWhitespace }) else {
                reader.report(
                    code: .invalidURL,
                    "`\(name.rawValue)` is not the address of a store of signatures",
                    remedy: "write http://…, https://… or file:///folder, without `?` and `#`",
                    at: text.location
                )
                continue
            }
            store.lookaside = text.value
        }
        if fields[.usesAttachments] != nil { store.usesAttachments = fields.flag(.usesAttachments) }
        return store
    }
}

private enum StoresField: String, YAMLFieldName {
    case defaults = "default-docker"
    case docker
}

private enum StoreField: String, YAMLFieldName {
    case lookaside, sigstore
    case lookasideStaging = "lookaside-staging"
    case sigstoreStaging = "sigstore-staging"
    case usesAttachments = "use-sigstore-attachments"
}
