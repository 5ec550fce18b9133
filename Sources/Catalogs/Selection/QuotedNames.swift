// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Lists names that a catalog wrote, safe to show and not endless: `a`, `b` and 3 more.
func quoted(_ names: some Collection<String>, atMost limit: Int = 6) -> String {
    listed(names.map { "`\(printable($0))`" }, atMost: limit)
}

/// Lists texts that may be shown as they are.
func listed(_ all: [String], atMost limit: Int = 6) -> String {
    let shown = all.prefix(all.count > limit ? limit - 1 : limit)
    let hidden = all.count - shown.count
    let texts = shown + (hidden > 0 ? ["\(hidden) more"] : [])
    guard let last = texts.last, texts.count > 1 else { return texts.first ?? "none" }
    return "\(texts.dropLast().joined(separator: ", ")) and \(last)"
}

/// Says which name was probably meant, or else which there are.
func suggestion(for name: String, among names: [String], called what: String) -> String {
    if let nearest = nearestName(to: name, among: names) { return "did you mean `\(printable(nearest))`?" }
    return names.isEmpty ? "there are no \(what)" : "the \(what) are \(quoted(names.sorted(), atMost: 12))"
}
