// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import Runs
import Views

/// Asks what was published since a configuration was mirrored.
struct UpdateQuestion {
    let context: ToolContext

    /// Returns what the next run of a configuration would add; throws if nothing is known of earlier ones.
    func answer(of path: String) async throws -> Answer {
        let configuration = try ImageSetConfiguration.load(path: path)
        let lookup = UpdateLookup(
            clients: try context.clients(),
            cache: try context.cache(),
            environment: context.environment
        ) { [context] in context.tell($0.remark) }
        let updates = try await lookup.find(for: configuration)
        guard !updates.channels.isEmpty || !updates.catalogs.isEmpty else {
            return Answer(
                "",
                notes: ["\(path) names no release channel and no catalog, and other images have no updates"]
            )
        }
        return Answer(UpdateAnswer(updates: updates).text)
    }
}
