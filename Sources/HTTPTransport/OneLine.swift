// SPDX-License-Identifier: Apache-2.0

extension String {
    /// The text on one line, without control characters, and cut after `limit` characters.
    package func oneLine(limit: Int) -> String {
        let clean = String(
            unicodeScalars.map { scalar in
                let isControl = scalar.properties.generalCategory == .control
                let isFormat = scalar.properties.generalCategory == .format
                return isControl || isFormat ? " " : Character(scalar)
            }
        )
        let words = clean.split(separator: " ").joined(separator: " ")
        return words.count > limit ? words.prefix(limit) + "…" : words
    }
}
