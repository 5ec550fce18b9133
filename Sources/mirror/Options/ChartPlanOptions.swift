// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Plans

/// The options for charts in a plan.
struct ChartPlanOptions: ParsableArguments {
    @Flag(help: "Mirror the charts of `mirror.helm` themselves, beside their images, as `helm push` does.")
    var includeCharts = false

    @Option(
        help: ArgumentHelp(
            "Render charts for this version of Kubernetes, such as 1.30.0, instead of 1.31.0.",
            valueName: "version"
        )
    )
    var kubeVersion: String?

    @Option(
        help: ArgumentHelp(
            "Render charts for clusters that have this version of an API, too, such as monitoring.coreos.com/v1.",
            valueName: "api-version"
        )
    )
    var apiVersions: [String] = []

    /// What the plan records.
    var recorded: PlanOptions.Charts {
        PlanOptions.Charts(
            include: includeCharts ? true : nil,
            kubeVersion: kubeVersion,
            apiVersions: apiVersions.isEmpty ? nil : apiVersions
        )
    }
}
