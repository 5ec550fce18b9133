// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAML

extension ConfigurationParser {
    static let group = "mirror.openshift.io"

    /// Checks that the version of the format is supported; reports any other.
    func checkVersion(_ fields: YAMLMapping<ConfigurationField>) -> Bool {
        // Only one version of the format has delete configurations.
        if kind == .deletion, fields[.apiVersion].map(\.isBlank) ?? true {
            warn("the configuration has no `apiVersion`", at: fields.keyLocation(.apiVersion) ?? fields.location)
            return true
        }
        guard let version = fields.requiredString(.apiVersion, of: "the configuration", usually: Self.apiVersion) else {
            return true
        }
        switch version.value {
        case Self.apiVersion: return true
        case _ where isReadAlike(version.value):
            warn("there is no \(kind.rawValue) of `\(version.value)`", at: version.location)
            return true
        default:
            reader.report(
                code: .unsupportedVersion,
                "the apiVersion `\(version.value)` is not known",
                remedy: "write `apiVersion: \(Self.meant(by: version.value))`",
                at: version.location
            )
            return true
        }
    }

    /// The version that a text without its group names, or else version two.
    private static func meant(by version: String) -> String {
        VersionOneFormat(rawValue: version).map { ConfigurationRules.versionOne($0).apiVersion } ?? apiVersion
    }

    /// Reports a file of oc-mirror's forerunner, and returns whether it is one.
    func reportForerunner(_ version: Located<String>) -> Bool {
        guard version.value.hasPrefix("tmp-redhatgov.com/") else { return false }
        reader.report(
            code: .unsupportedVersion,
            "`\(version.value)` is the format of oc-bundle, the forerunner of oc-mirror, and is not read",
            remedy: """
                write `apiVersion: \(ConfigurationRules.versionOne(.alpha1).apiVersion)` and check the catalogs: \
                without `headsOnly` oc-bundle took all versions, and oc-mirror takes the heads of channels
                """,
            at: version.location
        )
        return true
    }

    /// Whether a version that does not exist can only mean the existing one.
    private func isReadAlike(_ version: String) -> Bool {
        let parts = version.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 1 || parts[0] == Self.group, let name = parts.last else { return false }
        return switch kind {
        case .mirror: name == "v2" || version == "v2alpha1"
        case .deletion:
            ["v1", "v1alpha1", "v1alpha2", "v1alpha3", "v2", "v2alpha1", "v2alpha2", "v2beta1"].contains(name)
        }
    }

    private func warn(_ summary: String, at location: SourceLocation) {
        reader.report(
            .warning,
            code: .readAsVersion,
            "\(summary), so it is read as `\(Self.apiVersion)`",
            remedy: "write `apiVersion: \(Self.apiVersion)`",
            at: location
        )
    }
}

extension YAMLNode {
    fileprivate var isBlank: Bool {
        guard case .scalar(let scalar) = content else { return false }
        return scalar.text.allSatisfy(\.isWhitespace)
    }
}
