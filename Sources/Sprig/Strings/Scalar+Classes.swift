// SPDX-License-Identifier: Apache-2.0

/// What kind of character a scalar is, in the sense of Go's `unicode`.
extension Unicode.Scalar {
    var isSpace: Bool { properties.isWhitespace }

    var isUpper: Bool { properties.generalCategory == .uppercaseLetter }

    var isLower: Bool { properties.generalCategory == .lowercaseLetter }

    var isTitle: Bool { properties.generalCategory == .titlecaseLetter }

    var isDigit: Bool { properties.generalCategory == .decimalNumber }

    var isLetter: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }

    var isNumber: Bool {
        switch properties.generalCategory {
        case .decimalNumber, .letterNumber, .otherNumber: true
        default: false
        }
    }

    var isPunctuation: Bool {
        switch properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation: true
        case .initialPunctuation, .finalPunctuation, .otherPunctuation: true
        default: false
        }
    }

    /// The one upper-case letter of this letter; what has more than one, such as `ß`, stays.
    var upper: Unicode.Scalar { single(properties.uppercaseMapping) ?? titleOfIota ?? self }

    var lower: Unicode.Scalar {
        // The only letter with one lower-case letter for Go and two for Unicode.
        self == "\u{130}" ? "i" : single(properties.lowercaseMapping) ?? self
    }

    var title: Unicode.Scalar { single(properties.titlecaseMapping) ?? self }

    private func single(_ mapping: String) -> Unicode.Scalar? {
        mapping.unicodeScalars.count == 1 ? mapping.unicodeScalars.first : nil
    }

    /// The title-case letter of a Greek letter with iota below, which stands for the two upper-case ones.
    private var titleOfIota: Unicode.Scalar? { isLower ? single(properties.titlecaseMapping) : nil }
}
