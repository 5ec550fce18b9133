// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import OCI
import Resolution

/// Finds the target of a plan: by the option, by `MIRROR_TO`, or because there is only one.
struct TargetChoice {
    let option: String?
    let environment: [String: String]
    let trail: AuditTrail?
    /// Whether an archive is read, so that none can be meant as the target.
    var readsArchive = false

    /// Refuses an option that names no target, as a mistake in the command line.
    static func validate(_ option: String) throws {
        do {
            _ = try MirrorTarget(option)
        } catch {
            throw ValidationError("--to \(error)")
        }
    }

    func target() throws -> MirrorTarget {
        if let option { return try parse(option, named: "--to") }
        if let text = environment["MIRROR_TO"], !text.isEmpty { return try parse(text, named: "MIRROR_TO") }
        let known = (try trail?.targets() ?? []).filter { !readsArchive || !$0.hasPrefix("file://") }
        guard let only = known.first else {
            throw CommandError(
                """
                no target is known: nothing was applied from here yet
                Name it with `--to docker://host[:port][/namespace]`, or `--to file://folder` for an archive, or in MIRROR_TO.
                """
            )
        }
        guard known.count == 1 else {
            throw CommandError(
                """
                several targets are known: \(known.joined(separator: ", "))
                Choose one with `--to \(only.hasPrefix("file://") ? only : "docker://\(only)")` or in MIRROR_TO.
                """
            )
        }
        return try MirrorTarget(registry: only)
    }

    private func parse(_ text: String, named name: String) throws -> MirrorTarget {
        do {
            return try MirrorTarget(text)
        } catch {
            throw CommandError("\(name) \(error)")
        }
    }
}
