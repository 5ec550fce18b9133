// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Why a cache cannot be used where it is.
package enum CachePlaceError: Error, Sendable, Equatable {
    /// A run that removes from the cache does not end.
    case busy(root: String, holder: String, patience: Duration)
    /// A run uses the cache, so that nothing can be removed from it.
    case inUse(root: String, holder: String)
    /// The cache cannot be locked to use it.
    case unlockable(String)
    /// The cache cannot be locked to remove from it.
    case unremovable(String)
    case file(root: String)
    /// The storage of a registry.
    case registry(root: String)
}

extension CachePlaceError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .busy(let root, let holder, let patience):
            """
            another mirror\(holder) has kept the cache \(root) for itself for \(patience)
            Wait for it to end, or name another folder with \(OptionName.cacheDir).
            """
        case .inUse(let root, let holder):
            """
            another mirror\(holder) is using the cache \(root): nothing was removed
            Wait for it to end, and try again; \(OptionName.wait) says how many seconds are worth it.
            """
        case .unlockable(let reason): "\(reason)\nName another folder with \(OptionName.cacheDir)."
        case .unremovable(let reason): reason
        case .file(let root):
            "the cache \(root) is a file, not a folder\nName a folder with \(OptionName.cacheDir)."
        case .registry(let root):
            """
            \(root) is the storage of a registry, such as oc-mirror's cache, and not a cache of mirror
            Name the folder that has `.oc-mirror` in it, whose blobs are then read, or any other.
            """
        }
    }
}
