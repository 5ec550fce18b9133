// SPDX-License-Identifier: Apache-2.0

/// The shells that completions exist for.
package enum CompletionShell: String, Sendable, Hashable, CaseIterable {
    case bash
    case fish
    case powershell
    case zsh
}
