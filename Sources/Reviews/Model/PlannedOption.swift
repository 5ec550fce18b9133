// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
package import Plans

/// An option that changed a plan.
package struct PlannedOption: Sendable, Hashable, Encodable {
    /// The name, such as `max-nested-paths`.
    package let name: String
    /// The value, if the option takes one.
    package let value: String?

    init(_ name: String, _ value: String? = nil) {
        self.name = name
        self.value = value
    }

    /// The option for a command line, with its value quoted if necessary.
    package var argument: String { "--\(name)" + (value.map { " \(shellArgument($0))" } ?? "") }
}

extension PlannedOption {
    /// The options of a plan, sorted as on a command line.
    package static func all(of options: PlanOptions) -> [PlannedOption] {
        let flags = [
            ("allow-missing", options.allowMissing), ("allow-oversize", options.allowOversize == true),
            ("complete-paths", options.completePaths), ("exact-channels", options.exactChannels),
            ("icsp", options.icsp == true), ("ignore-release-signature", options.ignoreReleaseSignature),
            ("include-charts", options.charts.include == true),
            ("include-dependencies", options.includeDependencies), ("prune", options.prune == true),
            ("remove-signatures", options.removeSignatures),
        ]
        let values = [
            ("kube-version", options.charts.kubeVersion),
            ("max-nested-paths", options.maxNestedPaths > 0 ? "\(options.maxNestedPaths)" : nil),
            ("resend", options.resend?.short), ("since", options.since),
        ]
        let given =
            flags.filter(\.1).map { PlannedOption($0.0) }
            + values.compactMap { name, value in value.map { PlannedOption(name, $0) } }
            + (options.charts.apiVersions ?? []).map { PlannedOption("api-versions", $0) }
            + (options.formerly ?? []).map { PlannedOption("formerly", $0) }
        return given.sorted { $0.argument < $1.argument }
    }
}
