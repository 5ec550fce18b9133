// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// The command whose output `mirror init` reads.
private let command = "oc get clusterversion,subscriptions,catalogsources -A -o yaml"

/// An error that files have none of the objects of a cluster that tell what it runs.
struct EmptyClusterError: ExplainedError {
    let files: [String]

    var explanation: Explanation {
        let names = files.map { StandardStream.title(of: $0) }.joined(separator: ", ")
        return Explanation(
            "\(names): no ClusterVersion, no Subscription and no CatalogSource is in it",
            remedy: "Write them to a file: \(command) > cluster.yaml"
        )
    }
}

/// An error that a file about a cluster cannot be read.
struct UnreadableClusterFile: ExplainedError {
    let path: String
    let problem: String

    var explanation: Explanation {
        Explanation(
            "\(path): what the cluster says cannot be read: \(problem)",
            remedy: "Name the output of: \(command)"
        )
    }
}
