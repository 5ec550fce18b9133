// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans

/// The options that a plan was made with, as the command line has them: what they leave out, no other line shows.
struct OptionLines {
    let plan: Plan
    let style: TextStyle

    var lines: [String] {
        let flags = plan.options.flags
        guard !flags.isEmpty else { return [] }
        let former = plan.options.formerly ?? []
        let renamed =
            former.isEmpty
            ? [] : ["  images of \(former.joined(separator: ", ")) count as those of \(plan.configuration.path)"]
        return ["  \(style(.dim, "planned with")) \(printable(flags.joined(separator: " ")))"] + renamed.map(printable)
    }
}

extension PlanOptions {
    /// What was given to `mirror plan`, sorted.
    var flags: [String] {
        let flags: [(String, Bool)] = [
            ("--allow-missing", allowMissing), ("--allow-oversize", allowOversize == true),
            ("--complete-paths", completePaths), ("--exact-channels", exactChannels),
            ("--ignore-release-signature", ignoreReleaseSignature), ("--include-dependencies", includeDependencies),
            ("--max-nested-paths \(maxNestedPaths)", maxNestedPaths > 0), ("--prune", prune == true),
            ("--remove-signatures", removeSignatures), ("--resend \(resend?.short ?? "")", resend != nil),
            ("--since \(since ?? "")", since != nil),
        ]
        return ((formerly ?? []).map { "--formerly \(shellArgument($0))" } + flags.filter(\.1).map(\.0)).sorted()
    }
}
