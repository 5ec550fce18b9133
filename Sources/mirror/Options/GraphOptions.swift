// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Plans
import Runs

/// The options for update graphs and channels.
struct GraphOptions: ParsableArguments {
    @Flag(help: "Leave out releases that are only on the way between channels.")
    var exactChannels = false

    @Option(
        name: .customLong("graphs-of"),
        help: ArgumentHelp(
            "Take the update graphs of this plan from the cache; no update service is asked.",
            valueName: "plan"
        ),
        completion: .file()
    )
    var graphsOf: String?

    /// Reads the graphs of the given plan; `nil` if no plan is given.
    var reading: (@Sendable () throws -> [GraphRecord])? {
        guard let graphsOf else { return nil }
        return {
            try PlanReader(path: PlanFinder(environment: ProcessInfo.processInfo.environment).path(of: graphsOf)).read()
                .plan.graphs
        }
    }
}
