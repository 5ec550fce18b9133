// SPDX-License-Identifier: Apache-2.0

package import Plans

extension ChangeCause {
    /// What a reader should know of the cause.
    package var meaning: String {
        switch self {
        case .configuration: "the configuration or its options ask for it"
        case .upstream: "a tag, catalog, graph or chart moved at its source"
        case .drift: "somebody changed the target since the last apply"
        case .repair: "the ledger has it, and the target has not"
        }
    }
}
