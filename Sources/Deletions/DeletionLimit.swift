// SPDX-License-Identifier: Apache-2.0

/// The maximum number of images that may be pruned without an explicit limit from the user.
package enum DeletionLimit: Sendable, Equatable, CustomStringConvertible {
    case count(Int)
    /// A percentage of the placed images; a few images may always be pruned.
    case share(Int)

    /// The default limit.
    package static let standard = DeletionLimit.share(25)
    /// This many images may be pruned whatever their share is.
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

    /// The maximum number of images to prune, given the number of placed images.
    package func most(of placed: Int) -> Int {
        switch self {
        case .count(let number): number
        case .share(0): 0
        // Computed per hundred and for the rest, so that no number of images overflows.
        case .share(let percent): max(Self.few, placed / 100 * percent + placed % 100 * percent / 100)
        }
    }
}
