// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import YAML

extension Migration {
    /// The lower bound that leaves nothing out, not even versions that precede 0.0.0.
    private static let lowestVersion = "0.0.0-0"

    /// Migrates a catalog.
    mutating func migrate(_ node: YAMLNode, _ model: OperatorCatalog) {
        rename(
            node,
            [
                "catalog": "catalog", "headsOnly": "full", "full": "full", "targetCatalog": "targetCatalog",
                "targetTag": "targetTag", "skipDeps": "skipDependencies", "skipDependencies": "skipDependencies",
                "packages": "packages",
            ]
        )
        guard let catalog = node.field("catalog") else { return }
        addTag(catalog, model.source, model.text)
        place(node, model, behind: catalog)
        noteNames(at: catalog)
        let bounded = model.packages.contains(where: \.hasBounds)
        if let full = node.field("headsOnly") ?? node.field("full") {
            if model.full, bounded {
                remove(full)
            } else if node.field("headsOnly") != nil, !full.value.isNull {
                set(full, .boolean(model.full))
            }
        }
        let packages = node.field("packages")?.value.elements ?? []
        for (package, packageModel) in zip(packages, model.packages) {
            migrate(package, packageModel, takesAll: model.full && bounded)
        }
        guard !model.skipDependencies, !model.full || !model.packages.isEmpty else { return }
        noteOnce(
            "oc-mirror v1 also took the operators that the chosen ones need, and version two does not",
            remedy: "name them in `packages`, or plan with \(OptionName.includeDependencies)",
            at: catalog
        )
    }

    /// Tells which names of operators cannot be kept.
    private mutating func noteNames(at catalog: YAMLField) {
        noteOnce(
            """
            the CatalogSource of a catalog is `cs-<name>-<tag>` in version two, and was `cs-<name>` in oc-mirror v1; \
            Subscriptions name it
            """,
            remedy: "apply a plan of the old file first: catalogs keep the names that they had then",
            at: catalog
        )
        noteOnce(
            """
            operators' images that are named by digest have the tag `sha256-<digest>` in version two; the tags of \
            oc-mirror v1 stay beside it, and nothing is copied again
            """,
            remedy: "no cluster pulls by these tags; \(OptionName.versionOneTags) of `mirror delete plan` finds them",
            at: catalog
        )
    }

    /// Writes the place at the target that version one gives a catalog.
    private mutating func place(_ node: YAMLNode, _ model: OperatorCatalog, behind catalog: YAMLField) {
        if let original = node.field("originalRef") { remove(original) }
        var hasRepository = node.field("targetCatalog").map(\.value.isBlank) == false
        if let name = node.field("targetName") {
            if hasRepository || name.value.isBlank {
                remove(name)
            } else if let target = model.targetCatalog {
                changes.names[name.keyPosition] = "targetCatalog"
                set(name, .string("\(target)"))
                hasRepository = true
            }
        }
        let own = VersionOnePlace(of: model.source)
        if !hasRepository, let repository = own.repository {
            replace(node.field("targetCatalog"), "targetCatalog", "\(repository)", behind: catalog)
        }
        guard node.field("targetTag").map(\.value.isBlank) ?? true else { return }
        if let tag = own.tag {
            replace(node.field("targetTag"), "targetTag", "\(tag)", behind: catalog)
        } else if case .layout = model.source {
            note(
                .note,
                "oc-mirror v1 tags this catalog with the beginning of its digest, and version two with `latest`",
                remedy: "write `targetTag` to keep the name that clusters use",
                at: catalog
            )
        }
    }

    /// Adds a field in place of one without a value.
    private mutating func replace(_ blank: YAMLField?, _ name: String, _ value: String, behind field: YAMLField) {
        if let blank { remove(blank) }
        add(name, .string(value), behind: field)
    }

