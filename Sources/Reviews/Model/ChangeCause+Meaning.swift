// SPDX-License-Identifier: Apache-2.0

package import Plans

extension ChangeCause {
    /// What the cause means, for people.
    package var meaning: String {
        switch self {
        case .configuration: "asked for by the configuration"
        case .upstream: "changed at the source"
        case .drift: "overwritten at the target since the last apply"
        case .repair: "deleted at the target since the last apply"
        }
    }
}
