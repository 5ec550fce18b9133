// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import Registry
import Scheduling

/// Checks that a target holds the planned images, with one HEAD request for each; changes nothing.
struct TargetLook: Sendable {
    let target: RegistryClient
    /// The number of parallel requests.
    let limit: Int
    let stop: StopSignal

    /// A destination and its expected digest.
    struct Expectation: Sendable {
        let destination: PlacedName
        let digest: Digest
    }

    /// Returns the destinations with another digest.
    func differences(_ images: [Expectation]) async throws -> [StalePlan.Difference] {
        try await concurrentMap(images, limit: limit) { image in
            try stop.check()
            let found = try await stop.cancelling { try await self.found(image) }
            guard found != image.digest else { return StalePlan.Difference?.none }
            return .init(destination: image.destination, expected: image.digest, found: found)
        }.compactMap(\.self)
    }

    /// Returns the missing images; an image that cannot be checked counts as missing.
    func missing(_ images: [Expectation]) async throws -> [LostImage] {
        try await concurrentMap(images, limit: limit) { image in
            do {
                try stop.check()
                let found = try await stop.cancelling { try await self.found(image) }
                guard found != image.digest else { return LostImage?.none }
                return LostImage(
                    image,
                    "it was there before, but now the target holds \(found.map { "\($0)" } ?? "nothing")"
                )
            } catch let error as CancellationError {
                throw error
            } catch {
                return LostImage(image, "it could not be checked: \(error)")
            }
        }.compactMap(\.self)
    }

    private func found(_ image: Expectation) async throws -> Digest? {
        let destination = try image.destination.reference()
        guard let reference = destination.manifestReference else { return nil }
        guard let found = try await target.head(destination.repository, reference)?.digest else { return nil }
        guard found.algorithm != image.digest.algorithm else { return found }
        // Registries name a tag's content by sha256, even if the plan has another algorithm.
        let manifest = try await target.manifest(destination.repository, .digest(found))
        return Digest(of: manifest.bytes, algorithm: image.digest.algorithm)
    }
}

extension LostImage {
    fileprivate init(_ image: TargetLook.Expectation, _ reason: String) {
        self.init(destination: image.destination, digest: image.digest, reason: reason)
    }
}
