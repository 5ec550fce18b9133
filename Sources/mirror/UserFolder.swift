// SPDX-License-Identifier: Apache-2.0

/// Where the user keeps files of a kind (XDG Base Directory Specification).
enum UserFolder {
    /// This tool's folder below the one that `variable` names, or else below `fallback` in the user's home.
    static func path(_ variable: String, else fallback: String, _ environment: [String: String]) -> String? {
        if let folder = environment[variable], folder.hasPrefix("/") { return "\(folder)/mirror" }
        return environment["HOME"].flatMap { $0.isEmpty ? nil : "\($0)/\(fallback)/mirror" }
    }
}
