// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans

/// The options that a plan was made with, as the command line has them: what they leave out, no other line shows.
struct OptionLines {
    let plan: Plan
    let style: TextStyle

    var lines: [String] {
        guard !names.isEmpty else { return [] }
        let former = plan.options.formerly ?? []
        let renamed =
            former.isEmpty
            ? [] : ["  images of \(former.joined(separator: ", ")) count as those of \(plan.configuration.path)"]
        return ["  \(style(.dim, "planned with")) \(printable(names.joined(separator: " ")))"] + renamed.map(printable)
    }

    private var names: [String] {
        let options = plan.options
        let flags = [
            ("--allow-missing", options.allowMissing), ("--allow-oversize", options.allowOversize == true),
            ("--complete-paths", options.completePaths), ("--exact-channels", options.exactChannels),
            ("--ignore-release-signature", options.ignoreReleaseSignature),
            ("--include-dependencies", options.includeDependencies), ("--prune", options.prune == true),
            ("--remove-signatures", options.removeSignatures),
        ].filter(\.1).map(\.0)
        let nested = options.maxNestedPaths == 0 ? [] : ["--max-nested-paths \(options.maxNestedPaths)"]
        let since = options.since.map { "--since \($0)" }
        let resend = options.resend.map { "--resend (a report of \($0.short))" }
        return flags + nested + [since, resend].compactMap(\.self)
            + (options.formerly ?? []).map { "--formerly \(shellArgument($0))" }
    }
}
