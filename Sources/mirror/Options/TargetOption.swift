// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Resolution
import Runs

/// What `--to` names, wherever a command has it.
enum TargetOption {
    /// Refuses an option that names no target, as a mistake in the command line.
    @discardableResult
    static func validate(_ option: String) throws -> MirrorTarget {
        do {
            return try MirrorTarget(option)
        } catch {
            throw ValidationError("--to \(error)")
        }
    }
}
