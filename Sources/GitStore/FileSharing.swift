// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// Who may read and write the files of a repository, in git's terms (`core.sharedRepository`).
package enum FileSharing: Sendable, Hashable {
    /// The users whom the umask allows.
    case umask
    /// These permissions in addition to those that the umask allows.
    case adding(mode_t)
    /// These permissions, whatever the umask says.
    case exactly(mode_t)

    /// Reads a setting; a setting that git does not know is the default.
    init(_ setting: String?) {
        switch setting?.lowercased() {
        case "group", "true", "yes", "on", "1": self = .adding(0o660)
        case "all", "world", "everybody", "2": self = .adding(0o664)
        case let text?:
            // git insists that the owner can read and write.
            let mode = text.hasPrefix("0") ? mode_t(text, radix: 8) : nil
            self = mode.flatMap { $0 & 0o600 == 0o600 ? .exactly($0 & 0o666) : nil } ?? .umask
        case nil: self = .umask
        }
    }

    /// The permissions of a new file that asks for `wanted`.
    func mode(ofNew wanted: mode_t) -> mode_t {
        let allowed = wanted & ~Self.processMask
        return switch self {
        case .umask: allowed
        case .adding(let more): allowed | more & wanted
        case .exactly(let mode): mode & wanted
        }
    }

    /// The permissions of a new folder; new files in a shared folder keep its group.
    func mode(ofNewFolder wanted: mode_t) -> mode_t {
        func traversable(_ mode: mode_t) -> mode_t { mode | (mode & 0o444) >> 2 }
        return switch self {
        case .umask: wanted & ~Self.processMask
        case .adding(let more): wanted & ~Self.processMask | traversable(more) | S_ISGID
        case .exactly(let mode): traversable(mode) | S_ISGID
        }
    }

    /// Gives a new file of this user the permissions that it would have in the repository.
    package func share(_ path: String) {
        var status = stat()
        guard self != .umask, unsafe lstat(path, &status) == 0, status.st_uid == geteuid() else { return }
        switch status.st_mode & S_IFMT {
        case S_IFREG: unsafe chmod(path, mode(ofNew: 0o666))
        case S_IFDIR: unsafe chmod(path, mode(ofNewFolder: 0o777))
        default: break
        }
    }

    /// The permissions that the umask removes.
    ///
    /// Asking the system with `umask` would change it for a moment, for every thread.
    private static var processMask: mode_t {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("Umask:") }
        let digits = line?.dropFirst("Umask:".count).filter { !$0.isWhitespace }
        return digits.flatMap { mode_t($0, radix: 8) } ?? 0o022
    }
}