    /// Migrates a package; with `takesAll`, what has no bounds took all versions by `full`, which bounds exclude now.
    private mutating func migrate(_ node: YAMLNode, _ model: OperatorPackage, takesAll: Bool) {
        rename(node, ["name": "name", "defaultChannel": "defaultChannel", "channels": "channels"])
        guard let name = node.field("name") else { return }
        let channels = node.field("channels")?.value.elements ?? []
        let ownBounds = model.channels.contains(where: \.hasBounds)
        // The highest version of a package with channels has no effect in version one, and neither has a bundle.
        let keepsBounds = model.minVersion != nil && model.maxVersion == nil || !(ownBounds || !channels.isEmpty)
        let bounds = Bounds(model.minVersion, model.maxVersion, model.minBundle)
        migrate(bounds: node, bounds, keeps: keepsBounds)
        let isBounded = keepsBounds && bounds.isBounded
        if isBounded, !channels.isEmpty {
            let first = widened?.first ?? node.field("minVersion") ?? node.field("startingVersion") ?? name
            widened = ((widened?.packages ?? []) + [model.name], first)
        }
        for (channel, channelModel) in zip(channels, model.channels) {
            rename(channel, ["name": "name"])
            let bounds = Bounds(channelModel.minVersion, channelModel.maxVersion, channelModel.minBundle)
            migrate(bounds: channel, bounds, keeps: !isBounded)
            if takesAll || model.minBundle != nil, !isBounded, !bounds.isBounded, let name = channel.field("name") {
                add("minVersion", .string(Self.lowestVersion), behind: name)
            }
        }
        if takesAll, !isBounded, channels.isEmpty {
            add("minVersion", .string(Self.lowestVersion), behind: name)
        }
    }

    /// Says which packages lose channels that version one took without their being listed.
    mutating func noteWidened() {
        guard let widened else { return }
        let names = widened.packages.map { "`\($0)`" }.joined(separator: ", ")
        note(
            .warning,
            "beside the listed channels, oc-mirror v1 took others with the lowest version of the package: of \(names)",
            remedy: "name them in `channels` if they are needed",
            at: widened.first
        )
    }

    /// The bounds of a package or of a channel.
    private struct Bounds {
        let minimum: Located<VersionBound>?
        let maximum: Located<VersionBound>?
        let bundle: Located<String>?

        init(_ minimum: Located<VersionBound>?, _ maximum: Located<VersionBound>?, _ bundle: Located<String>?) {
            self.minimum = minimum
            self.maximum = maximum
            self.bundle = bundle
        }

        var isBounded: Bool { minimum != nil || maximum != nil || bundle != nil }
    }

    private mutating func migrate(bounds node: YAMLNode, _ bounds: Bounds, keeps: Bool) {
        rename(node, ["minVersion": "minVersion", "startingVersion": "minVersion", "maxVersion": "maxVersion"])
        if let minimum = node.field("minVersion") ?? node.field("startingVersion") {
            if !keeps || bounds.minimum == nil {
                remove(minimum)
            } else if bounds.maximum == nil {
                noteOnce(
                    """
                    from a lowest version oc-mirror v1 took what lies on the updates to the head of the channel, and only \
                    channels with exactly that version; version two takes every version from it
                    """,
                    remedy: "look at the plan, and write `maxVersion` or `channels` if it is too much",
                    at: minimum
                )
            }
        }
        if !keeps, let maximum = node.field("maxVersion") { remove(maximum) }
        guard let bundle = node.field("minBundle") ?? node.field("startingBundle") else { return }
        guard keeps, bounds.bundle != nil else { return remove(bundle) }
        changes.names[bundle.keyPosition] = "minVersion"
        set(bundle, .string(Self.lowestVersion))
        note(
            .warning,
            "version two has no `\(bundle.key)`: all versions are taken, as oc-mirror v1 did",
            remedy: "write the version of that bundle as `minVersion` if later ones are enough",
            at: bundle
        )
    }
}

extension OperatorPackage {
    /// Whether the package or one of its channels has a bound.
    fileprivate var hasBounds: Bool {
        minVersion != nil || maxVersion != nil || minBundle != nil || channels.contains(where: \.hasBounds)
    }
}

extension OperatorChannel {
    fileprivate var hasBounds: Bool { minVersion != nil || maxVersion != nil || minBundle != nil }
}

extension YAMLNode {
    /// Whether this is no value, or an empty text, which counts as none.
    fileprivate var isBlank: Bool {
        guard case .scalar(let scalar) = content else { return false }
        return isNull || scalar.text.isEmpty
    }
}
