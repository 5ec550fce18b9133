// SPDX-License-Identifier: Apache-2.0

import YAML

/// The fields of each part of a configuration in the format `v1alpha1`, by their names in the file.
protocol Alpha1FieldName: ConfigurationFieldName {}

extension Alpha1FieldName {
    static var parts: [ConfigurationPart] {
        [
            ConfigurationPart(VersionOneField.self), ConfigurationPart(StorageField.self),
            ConfigurationPart(LocalStorageField.self), ConfigurationPart(RegistryStorageField.self),
            ConfigurationPart(Alpha1Section.self), ConfigurationPart(Alpha1PlatformField.self),
            ConfigurationPart(Alpha1ReleaseChannelField.self), ConfigurationPart(Alpha1CatalogField.self),
            ConfigurationPart(Alpha1PackageField.self), ConfigurationPart(Alpha1ChannelField.self),
            ConfigurationPart(Alpha1HelmField.self), ConfigurationPart(HelmRepositoryField.self),
            ConfigurationPart(VersionOneChartField.self),
        ]
    }
}

/// The advice for a field that the next format has by another name.
private func newerName(_ name: String, _ names: KeyValuePairs<String, String>) -> String? {
    names.first { $0.key == name }.map {
        "`v1alpha1` has `\($0.value)`; or write `apiVersion: \(ConfigurationRules.versionOne(.alpha2).apiVersion)`"
    }
}

enum Alpha1Section: String, Alpha1FieldName {
    static let place = "`mirror`"

    case ocp, operators, additionalImages, helm, blockedImages, samples

    static func remedy(forFormerField name: String) -> String? { newerName(name, ["platform": "ocp"]) }
}

enum Alpha1PlatformField: String, Alpha1FieldName {
    static let place = "`ocp`"

    case graph, channels

    static func remedy(forFormerField name: String) -> String? {
        name == "architectures"
            ? "`v1alpha1` mirrors amd64 only; write `apiVersion: mirror.openshift.io/v1alpha2` for others" : nil
    }
}

enum Alpha1ReleaseChannelField: String, Alpha1FieldName {
    static let place = "an element of the `channels` of `ocp`"

    case name, versions

    static func remedy(forFormerField name: String) -> String? {
        switch name {
        case "version": "write `versions`, a list"
        case "type": "remove it; the channel's name `okd` is enough for OKD"
        default: newerName(name, ["minVersion": "versions", "maxVersion": "versions"])
        }
    }
}

enum Alpha1CatalogField: String, Alpha1FieldName {
    static let place = "an element of `operators`"

    case catalog, headsOnly, skipDeps, packages

    static func remedy(forFormerField name: String) -> String? {
        switch name {
        case "name", "image": "write `catalog`"
        default: newerName(name, ["full": "headsOnly", "skipDependencies": "skipDeps"])
        }
    }
}

enum Alpha1PackageField: String, Alpha1FieldName {
    static let place = "an element of `packages`"

    case name, startingVersion, startingBundle, channels

    static func remedy(forFormerField name: String) -> String? {
        switch name {
        case "package": "write `name`"
        case "versions": "write `startingVersion`, the lowest version"
        case "headsOnly": "it belongs to the catalog"
        default: newerName(name, ["minVersion": "startingVersion", "minBundle": "startingBundle"])
        }
    }
}

enum Alpha1ChannelField: String, Alpha1FieldName {
    static let place = "an element of a package's `channels`"

    case name, startingVersion, startingBundle

    static func remedy(forFormerField name: String) -> String? {
        switch name {
        case "channel": "write `name`"
        case "versions": "write `startingVersion`, the lowest version"
        default: newerName(name, ["minVersion": "startingVersion", "minBundle": "startingBundle"])
        }
    }
}

enum Alpha1HelmField: String, Alpha1FieldName {
    static let place = "`helm`"

    case repos, repositories, local
}
