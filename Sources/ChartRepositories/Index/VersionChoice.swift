// SPDX-License-Identifier: Apache-2.0

import SemanticVersions

/// Chooses a version as Helm does: the text itself, or the newest that a range allows.
struct VersionChoice {
    private let name: String
    private let requested: String?

    /// `requested` is a version or a range of the chart `name`; without one, the newest stable version is meant.
    init(of name: String, requested: String?) {
        self.name = name
        self.requested = requested.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether a text is a version of a chart.
    static func isVersion(_ text: String) -> Bool { (try? SemanticVersion(text)) != nil }

    /// Returns the chosen element; `nil` if none fits.
    func choice<Element>(
        among elements: [Element],
        _ version: (Element) -> String
    ) throws(ChartChoiceError) -> Element? {
        // A version that is there under exactly this name is meant, stable or not.
        if let requested, let same = elements.first(where: { version($0) == requested }) { return same }
        let allowed: VersionConstraint
        do {
            allowed = try VersionConstraint(requested ?? "*")
        } catch {
            throw .invalidRequest(name, requested: requested ?? "*", problem: "\(error)")
        }
        return Self.newestFirst(elements, version).first { element in
            (try? SemanticVersion(version(element))).map(allowed.allows) == true
        }
    }

    /// Sorts by version, the newest first; what is no version comes last, and equal ones stay in their order.
    static func newestFirst<Element>(_ elements: [Element], _ version: (Element) -> String) -> [Element] {
        let sorted = elements.enumerated().map { ($0, try? SemanticVersion(version($1)), $1) }.sorted { left, right in
            switch (left.1, right.1) {
            case (let first?, let second?): first == second ? left.0 < right.0 : second < first
            case (.some, nil): true
            case (nil, .some): false
            case (nil, nil): left.0 < right.0
            }
        }
        return sorted.map(\.2)
    }
}
