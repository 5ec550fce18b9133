// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import Registry
import Scheduling

/// Looks whether a target holds what a plan says: one HEAD for each image, and nothing is changed.
struct TargetLook: Sendable {
    let target: RegistryClient
    /// How many images are looked at at the same time.
    let limit: Int
    let stop: StopSignal

    /// What a destination should hold.
    struct Expectation: Sendable {
        let destination: PlacedName
        let digest: Digest
    }

    /// Returns the destinations that hold something else.
    func differences(_ images: [Expectation]) async throws -> [StalePlan.Difference] {
        try await concurrentMap(images, limit: limit) { image in
            try stop.check()
            let found = try await found(image)
            guard found != image.digest else { return StalePlan.Difference?.none }
            return .init(destination: image.destination, expected: image.digest, found: found)
        }.compactMap(\.self)
    }

    /// Returns the images that are not there; one that cannot be looked at is not known to be there.
    func missing(_ images: [Expectation]) async throws -> [LostImage] {
        try await concurrentMap(images, limit: limit) { image in
            do {
                try stop.check()
                let found = try await found(image)
                guard found != image.digest else { return LostImage?.none }
                return LostImage(
                    image,
                    "it was there before, and now the target holds \(found.map { "\($0)" } ?? "nothing")"
                )
            } catch let error as CancellationError {
                throw error
            } catch {
                return LostImage(image, "it could not be looked at: \(error)")
            }
        }.compactMap(\.self)
    }

    private func found(_ image: Expectation) async throws -> Digest? {
        let destination = try image.destination.reference()
        guard let reference = destination.manifestReference else { return nil }
        guard let found = try await target.head(destination.repository, reference)?.digest else { return nil }
        guard found.algorithm != image.digest.algorithm else { return found }
        // Registries name a tag's content by sha256, whatever algorithm the plan's digest has.
        let manifest = try await target.manifest(destination.repository, .digest(found))
        return Digest(of: manifest.bytes, algorithm: image.digest.algorithm)
    }
}

extension LostImage {
    fileprivate init(_ image: TargetLook.Expectation, _ reason: String) {
        self.init(destination: image.destination, digest: image.digest, reason: reason)
    }
}
