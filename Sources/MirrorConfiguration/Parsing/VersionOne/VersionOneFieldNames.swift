// SPDX-License-Identifier: Apache-2.0

import YAML

/// The fields that both formats of oc-mirror v1 have in the same place.
enum VersionOneField: String, Alpha2FieldName {
    static let place = "the top level of the file"

    case apiVersion, kind, archiveSize, storageConfig, mirror

    static func remedy(forFormerField name: String) -> String? {
        name == "delete"
            ? "remove it: oc-mirror v1 has no such section" : ConfigurationField.remedy(forFormerField: name)
    }
}

enum StorageField: String, Alpha2FieldName {
    static let place = "`storageConfig`"

    case local, registry
}

enum LocalStorageField: String, Alpha2FieldName {
    static let place = "`local` of `storageConfig`"

    case path
}

enum RegistryStorageField: String, Alpha2FieldName {
    static let place = "`registry` of `storageConfig`"

    case imageURL, skipTLS

    static func remedy(forFormerField name: String) -> String? {
        ["image", "url", "name"].contains(name) ? "write `imageURL`" : nil
    }
}

/// The only field of an additional image, and of a blocked one.
enum VersionOneImageField: String, Alpha2FieldName {
    static let place = "an element of `additionalImages`"

    case name

    static func remedy(forFormerField name: String) -> String? {
        switch name {
        case "image", "catalog": "write `name`"
        default: onlyInVersionTwo(name, AdditionalImageField.self)
        }
    }
}

/// The fields of a chart in a repository, and of a local one.
enum VersionOneChartField: String, Alpha2FieldName {
    static let place = "an element of `charts` or of `local`"

    case name, version, path, imagePaths

    static func remedy(forFormerField name: String) -> String? { onlyInVersionTwo(name, RepositoryChartField.self) }
}

/// The advice for a field that a part of the format of version two has.
func onlyInVersionTwo<Name: ConfigurationFieldName>(_ name: String, _ fields: Name.Type) -> String? {
    guard Name(rawValue: name) != nil else { return nil }
    return "only version two has `\(name)`: run `mirror migrate`, and write it in the file that this makes"
}
