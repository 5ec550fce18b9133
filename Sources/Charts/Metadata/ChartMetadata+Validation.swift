// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import SemanticVersions

extension ChartMetadata {
    /// Replaces line breaks with blanks, drops what cannot be printed, and checks what Helm checks.
    mutating func validate() throws(ChartError) {
        for field in [\Self.name, \.description, \.home, \.icon, \.condition, \.tags, \.appVersion, \.kubeVersion] {
            self[keyPath: field] = Self.sanitized(self[keyPath: field])
        }
        sources = sources?.map(Self.sanitized)
        keywords = keywords?.map(Self.sanitized)
        if apiVersion.isEmpty { throw invalid("chart.metadata.apiVersion is required") }
        if name.isEmpty { throw invalid("chart.metadata.name is required") }
        if version.isEmpty { throw invalid("chart.metadata.version is required") }
        guard (try? SemanticVersion(version)) != nil else {
            throw invalid("chart.metadata.version \(Text(version).quoted.string) is invalid")
        }
        guard ["", "application", "library"].contains(type) else {
            throw invalid("chart.metadata.type must be application or library")
        }
        for list in ["maintainers", "dependencies"] where listsWithNull.contains(list) {
            throw invalid("\(list) must not contain empty or null nodes")
        }
        try validateDependencies()
    }

    private mutating func validateDependencies() throws(ChartError) {
        for index in (dependencies ?? []).indices {
            guard var dependency = dependencies?[index] else { continue }
            for field in [\ChartDependency.name, \.version, \.repository, \.condition] {
                dependency[keyPath: field] = Self.sanitized(dependency[keyPath: field])
            }
            dependency.tags = dependency.tags?.map(Self.sanitized)
            let alias = dependency.alias
            let isPlain = alias.utf8.allSatisfy { "_-".utf8.contains($0) || $0.isLetterOrDigit }
            guard isPlain else {
                let name = Text(dependency.name).quoted.string
                throw invalid("dependency \(name) has disallowed characters in the alias")
            }
            dependencies?[index] = dependency
        }
    }

    private func invalid(_ message: String) -> ChartError {
        ChartError(
            .metadata,
            "validation: \(message)",
            at: ChartError.Place(file: "Chart.yaml"),
            remedy: "correct Chart.yaml"
        )
    }

    private static func sanitized(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace {
                result.append(" ")
            } else if scalar.isPrintable {
                result.append(scalar)
            }
        }
        return String(result)
    }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        default: false
        }
    }
}

extension Unicode.Scalar {
    /// Whether Go's `unicode.IsPrint` is true.
    fileprivate var isPrintable: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        case .spaceSeparator: self == " "
        default: true
        }
    }
}
