// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import YAML

/// The parts that several sections share.
extension ConfigurationParser {
    /// Reads the reference of an image on a registry or in a layout.
    func imageSource(_ text: Located<String>) -> ImageSource? {
        let source: ImageSource
        do {
            source = try ImageSource(text.value)
        } catch {
            reader.report(
                code: .invalidReference,
                "`\(text.value)` is not an image reference: \(error.message)",
                remedy: Self.reference(without: text.value)
                    ?? "write `registry/repository:tag`, `registry/repository@sha256:…` or `oci://directory`",
                at: text.location
            )
            return nil
        }
        guard case .registry(let reference) = source else { return source }
        if reference.assumesDockerHub {
            reader.report(
                .warning,
                code: .noRegistry,
                "`\(text.value)` names no registry, so `\(reference)` is taken",
                remedy: "write the registry in front, as in `\(reference)`",
                at: text.location
            )
        }
        guard reference.manifestReference != nil else {
            // Other tools would take `latest`, which changes all the time. So the user must name the tag.
            reader.report(
                code: .noTagOrDigest,
                "`\(text.value)` has neither a tag nor a digest",
                remedy: "write `\(text.value):latest` if that is meant, or a digest as in `\(text.value)@sha256:…`",
                at: text.location
            )
            return nil
        }
        return source
    }

    /// The advice for a reference that was copied from a browser, or has blanks around it.
    private static func reference(without text: String) -> String? {
        var rest = text.drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        if let scheme = ["https://", "http://"].first(where: rest.hasPrefix) { rest = rest.dropFirst(scheme.count) }
        guard rest != text[...], (try? ImageReference(String(rest))) != nil else { return nil }
        return "write `\(rest)`"
    }

    /// Reads a list of `{os, architecture}`.
    func platforms<Name: YAMLFieldName>(_ fields: YAMLMapping<Name>, _ name: Name) -> [Platform] {
        var found: [Located<Platform>] = []
        for entry in fields.mappings(name, as: PlatformField.self) ?? [] {
            let os = entry.requiredString(.os, of: "the platform")
            let architecture = entry.requiredString(.architecture, of: "the platform")
            if let architecture, let known = Self.goName(ofProcessor: architecture.value) {
                reader.report(
                    .warning,
                    code: .unknownArchitecture,
                    "images use another name for the architecture `\(architecture.value)`",
                    remedy: "write `\(known)`",
                    at: architecture.location
                )
            }
            guard let os, let architecture else { continue }
            let platform = Platform(os: os.value, architecture: architecture.value)
            found.append(Located(platform, at: entry.location))
        }
        reportDuplicates(found, of: "platform", severity: .warning)
        return found.map(\.value)
    }

    /// The name in Go and OCI for a processor that Linux names differently.
    static func goName(ofProcessor name: String) -> String? {
        switch name {
        case "x86_64", "x86-64", "x64": "amd64"
        case "aarch64": "arm64"
        case "ppc64el", "powerpc64le": "ppc64le"
        default: nil
        }
    }

    /// Reads `minVersion` and `maxVersion`, which must be in order; `remedy` says how to write an invalid version.
    func versionRange<Name: YAMLFieldName, Bound: CustomStringConvertible>(
        _ fields: YAMLMapping<Name>,
        _ minimumName: Name,
        _ maximumName: Name,
        remedy: (String) -> String? = { _ in nil },
        parse: (String) throws(VersionError) -> Bound,
        isAbove: (_ minimum: Bound, _ maximum: Bound) -> Bool
    ) -> VersionRange<Bound> {
        let minimum = fields.parsed(minimumName, code: .invalidVersion, number: remedy, remedy: remedy, parse)
        let maximum = fields.parsed(maximumName, code: .invalidVersion, number: remedy, remedy: remedy, parse)
        if let minimum, let maximum, isAbove(minimum.value, maximum.value) {
            reader.report(
                code: .emptyRange,
                "the minVersion \(minimum.value) is higher than the maxVersion \(maximum.value)",
                remedy: "the maxVersion is on line \(maximum.location.line); exchange the two",
                at: minimum.location
            )
        }
        return VersionRange(minimum: minimum, maximum: maximum)
    }

    /// Reports all values that repeat an earlier one.
    func reportDuplicates<Value: Hashable & CustomStringConvertible>(
        _ values: [Located<Value>],
        of subject: String,
        severity: Finding.Severity = .error,
        remedy: String = "keep one of the two"
    ) {
        var places: [Value: SourceLocation] = [:]
        for value in values {
            guard let first = places[value.value] else {
                places[value.value] = value.location
                continue
            }
            reader.report(
                severity,
                code: .duplicate,
                "the \(subject) `\(value.value)` is here for the second time",
                remedy: "it is also on line \(first.line); \(remedy)",
                at: value.location
            )
        }
    }
}

/// The versions between two bounds, each of which may be missing.
struct VersionRange<Bound> {
    let minimum: Located<Bound>?
    let maximum: Located<Bound>?

    /// The beginning of the range in the file; `nil` if the file sets no bound.
    var location: SourceLocation? { minimum?.location ?? maximum?.location }
}
