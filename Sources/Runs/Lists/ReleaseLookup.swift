// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration
import OCI
package import Registry
package import Releases

/// Looks up existing releases and minor versions.
package enum ReleaseLookup {
    /// The repository of OpenShift's payloads; its tags name the versions.
    private static let payloads = "quay.io/openshift-release-dev/ocp-release"

    /// Returns the tags of all payloads; each names a version.
    package static func tags(_ client: RegistryClient) async throws -> [String] {
        try await client.tags(try Repository(payloads))
    }

    /// Returns the releases of a channel; the queries for the processors run one by one.
    package static func releases(of channel: String, _ queries: [UpdateQuery]) async throws -> [ListedRelease] {
        var found: [ListedRelease] = []
        for query in queries {
            found += try await query.graph(of: channel).nodes.map { node in
                ListedRelease(channel: channel, architecture: query.architecture, node: node)
            }
        }
        return found
    }

    /// Returns the updates from one release to another, for each processor.
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
