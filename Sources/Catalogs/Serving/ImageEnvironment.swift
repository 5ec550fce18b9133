// SPDX-License-Identifier: Apache-2.0

/// The environment variables of an image.
struct ImageEnvironment {
    private var values: [String: String] = [:]

    /// Takes lines such as `NAME=value`; if a name occurs twice, the last one counts.
    init(_ lines: [String]) {
        for line in lines {
            guard let sign = line.firstIndex(of: "=") else { continue }
            values[String(line[..<sign])] = String(line[line.index(after: sign)...])
        }
    }

    subscript(_ name: String) -> String? { values[name] }
}
