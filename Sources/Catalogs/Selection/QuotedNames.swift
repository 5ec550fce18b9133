// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Lists names from a catalog, safe to show and of limited number: `a`, `b` and 3 more.
func quoted(_ names: some Collection<String>, atMost limit: Int = 6) -> String {
    listed(names.map { "`\(printable($0))`" }, atMost: limit)
}

/// Lists texts that are safe to show.
func listed(_ all: [String], atMost limit: Int = 6) -> String {
    let shown = all.prefix(all.count > limit ? limit - 1 : limit)
    let hidden = all.count - shown.count
    let texts = shown + (hidden > 0 ? ["\(hidden) more"] : [])
    guard let last = texts.last, texts.count > 1 else { return texts.first ?? "none" }
    return "\(texts.dropLast().joined(separator: ", ")) and \(last)"
}

/// Suggests the name that was probably meant, or else lists the existing ones.
func suggestion(for name: String, among names: [String], called what: String) -> String {
    if let nearest = nearestName(to: name, among: names) { return "did you mean `\(printable(nearest))`?" }
    return names.isEmpty ? "there are no \(what)" : "the \(what) are \(quoted(names.sorted(), atMost: 12))"
}
