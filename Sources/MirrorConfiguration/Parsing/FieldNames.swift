// SPDX-License-Identifier: Apache-2.0

import YAML

/// The fields of each part of a configuration, by their names in the file.
enum ConfigurationField: String, YAMLFieldName {
    case apiVersion, kind, archiveSize, mirror, delete

    static func remedy(forFormerField name: String) -> String? {
        switch name {
        case "storageConfig": "remove it: v2 keeps its state elsewhere"
        case "metadata": "remove it: this file is no object of a cluster"
        default: nil
        }
    }
}

extension Mirror.Section: YAMLFieldName {}

enum PlatformSectionField: String, YAMLFieldName {
    case graph, channels, architectures, platforms, release, kubeVirtContainer
}

enum ReleaseChannelField: String, YAMLFieldName {
    case name, type, minVersion, maxVersion, shortestPath, full

    static func remedy(forFormerField name: String) -> String? {
        name == "headsOnly" ? "remove it: without `full` and versions only the head is mirrored" : nil
    }
}

enum PlatformField: String, YAMLFieldName {
    case os, architecture
}

enum OperatorCatalogField: String, YAMLFieldName {
    case catalog, full, targetCatalog, targetTag, targetCatalogSourceTemplate, skipDependencies, platforms, packages

    static func remedy(forFormerField name: String) -> String? {
        switch name {
        case "targetName": "v2 has `targetCatalog`, which takes the whole path of the repository"
        case "headsOnly": "remove it: without `full` only the head of each channel is mirrored"
        case "originalRef": "remove it: write the directory as `catalog: oci://…`"
        default: nil
        }
    }
}

enum OperatorPackageField: String, YAMLFieldName {
    case name, defaultChannel, minVersion, maxVersion, channels, bundles

    static func remedy(forFormerField name: String) -> String? { formerRange(name) }
}

enum OperatorChannelField: String, YAMLFieldName {
    case name, minVersion, maxVersion

    static func remedy(forFormerField name: String) -> String? { formerRange(name) }
}

private func formerRange(_ name: String) -> String? {
    switch name {
    case "minBundle": "v2 has `minVersion`, which takes the version of that bundle"
    case "startingVersion": "v2 has `minVersion`"
    default: nil
    }
}

enum AdditionalImageField: String, YAMLFieldName {
    case name, targetRepo, targetTag, platforms
}

/// The one field of a blocked image, a sample and a bundle.
enum NameField: String, YAMLFieldName {
    case name
}

enum HelmSectionField: String, YAMLFieldName {
    case repositories, local
}

enum HelmRepositoryField: String, YAMLFieldName {
    case name, url, charts
}

enum RepositoryChartField: String, YAMLFieldName {
    case name, version, imagePaths, platforms
}

enum LocalChartField: String, YAMLFieldName {
    case name, path, imagePaths, platforms
}

enum DeleteImageListField: String, YAMLFieldName {
    case apiVersion, kind, items
}

/// The fields of an item of a `DeleteImageList`.
enum DeleteImageField: String, YAMLFieldName {
    case imageName, imageReference, type, relatedBlobs
}
