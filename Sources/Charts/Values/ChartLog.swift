// SPDX-License-Identifier: Apache-2.0

/// What Helm would write into its log.
struct ChartLog {
    private var texts: Set<String> = []

    mutating func write(_ text: String) { texts.insert(text) }

    /// The texts in order, each once.
    var lines: [String] { texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
}
