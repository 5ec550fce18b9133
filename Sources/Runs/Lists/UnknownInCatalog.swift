// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that a catalog has no such operator, or an operator no such channel.
package struct UnknownInCatalog: ExplainedError, Sendable, Equatable {
    package enum Kind: String, Sendable {
        case package, channel
    }

    package let kind: Kind
    package let name: String
    /// The catalog, or the operator.
    package let whole: String
    /// The names that exist.
    package let known: [String]

    /// The maximum number of names in the message.
    private static let mostNamed = 20

    package init(kind: Kind, name: String, whole: String, known: [String]) {
        self.kind = kind
        self.name = name
        self.whole = whole
        self.known = known
    }

    package var explanation: Explanation {
        let nearest = nearestName(to: name, among: known)
        let all = known.prefix(Self.mostNamed).joined(separator: ", ")
        return Explanation(
            "\(whole) has no \(kind.rawValue) `\(name)`",
            remedy: nearest.map { "did you mean `\($0)`?" } ?? (known.isEmpty ? "it has none" : "it has: \(all)")
        )
    }
}
