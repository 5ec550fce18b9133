// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that the target is an archive.
package struct ArchiveDrift: ExplainedError, Sendable, Equatable {
    package let target: String

    package var explanation: Explanation {
        Explanation(
            "\(target) is an archive: what is in it does not drift",
            remedy:
                "Compare its volumes with its history: mirror history verify \(OptionName.to) \(shellArgument(target))"
        )
    }
}

/// An error that no image of a target belongs to a configuration.
package struct UnknownConfiguration: ExplainedError, Sendable, Equatable {
    package let name: String
    package let target: String
    /// The configurations that have images there, sorted.
    package let known: [String]

    package var explanation: Explanation {
        let nearest = nearestName(to: name, among: known).map { "Did you mean \($0)? " } ?? ""
        return Explanation(
            "nothing at \(target) belongs to \(name), by the ledger",
            remedy:
                "\(nearest)The ledger has images of \(known.isEmpty ? "no configuration" : listed(known, most: 10))."
        )
    }
}
