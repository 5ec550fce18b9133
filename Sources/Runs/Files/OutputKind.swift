// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// What a file is that a command writes because a user named it.
package enum OutputKind: Sendable, CaseIterable {
    case plan
    case missingReport
    case pinnedConfiguration
    case deletionConfiguration

    /// What messages call the file.
    package var subject: String {
        switch self {
        case .plan: "plan"
        case .missingReport: "report"
        case .pinnedConfiguration: "pinned configuration"
        case .deletionConfiguration: "configuration for deleting"
        }
    }

    /// The option that names the file.
    package var option: OptionName {
        switch self {
        case .plan, .pinnedConfiguration: .out
        case .missingReport: .reportMissing
        case .deletionConfiguration: .deleteOut
        }
    }

    /// Whether an option overwrites what this tool did not write.
    var canBeForced: Bool {
        switch self {
        case .plan, .missingReport: false
        case .pinnedConfiguration, .deletionConfiguration: true
        }
    }
}
