// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that the cache cannot be used at its place.
package enum CachePlaceError: Error, Sendable, Equatable {
    /// Another run has been removing files for too long.
    case busy(root: String, holder: String, patience: Duration)
    /// Another run uses the cache, so nothing can be removed from it.
    case inUse(root: String, holder: String)
    /// The cache cannot be locked for use.
    case unlockable(Explanation)
    /// The cache cannot be locked for removal.
    case unremovable(Explanation)
    case file(root: String)
    /// The option for the folder is empty.
    case unnamed
    /// The path is the storage of a registry.
    case registry(root: String)
}

extension CachePlaceError: ExplainedError {
    package var explanation: Explanation {
        switch self {
        case .busy(let root, let holder, let patience):
            Explanation(
                "another mirror\(holder) has locked the cache \(root) for \(patience)",
                remedy: "Wait until it has finished, or name another folder with \(OptionName.cacheDir)."
            )
        case .inUse(let root, let holder):
            Explanation(
                "another mirror\(holder) is using the cache \(root): nothing was removed",
                remedy: "Wait until it has finished and try again, or wait longer with \(OptionName.wait) SECONDS."
            )
        case .unlockable(let reason):
            reason.adding(remedy: "Name another folder with \(OptionName.cacheDir).")
        case .unremovable(let reason): reason
        case .file(let root):
            Explanation(
                "the cache \(root) is a file, not a folder",
                remedy: "Name a folder with \(OptionName.cacheDir)."
            )
        case .unnamed:
            Explanation("\(OptionName.cacheDir) names no folder", remedy: "Name one, or leave it out.")
        case .registry(let root):
            Explanation(
                "\(root) is the storage of a registry, such as oc-mirror's cache, not a cache of mirror",
                remedy: "Name the folder that contains `.oc-mirror`, so that its blobs are read, or another folder."
            )
        }
    }
}
