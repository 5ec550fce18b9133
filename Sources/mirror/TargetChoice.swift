// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
import OCI
import Plans
import Resolution

/// Finds the target of a plan: by the option, by `MIRROR_TO`, or because there is only one.
struct TargetChoice {
    let option: String?
    let environment: [String: String]
    let trail: AuditTrail?
    /// Whether an archive is read, so that none can be meant as the target.
    var readsArchive = false

    /// Refuses an option that names no target, as a mistake in the command line.
    @discardableResult
    static func validate(_ option: String) throws -> MirrorTarget {
        do {
            return try MirrorTarget(option)
        } catch {
            throw ValidationError("--to \(error)")
        }
    }

    /// What says which target it is.
    var name: String { option != nil ? "--to" : variable != nil ? "MIRROR_TO" : "the only target that is known" }

    private var variable: String? { environment["MIRROR_TO"].flatMap { $0.isEmpty ? nil : $0 } }

    func target() throws -> MirrorTarget {
        if let text = option ?? variable { return try parse(text) }
        let known = (try trail?.targets() ?? []).filter { !readsArchive || !TargetPlace($0).isArchive }
        guard let only = known.first else {
            throw CommandError(
                """
                no \(readsArchive ? "registry" : "target") is known: nothing was applied \(readsArchive ? "to one " : "")from here yet
                Name it with `--to docker://host[:port][/namespace]`, or `--to file://folder` for an archive, or in MIRROR_TO.
                """
            )
        }
        guard known.count == 1 else {
            throw CommandError(
                """
                several targets are known: \(known.joined(separator: ", "))
                Choose one with `--to \(TargetPlace(only).argument)` or in MIRROR_TO.
                """
            )
        }
        return try MirrorTarget(registry: only)
    }

    private func parse(_ text: String) throws -> MirrorTarget {
        do {
            return try MirrorTarget(text)
        } catch {
            throw CommandError("\(name) \(error)")
        }
    }
}
