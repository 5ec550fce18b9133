// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import YAML

/// A configuration of oc-mirror v1 as a file of version two.
package struct MigratedConfiguration: Sendable, Equatable {
    /// The text; comments and layout stay where the text could be changed in place.
    package let bytes: [UInt8]
    /// What has no equivalent, or means something else, in the order of the old file.
    package let findings: [Finding]

    /// Migrates a configuration.
    ///
    /// The result is read again and compared with the intended configuration. Throws for a file of version two, and if
    /// version two refuses what the file asks for.
    package init(_ configuration: ImageSetConfiguration) throws(FindingsError) {
        guard configuration.rules.isVersionOne else {
            throw FindingsError([
                Finding(
                    .error,
                    .unsupportedVersion,
                    "\(configuration.path) is a configuration of version two already",
                    remedy: "plan with it: `mirror plan -c \(shellArgument(configuration.path))`"
                )
            ])
        }
        let source = Self.firstDocument(of: configuration)
        let first = Self.migrated(configuration, source)
        if let bytes = first.bytes {
            self.bytes = bytes
            findings = Self.sorted(first.findings, configuration)
        } else {
            // In plain style, each node has a place of its own, which nodes behind an alias do not have.
            bytes = Self.migrated(configuration, SourceText(path: configuration.path, bytes: first.plain)).meaning
            findings = Self.sorted(first.findings + [Self.lostLayout(configuration)], configuration)
        }
        // What is found here has its place in the new text, which the user may not have.
        _ = try ImageSetConfiguration(bytes: bytes, path: "\(configuration.path) as a file of version two")
    }

    /// The text before a second document, which does not count.
    private static func firstDocument(of configuration: ImageSetConfiguration) -> SourceText {
        let source = SourceText(path: configuration.path, bytes: configuration.bytes)
        guard let place = configuration.warnings.first(where: { $0.code == .severalDocuments })?.place else {
            return source
        }
        return SourceText(path: configuration.path, bytes: Array(source.bytes[..<source.byteOffset(of: place)]))
    }

    private static func migrated(
        _ configuration: ImageSetConfiguration,
        _ source: SourceText
    ) -> (bytes: [UInt8]?, plain: [UInt8], meaning: [UInt8], findings: [Finding]) {
        // A configuration was read from the same bytes, so they can be read again.
        guard let root = PinnedConfiguration.root(of: source), let value = YAMLValue(root) else {
            preconditionFailure("a configuration that was read cannot be read again")
        }
        let migration = Migration(configuration, root, in: source)
        let meaning = migration.changes.meaning(of: root) ?? value
        let spliced = root.repeatsNodes ? nil : TextSplice.bytes(of: source, root, migration.changes)
        let bytes = spliced.flatMap { bytes in
            let text = SourceText(path: source.path, bytes: bytes)
            return PinnedConfiguration.root(of: text).flatMap(YAMLValue.init) == meaning ? bytes : nil
        }
        return (bytes, utf8(value), utf8(meaning), migration.findings)
    }

    private static func utf8(_ value: YAMLValue) -> [UInt8] { Array(YAMLWriter.text(value).utf8) }

    private static func lostLayout(_ configuration: ImageSetConfiguration) -> Finding {
        Finding(
            .warning,
            .noEquivalent,
            "the text cannot be changed in place, so it is written anew, without its comments",
            remedy: "write the file as a plain block, without aliases and braces, to keep them"
        )
    }

    /// All findings in the order of the file, without those about spellings that are gone.
    private static func sorted(_ findings: [Finding], _ configuration: ImageSetConfiguration) -> [Finding] {
        let gone: Set<FindingCode> = [.readAsVersion, .fieldCase, .deprecatedField, .noTagOrDigest]
        let collector = FindingCollector()
        for finding in configuration.warnings where !gone.contains(finding.code) { collector.report(finding) }
        for finding in findings { collector.report(finding) }
        return collector.warnings
    }
}

extension YAMLNode {
    /// Whether a node is in several places, because an alias or a merge repeats it.
    fileprivate var repeatsNodes: Bool {
        var seen: Set<YAMLPosition> = []
        return !isUnique(&seen)
    }

    private func isUnique(_ seen: inout Set<YAMLPosition>) -> Bool {
        for field in fields where !seen.insert(field.keyPosition).inserted || !field.value.isUnique(&seen) {
            return false
        }
        for element in elements where !element.isUnique(&seen) { return false }
        return true
    }
}
