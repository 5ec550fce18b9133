// SPDX-License-Identifier: Apache-2.0

package import Audit
import Diagnostics
import Plans
package import Resolution

/// Finds the target of a plan: from the option, from `MIRROR_TO`, or because there is only one.
package struct TargetChoice {
    private let option: String?
    private let environment: [String: String]
    private let trail: AuditTrail?
    private let readsArchive: Bool

    /// `readsArchive` means that an archive is the source, so the target must be a registry.
    package init(
        option: String?,
        environment: [String: String],
        trail: AuditTrail? = nil,
        readsArchive: Bool = false
    ) {
        self.option = option
        self.environment = environment
        self.trail = trail
        self.readsArchive = readsArchive
    }

    /// The variable that names a target if the option is missing.
    private static let variable = "MIRROR_TO"

    /// The target that the environment names.
    package static func named(in environment: [String: String]) -> String? {
        environment[variable].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The source of the target's name.
    package var name: String {
        if option != nil { return "\(OptionName.to)" }
        return Self.named(in: environment) != nil ? Self.variable : "the only target that is known"
    }

    /// Returns the target; throws `TargetChoiceError` if no target is known, or more than one.
    package func target() throws -> MirrorTarget {
        if let text = option ?? Self.named(in: environment) {
            do {
                return try MirrorTarget(text)
            } catch {
                throw TargetChoiceError.noTarget(name: name, reason: "\(error)")
            }
        }
        let known = (try trail?.targets() ?? []).filter { !readsArchive || !TargetPlace($0).isArchive }
        guard let only = known.first else { throw TargetChoiceError.unknown(isRegistry: readsArchive) }
        guard known.count == 1 else { throw TargetChoiceError.several(known) }
        return try MirrorTarget(registry: only)
    }
}
