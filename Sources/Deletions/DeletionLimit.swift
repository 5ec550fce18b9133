// SPDX-License-Identifier: Apache-2.0

/// How many images may be pruned before a person has to say that it is right.
package enum DeletionLimit: Sendable, Equatable, CustomStringConvertible {
    case count(Int)
    /// A share of the images that were placed, in percent; a few may always go.
    case share(Int)

    /// What is allowed where nobody says otherwise.
    package static let standard = DeletionLimit.share(25)
    /// So many may go whatever their share is.
    private static let few = 20

    /// Reads `N` or `P%`; `nil` for anything else.
    package init?(_ text: String) {
        let isShare = text.hasSuffix("%")
        let digits = isShare ? text.dropLast() : Substring(text)
        guard !digits.isEmpty, digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
            let number = Int(digits), !isShare || number <= 100
        else { return nil }
        self = isShare ? .share(number) : .count(number)
    }

    package var description: String {
        switch self {
        case .count(let number): "\(number)"
        case .share(let percent): "\(percent)%"
        }
    }

    /// The most images that may go, of so many that were placed.
    package func most(of placed: Int) -> Int {
        switch self {
        case .count(let number): number
        case .share(0): 0
        // Percents of each hundred and of the rest, which no number of images makes overflow.
        case .share(let percent): max(Self.few, placed / 100 * percent + placed % 100 * percent / 100)
        }
    }
}
