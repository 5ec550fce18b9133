// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Resolution
import Runs

/// The option `--to` of all commands.
enum TargetOption {
    /// Refuses a value that is not a target, as a mistake in the command line.
    @discardableResult
    static func validate(_ option: String) throws -> MirrorTarget {
        do {
            return try MirrorTarget(option)
        } catch {
            throw ValidationError("--to \(error)")
        }
    }
}
