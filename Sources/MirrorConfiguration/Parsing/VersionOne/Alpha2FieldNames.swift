// SPDX-License-Identifier: Apache-2.0

import YAML

/// The fields of each part of a configuration in the format `v1alpha2`, by their names in the file.
protocol Alpha2FieldName: ConfigurationFieldName {}

extension Alpha2FieldName {
    static var parts: [ConfigurationPart] {
        [
            ConfigurationPart(VersionOneField.self), ConfigurationPart(StorageField.self),
            ConfigurationPart(LocalStorageField.self), ConfigurationPart(RegistryStorageField.self),
            ConfigurationPart(Alpha2Section.self), ConfigurationPart(Alpha2PlatformField.self),
            ConfigurationPart(ReleaseChannelField.self), ConfigurationPart(Alpha2CatalogField.self),
            ConfigurationPart(Alpha2PackageField.self), ConfigurationPart(Alpha2ChannelField.self),
            ConfigurationPart(Alpha2HelmField.self), ConfigurationPart(HelmRepositoryField.self),
            ConfigurationPart(VersionOneChartField.self),
        ]
    }
}

enum Alpha2Section: String, Alpha2FieldName {
    static let place = "`mirror`"

    case platform, operators, additionalImages, helm, blockedImages, samples

    static func remedy(forFormerField name: String) -> String? { name == "ocp" ? "write `platform`" : nil }
}

enum Alpha2PlatformField: String, Alpha2FieldName {
    static let place = "`platform`"

    case graph, channels, architectures

    static func remedy(forFormerField name: String) -> String? { onlyInVersionTwo(name, PlatformSectionField.self) }
}

enum Alpha2CatalogField: String, Alpha2FieldName {
    static let place = "an element of `operators`"

    case catalog, full, targetName, targetCatalog, targetTag, originalRef, skipDependencies, packages

    static func remedy(forFormerField name: String) -> String? {
        switch name {
        case "headsOnly": "remove it if it is true; write `full: true` if it is false"
        case "skipDeps": "write `skipDependencies`"
        case "name", "image": "write `catalog`"
        default: onlyInVersionTwo(name, OperatorCatalogField.self)
        }
    }
}

enum Alpha2PackageField: String, Alpha2FieldName {
    static let place = "an element of `packages`"

    case name, defaultChannel, minVersion, maxVersion, minBundle, channels

    static func remedy(forFormerField name: String) -> String? {
        name == "package" ? "write `name`" : formerBound(name) ?? onlyInVersionTwo(name, OperatorPackageField.self)
    }
}

enum Alpha2ChannelField: String, Alpha2FieldName {
    static let place = "an element of a package's `channels`"

    case name, minVersion, maxVersion, minBundle

    static func remedy(forFormerField name: String) -> String? {
        name == "channel" ? "write `name`" : formerBound(name)
    }
}

private func formerBound(_ name: String) -> String? {
    switch name {
    case "startingVersion": "write `minVersion`"
    case "startingBundle": "write `minBundle`"
    case "version": "write `minVersion` and `maxVersion`, both with that version"
    case "headsOnly", "full": "it belongs to the catalog; write `full: true` there for all versions"
    default: nil
    }
}

enum Alpha2HelmField: String, Alpha2FieldName {
    static let place = "`helm`"

    case repositories, repos, local
}
