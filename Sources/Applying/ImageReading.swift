// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans
import Scheduling

/// Reads the manifests of actions in parallel, before anything is written.
struct ImageReading: Sendable {
    let actions: [Action]
    let source: ContentReader
    let stop: StopSignal
    let limit: Int
    let events: @Sendable (ApplyEvent) -> Void

    /// Returns the images at the given positions of the plan; an image that cannot be read has failed.
    ///
    /// Throws if the whole plan is stale: `StaleBuild` and `StaleInput`.
    func read(_ open: [Int], _ progress: inout ActionProgress) async throws -> [Int: PlannedImage] {
        let count = PreparationCount(.reading, of: open.count, events: events)
        let found = try await concurrentMap(open, limit: limit) { index -> Result<PlannedImage, any Error> in
            try stop.check()
            defer { count.add() }
            do {
                let image = try await stop.cancelling { [actions, source] in
                    try await PlannedImage.read(actions[index], from: source)
                }
                return .success(image)
            } catch {
                if error is CancellationError || error is StaleBuild || error is StaleInput { throw error }
                return .failure(error)
            }
        }
        var images: [Int: PlannedImage] = [:]
        for (index, result) in zip(open, found) {
            switch result {
            case .success(let image): images[index] = image
            case .failure(let error): progress.fail(index, error.inWords)
            }
        }
        return images
    }
}
