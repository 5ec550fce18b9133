// SPDX-License-Identifier: Apache-2.0

import YAML

/// The fields of each part of a configuration, by their names in the file.
enum ConfigurationField: String, ConfigurationFieldName {
    static let place = "the top level of the file"

    case apiVersion, kind, archiveSize, mirror, delete

    static func remedy(forFormerField name: String) -> String? {
        switch name {
        case "storageConfig": "remove it: v2 keeps its state elsewhere"
        case "metadata": "remove it: this file is not a cluster object"
        case "status", "data", "items": "remove it: this file is not a cluster object"
        case "spec": "remove `spec:`, and write its fields at the left margin"
        case _ where name.hasPrefix("x-"):
            "remove it: write the anchor (`&name`) where its value is used first, and `*name` where it is used again"
        default: nil
        }
    }
}

extension SectionName: ConfigurationFieldName {
    static let place = "`mirror` or `delete`"
}

enum PlatformSectionField: String, ConfigurationFieldName {
    static let place = "`platform`"

    case graph, channels, architectures, platforms, release, kubeVirtContainer
}

enum ReleaseChannelField: String, ConfigurationFieldName {
    static let place = "an element of the `channels` of `platform`"

    case name, type, minVersion, maxVersion, shortestPath, full

    static func remedy(forFormerField name: String) -> String? {
        switch name {
        case "headsOnly": "remove it: without `full` and versions only the head is mirrored"
        case "version": "write `minVersion` and `maxVersion`, both with that version"
        case "channel": "write `name`"
        default: nil
        }
    }
}

enum PlatformField: String, YAMLFieldName {
    case os, architecture
}

enum OperatorCatalogField: String, ConfigurationFieldName {
    static let place = "an element of `operators`"

    case catalog, full, targetCatalog, targetTag, targetCatalogSourceTemplate, skipDependencies, platforms, packages

    static func remedy(forFormerField name: String) -> String? {
        switch name {
        case "targetName": "v2 has `targetCatalog`, for the whole path of the repository"
        case "headsOnly": "remove it: without `full` only the head of each channel is mirrored"
        case "name", "image": "write `catalog`"
        case "originalRef": "remove it: write the directory as `catalog: oci://…`"
        default: nil
        }
    }
}

enum OperatorPackageField: String, ConfigurationFieldName {
    static let place = "an element of `packages`"

    case name, defaultChannel, minVersion, maxVersion, channels, bundles

    static func remedy(forFormerField name: String) -> String? {
        name == "package" ? "write `name`" : formerRange(name)
    }
}

enum OperatorChannelField: String, ConfigurationFieldName {
    static let place = "an element of a package's `channels`"

    case name, minVersion, maxVersion

    static func remedy(forFormerField name: String) -> String? {
        name == "channel" ? "write `name`" : formerRange(name)
    }
}

private func formerRange(_ name: String) -> String? {
    switch name {
    case "minBundle": "v2 has `minVersion`, for the version of that bundle"
    case "startingVersion": "v2 has `minVersion`"
    case "version": "write `minVersion` and `maxVersion`, both with that version"
    case "headsOnly": "remove it: without `full` only the head of each channel is mirrored"
    default: nil
    }
}

enum AdditionalImageField: String, ConfigurationFieldName {
    static let place = "an element of `additionalImages`"

    case name, targetRepo, targetTag, platforms

    static func remedy(forFormerField name: String) -> String? {
        switch name {
        case "image", "catalog": "write `name`"
        case "targetName", "targetCatalog": "additional images have `targetRepo`, the whole path of the repository"
        default: nil
        }
    }
}

/// The only field of a blocked image, a sample and a bundle.
enum NameField: String, YAMLFieldName {
    case name
}

enum HelmSectionField: String, ConfigurationFieldName {
    static let place = "`helm`"

    case repositories, repos, local

    static func remedy(forFormerField name: String) -> String? {
        name == "charts" ? "write the charts below a repository in `repositories`, or in `local`" : nil
    }
}

enum HelmRepositoryField: String, ConfigurationFieldName {
    static let place = "an element of the `repositories` of `helm`"

    case name, url, charts
}

enum RepositoryChartField: String, ConfigurationFieldName, ChartChoiceField {
    static let place = "an element of `charts`"

    case name, version, path, values, valuesFiles, imagePaths, releaseName, namespace, charts, platforms

    static func remedy(forFormerField name: String) -> String? { formerChartField(name) }
}

enum LocalChartField: String, ChartChoiceField {
    case name, path, version, values, valuesFiles, imagePaths, releaseName, namespace, charts, platforms

    static func remedy(forFormerField name: String) -> String? { formerChartField(name) }
}

private func formerChartField(_ name: String) -> String? {
    switch name {
    case "chart": "write `name` for a chart of a repository, or `path` for a local one or one in a registry"
    case "valuesFile", "valueFiles", "valuesfile": "write `valuesFiles` and a list"
    case "set", "valuesObject", "valuesInline": "write `values` and a mapping"
    case "release": "write `releaseName`"
    default: nil
    }
}

enum DeleteImageListField: String, YAMLFieldName {
    case apiVersion, kind, items
}

/// The fields of an item of a `DeleteImageList`.
enum DeleteImageField: String, YAMLFieldName {
    case imageName, imageReference, type, relatedBlobs
}
