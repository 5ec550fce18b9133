// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration
package import OCI

/// The rules for the places of images at the target.
///
/// The source's host never appears in the destination: `quay.io/a/b` becomes `<target>/a/b`.
///
/// Configurations of oc-mirror v1 keep the places that it gave images, see ``VersionOneDestinations``.
package struct DestinationMapping: Sendable, Hashable {
    package let target: MirrorTarget
    /// The maximum number of components in a repository's path, including the target's namespace; 0 means no limit.
    package let maxNestedPaths: Int
    /// The rules of the configuration whose images are mapped.
    package let rules: ConfigurationRules
    /// Whether images come from an archive or go into one.
    package let crossesArchive: Bool

    package init(
        target: MirrorTarget,
        maxNestedPaths: Int = 0,
        rules: ConfigurationRules = .versionTwo,
        crossesArchive: Bool = false
    ) {
        self.target = target
        self.maxNestedPaths = maxNestedPaths
        self.rules = rules
        self.crossesArchive = crossesArchive
    }

    /// The same mapping for a configuration with other rules.
    package func following(_ rules: ConfigurationRules) -> DestinationMapping {
        DestinationMapping(
            target: target,
            maxNestedPaths: maxNestedPaths,
            rules: rules,
            crossesArchive: crossesArchive
        )
    }

    /// The places of oc-mirror v1; `nil` by the rules of version two.
    package var versionOne: VersionOneDestinations? {
        guard rules.isVersionOne else { return nil }
        return VersionOneDestinations(target: target, maxNestedPaths: maxNestedPaths, crossesArchive: crossesArchive)
    }

    /// The rules of an archive, which has no namespace.
    package static var archive: DestinationMapping {
        get throws(ReferenceError) { DestinationMapping(target: try MirrorTarget("file:///archive")) }
    }

    /// Returns the destination of an additional image.
    package func destination(of image: AdditionalImage) throws(ReferenceError) -> Destination {
        switch image.source {
        case .registry(let reference):
            let tag = image.targetTag ?? reference.tag ?? reference.digest.map { Tag(of: $0) }
            guard let tag else { throw ReferenceError(text: image.text, message: "it has neither a tag nor a digest") }
            return Destination(repository: try repository(image.targetRepo ?? reference.repository.name), tag: tag)
        case .layout(let path):
            let name = if let given = image.targetRepo { given } else { try Self.name(ofLayoutAt: path) }
            let tag = if let given = image.targetTag { given } else { try Tag("latest") }
            return Destination(repository: try repository(name), tag: tag)
        }
    }

    /// Returns the destination of an operator catalog; a digest names a catalog without another name.
    ///
    /// `digest` is that of the source, and `built` that of the filtered catalog, if one is built.
    package func destination(
        of catalog: OperatorCatalog,
        digest: Digest,
        built: Digest? = nil
    ) throws(ReferenceError) -> Destination {
        if let versionOne { return try versionOne.destination(of: catalog, digest: digest) }
        let digest = built ?? digest
        switch catalog.source {
        case .registry(let reference):
            return Destination(
                repository: try repository(catalog.targetCatalog ?? reference.repository.name),
                tag: catalog.targetTag ?? reference.tag ?? Tag(of: digest)
            )
        case .layout(let path):
            let name = if let given = catalog.targetCatalog { given } else { try Self.lastName(ofLayoutAt: path) }
            let tag = if let given = catalog.targetTag { given } else { try Tag("latest") }
            return Destination(repository: try repository(name), tag: tag)
        }
    }

    /// Returns the destination of an operator's image: under its tag, or by digest if it has no tag or may not use it.
    package func operatorImage(
        _ reference: ImageReference,
        byDigest: Bool
    ) throws(ReferenceError) -> Destination {
        let named = byDigest ? nil : reference.tag
        guard let tag = named ?? reference.digest.map({ Tag(of: $0) }) else {
            throw ReferenceError(text: "\(reference)", message: "it has neither a tag nor a digest")
        }
        return Destination(repository: try repository(reference.repository.name), tag: tag)
    }

    /// Returns the destination of a release's payload: `openshift/release-images:<version>-<processor>`.
    package func payload(of release: String) throws(ReferenceError) -> Destination {
        if let versionOne { return try versionOne.payload(of: release) }
        return Destination(
            repository: try repository(try RepositoryName("openshift/release-images")),
            tag: try Tag(release)
        )
    }

    /// Returns the destination of a release's component: `openshift/release:<version>-<processor>-<component>`.
    package func component(_ name: String, of release: String) throws(ReferenceError) -> Destination {
        if let versionOne { return try versionOne.component(name, of: release) }
        return Destination(
            repository: try repository(try RepositoryName("openshift/release")),
            tag: try Tag("\(release)-\(name)")
        )
    }

    /// Returns the destination of the update graph's data.
    package func graphData() throws(ReferenceError) -> Destination {
        if let versionOne { return try versionOne.graphData() }
        return Destination(
            repository: try repository(try RepositoryName("openshift/graph-image")),
            tag: try Tag("latest")
        )
    }

    /// Returns the target's repository for `name`; components of a path that is too deep are joined.
    ///
    /// The first `maxNestedPaths - 1` components stay, the rest is joined with dashes.
    package func repository(_ name: RepositoryName) throws(ReferenceError) -> Repository {
        var components = (target.namespace?.components ?? []) + name.components
        if maxNestedPaths > 0, components.count > maxNestedPaths {
            let kept = components.prefix(maxNestedPaths - 1)
            components = kept + [components.dropFirst(kept.count).joined(separator: "-")]
        }
        return Repository(host: target.host, name: try RepositoryName(components.joined(separator: "/")))
    }

    /// The name of the directory of a catalog.
    private static func lastName(ofLayoutAt path: String) throws(ReferenceError) -> RepositoryName {
        let name = path.split(separator: "/").last { $0 != "." && $0 != ".." } ?? ""
        do {
            return try RepositoryName(String(name))
        } catch {
            throw ReferenceError(
                text: "oci://\(path)",
                message: "the directory's name is no repository name (\(error.message)); set `targetCatalog`"
            )
        }
    }

    private static func name(ofLayoutAt path: String) throws(ReferenceError) -> RepositoryName {
        let parts = path.split(separator: "/").filter { $0 != "." }
        do {
            return try RepositoryName(parts.joined(separator: "/"))
        } catch {
            throw ReferenceError(
                text: "oci://\(path)",
                message: "the directory's path is no repository name (\(error.message)); set `targetRepo`"
            )
        }
    }
}
