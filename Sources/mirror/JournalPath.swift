// SPDX-License-Identifier: Apache-2.0

import OCI

/// Where the journals of interrupted applies are kept: with the user's state, on this machine only
/// (XDG Base Directory Specification).
struct JournalPath {
    let environment: [String: String]

    func path(of plan: Digest) throws -> String {
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            return "\(state)/mirror/journals/\(plan.hex).jsonl"
        }
        guard let home = environment["HOME"], !home.isEmpty else {
            throw CommandError("neither HOME nor XDG_STATE_HOME is set, so there is no place for the journal")
        }
        return "\(home)/.local/state/mirror/journals/\(plan.hex).jsonl"
    }
}
