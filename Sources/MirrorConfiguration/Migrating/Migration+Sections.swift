// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import YAML

extension Migration {
    /// Migrates the section of releases.
    mutating func migrate(_ node: YAMLNode, _ model: PlatformSection) {
        rename(node, ["graph": "graph", "channels": "channels", "architectures": "architectures"])
        if model.graph, model.channels.isEmpty, let graph = node.field("graph") {
            note(
                .note,
                "oc-mirror v1 mirrored no graph without channels, and version two does",
                remedy: "remove `graph` if it is not wanted",
                at: graph
            )
        }
        for (channel, model) in zip(node.field("channels")?.value.elements ?? [], model.channels) {
            migrate(channel, model)
        }
    }

    private mutating func migrate(_ node: YAMLNode, _ model: ReleaseChannel) {
        rename(
            node,
            [
                "name": "name", "type": "type", "minVersion": "minVersion", "maxVersion": "maxVersion",
                "shortestPath": "shortestPath", "full": "full",
            ]
        )
        guard configuration.rules == .versionOne(.alpha1), let name = node.field("name") else { return }
        if model.type == .okd { add("type", .string(model.type.rawValue), behind: name) }
        guard let versions = node.field("versions") else { return }
        remove(versions)
        let wanted = model.versions.map(\.value)
        guard let lowest = wanted.min(), let highest = wanted.max() else { return }
        add("minVersion", .string("\(lowest)"), behind: name)
        add("maxVersion", .string("\(highest)"), behind: name)
        guard lowest != highest else { return }
        note(
            .warning,
            "version two has no list of `versions`: all releases of the channel from \(lowest) to \(highest) are taken",
            remedy: "write `shortestPath: true` if those on the way from the lowest to the highest are enough",
            at: versions
        )
    }

    /// Migrates additional images: one without a tag is `latest` at the target, or has the beginning of its digest as tag if
    /// several of a repository would be `latest`.
    mutating func migrateImages(_ nodes: [YAMLNode]) {
        let references = configuration.mirror.additionalImages.map { image -> ImageReference? in
            guard case .registry(let reference) = image.source else { return nil }
            return reference
        }
        let latest = Set(references.compactMap(\.self).filter { $0.tag == nil || $0.tag == Tag.latest })
        let alike = Dictionary(grouping: latest, by: \.repository.name)
        for ((node, model), reference) in zip(zip(nodes, configuration.mirror.additionalImages), references) {
            rename(node, ["name": "name"])
            guard let name = node.field("name") else { continue }
            addTag(name, model.source, model.text)
            guard let reference, reference.tag == nil, let digest = reference.digest, let tag = Tag.latest else {
                continue
            }
            let isAlone = (alike[reference.repository.name]?.count ?? 0) < 2
            add("targetTag", .string(isAlone ? "\(tag)" : String(digest.hex.prefix(8))), behind: name)
        }
    }

    /// Migrates blocked images, which `v1alpha1` names by the last component of their repositories.
    mutating func migrateBlocked(_ nodes: [YAMLNode]) {
        for (node, model) in zip(nodes, configuration.mirror.blockedImages) {
            rename(node, ["name": "name"])
            guard configuration.rules == .versionOne(.alpha1), let name = node.field("name") else { continue }
            set(name, .string(model.pattern))
        }
    }

    /// Migrates charts.
    mutating func migrateHelm(_ node: YAMLNode) {
        rename(node, ["repos": "repositories", "repositories": "repositories", "local": "local"])
        for repository in (node.field("repos") ?? node.field("repositories"))?.value.elements ?? [] {
            rename(repository, ["name": "name", "url": "url", "charts": "charts"])
            guard let charts = repository.field("charts") else { continue }
            // An empty list means no chart in version two, and every chart in version one.
            if case .sequence(let elements) = charts.value.content, elements.isEmpty { remove(charts) }
            for chart in charts.value.elements {
                rename(chart, ["name": "name", "version": "version", "imagePaths": "imagePaths"])
                if let path = chart.field("path") { remove(path) }
            }
        }
        for chart in node.field("local")?.value.elements ?? [] {
            rename(chart, ["name": "name", "path": "path", "imagePaths": "imagePaths"])
            if let version = chart.field("version") { remove(version) }
        }
    }

    /// Writes the tag `latest`, which version one means where an image has no tag.
    mutating func addTag(_ field: YAMLField?, _ source: ImageSource, _ text: String) {
        guard let field, case .registry = source, let reference = try? ImageReference(text),
            reference.manifestReference == nil, let latest = Tag.latest
        else { return }
        set(field, .string("\(text):\(latest)"))
    }
}
