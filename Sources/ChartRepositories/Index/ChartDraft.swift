// SPDX-License-Identifier: Apache-2.0

import OCI
import YAML

/// A version of a chart while its entry is read.
struct ChartDraft {
    /// The fields that are read of an entry.
    static let fields: Set<String> = ["name", "version", "urls", "digest", "type", "deprecated"]

    /// The name under which the index lists it.
    let name: String
    /// The line of the entry.
    let line: Int
    var urls: [String] = []
    /// The first thing that is wrong.
    var problem: String?
    private var version = ""
    private var digest: Digest?
    private var isLibrary = false
    private var isDeprecated = false

    init(name: String, line: Int) {
        self.name = name
        self.line = line
    }

    /// Takes a field whose value is a single text.
    mutating func take(_ scalar: YAMLScalar, as field: String) {
        switch field {
        case "version": version = scalar.text
        case "type": isLibrary = scalar.text == "library"
        case "deprecated": isDeprecated = scalar.text == "true"
        case "urls" where !scalar.text.isEmpty: urls = [scalar.text]
        case "digest": take(digest: scalar.text)
        default: break
        }
    }

    /// A digest is a SHA-256 in hexadecimal, with or without the name of the algorithm.
    private mutating func take(digest text: String) {
        guard !text.isEmpty else { return }
        do {
            digest = try Digest(text.contains(":") ? text : "sha256:\(text.lowercased())")
        } catch {
            problem = problem ?? "its digest `\(text.prefix(100))` is not a SHA-256"
        }
    }

    var chart: IndexedChart {
        IndexedChart(
            name: name,
            version: version,
            urls: urls,
            digest: digest,
            isLibrary: isLibrary,
            isDeprecated: isDeprecated,
            problem: (problem ?? missing).map { "\($0) (line \(line) of index.yaml)" }
        )
    }

    private var missing: String? {
        if version.isEmpty { return "it has no version" }
        if !VersionChoice.isVersion(version) { return "`\(version.prefix(100))` is not a version" }
        return urls.isEmpty ? "it has no URL" : nil
    }
}
