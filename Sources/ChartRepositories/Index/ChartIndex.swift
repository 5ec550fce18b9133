// SPDX-License-Identifier: Apache-2.0

/// The index of a chart repository: which versions of which charts it has.
package struct ChartIndex: Sendable, Equatable {
    /// The versions of each chart, in the order of the index.
    package let charts: [String: [IndexedChart]]

    package init(charts: [String: [IndexedChart]]) { self.charts = charts }

    /// The names of the charts, sorted.
    package var names: [String] { charts.keys.sorted() }

    /// Every usable version of every chart that is not a library, sorted by name, the newest first.
    ///
    /// A version is what the index lists, so that one entry that cannot be read hides no other.
    package var applications: [IndexedChart] {
        names.flatMap { name in
            VersionChoice.newestFirst((charts[name] ?? []).filter { !$0.isLibrary && $0.problem == nil }, \.version)
        }
    }

    /// The versions that cannot be used, sorted by name.
    package var unusable: [IndexedChart] { names.flatMap { (charts[$0] ?? []).filter { $0.problem != nil } } }

    /// Returns the version of a chart that a configuration means; without one, the newest stable version.
    package func chart(_ name: String, version: String?) throws(ChartChoiceError) -> IndexedChart {
        guard let listed = charts[name], !listed.isEmpty else { throw .unknownChart(name, known: names) }
        let usable = listed.filter { $0.problem == nil }
        if let chosen = try VersionChoice(of: name, requested: version).choice(among: usable, \.version) {
            return chosen
        }
        // Perhaps the requested version is there, and something is wrong with it.
        if let version, let broken = listed.first(where: { $0.version == version }), let problem = broken.problem {
            throw .unusable(name, version: version, problem: problem)
        }
        if usable.isEmpty, let first = listed.first, let problem = first.problem {
            throw .unusable(name, version: first.version, problem: problem)
        }
        throw .noVersion(name, requested: version, known: VersionChoice.newestFirst(usable, \.version).map(\.version))
    }
}

extension ChartIndex {
    /// Reads an `index.yaml`.
    package init(_ bytes: [UInt8]) throws(ChartIndexError) { self = try ChartIndexReader.read(bytes) }
}
