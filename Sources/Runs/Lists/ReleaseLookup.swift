// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration
import OCI
package import Registry
package import Releases

/// Looks up which releases and minor versions there are.
package enum ReleaseLookup {
    /// Where OpenShift's payloads are published; their tags tell which versions there are.
    private static let payloads = "quay.io/openshift-release-dev/ocp-release"

    /// Returns the tags of all payloads, of which each names a version.
    package static func tags(_ client: RegistryClient) async throws -> [String] {
        try await client.tags(try Repository(payloads))
    }

    /// Returns the releases of a channel, one query for each processor after the other.
    package static func releases(of channel: String, _ queries: [UpdateQuery]) async throws -> [ListedRelease] {
        var found: [ListedRelease] = []
        for query in queries {
            found += try await query.graph(of: channel).nodes.map { node in
                ListedRelease(channel: channel, architecture: query.architecture, node: node)
            }
        }
        return found
    }

    /// Returns the way from one release to another, for each processor.
    package static func paths(
        from start: SemanticVersion,
        to end: SemanticVersion,
        channels: [String],
        _ queries: [UpdateQuery]
    ) async throws -> [ListedPath] {
        var paths: [ListedPath] = []
        for query in queries {
            let steps = try await query.steps(from: start, to: end, channels: channels)
            paths.append(ListedPath(architecture: query.architecture, steps: steps))
        }
        return paths
    }
}
