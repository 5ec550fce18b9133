// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration

extension ReadChannel {
    /// Returns the releases that the configuration lists one by one.
    ///
    /// Throws an error for each that the channel does not have, or that cannot be mirrored.
    func listedNodes(_ scope: ReleaseScope) throws(FindingsError) -> [UpdateGraph.Node] {
        var nodes: [UpdateGraph.Node] = []
        var problems: [Finding] = []
        for version in channel.versions {
            if let node = graph[version.value] {
                nodes.append(node)
            } else if let fault = graph.faults[version.value] {
                problems.append(ReleaseRange.unusable(version.value, fault, in: self, scope))
            } else {
                problems.append(ReleaseRange.unknown(version, in: self, scope))
            }
        }
        guard problems.isEmpty else { throw FindingsError(problems) }
        return nodes
    }
}
