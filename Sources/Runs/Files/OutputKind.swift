// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// The kind of an output file.
package enum OutputKind: Sendable, CaseIterable {
    case plan
    case missingReport
    case pinnedConfiguration
    case deletionConfiguration
    case migratedConfiguration
    case firstConfiguration

    /// The name of the file in messages.
    package var subject: String {
        switch self {
        case .plan: "plan"
        case .missingReport: "report"
        case .pinnedConfiguration: "pinned configuration"
        case .deletionConfiguration: "configuration for deleting"
        case .migratedConfiguration: "migrated configuration"
        case .firstConfiguration: "first configuration"
        }
    }

    /// The option that names the file.
    package var option: OptionName {
        switch self {
        case .plan, .pinnedConfiguration, .migratedConfiguration, .firstConfiguration: .out
        case .missingReport: .reportMissing
        case .deletionConfiguration: .deleteOut
        }
    }

    /// Whether an option allows to overwrite a foreign file.
    var canBeForced: Bool {
        switch self {
        case .plan, .missingReport, .firstConfiguration: false
        case .pinnedConfiguration, .deletionConfiguration, .migratedConfiguration: true
        }
    }
}
