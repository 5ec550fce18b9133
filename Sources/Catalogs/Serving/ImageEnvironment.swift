// SPDX-License-Identifier: Apache-2.0

/// The variables that an image sets.
struct ImageEnvironment {
    private var values: [String: String] = [:]

    /// Takes lines such as `NAME=value`; of two with one name the last counts.
    init(_ lines: [String]) {
        for line in lines {
            guard let sign = line.firstIndex(of: "=") else { continue }
            values[String(line[..<sign])] = String(line[line.index(after: sign)...])
        }
    }

    subscript(_ name: String) -> String? { values[name] }
}
