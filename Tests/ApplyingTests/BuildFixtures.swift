// SPDX-License-Identifier: Apache-2.0

import Applying
import HTTPTransport
import OCI
import Plans
import Registry
import Scheduling
import TestSupport

/// Builds what a test gives it, and counts.
struct TestBuilder: ImageBuilder {
    let recipes = Guarded<[BuildRecipe]>([])
    let make: @Sendable (BuildRecipe) async throws -> BuiltImage

    func build(_ recipe: BuildRecipe) async throws -> BuiltImage {
        recipes.withLock { $0.append(recipe) }
        return try await make(recipe)
    }
}

let quickRetry = RetryPolicy.tries(6)

func testClient(_ role: RegistryClient.Role) -> RegistryClient {
    RegistryClient(
        role: role,
        transport: CurlTransport(CurlTransportOptions(version: "test")),
        settings: RegistrySettings(sourceVerifiesTLS: false, destinationVerifiesTLS: false),
        policy: RequestPolicy(retry: quickRetry)
    )
}

/// A plan that builds an image for some destinations of one repository.
func buildPlan(_ image: BuiltImage, _ recipe: BuildRecipe, to repository: Repository, tags: [String]) throws -> Plan {
    Plan(
        configuration: ConfigurationRecord(path: "isc.yaml", digest: Digest(of: [])),
        options: PlanOptions(),
        target: PlanTarget(TargetPlace("\(repository.host)")),
        actions: tags.map { tag in
            Action(
                kind: .build,
                type: .graphData,
                origins: [],
                source: "build:\(image.digest)",
                destination: "\(repository):\(tag)",
                digest: image.digest,
                size: image.tree.size,
                transfer: image.tree.size,
                expect: .init(destination: nil),
                reason: "missing at destination",
                requestedBy: [],
                recipe: recipe
            )
        },
        blobs: try image.tree.blobs.map { blob in
            BlobTransfer(
                digest: blob.digest,
                size: blob.size,
                source: image.blobs[blob.digest] == nil
                    ? ContentPlace(blobsOf: try ImageSource(recipe.base)) : ContentPlace(built: image.digest),
                home: "\(repository)",
                atHome: false,
                mountInto: []
            )
        }
    )
}
