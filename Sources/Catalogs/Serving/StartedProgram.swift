// SPDX-License-Identifier: Apache-2.0

/// What a word is that names a program.
enum StartedProgram {
    case opm
    case shell
    /// What runs the program that its arguments name.
    case wrapper
    case other

    private static let shells: Set<String> = ["sh", "bash", "dash", "ash", "ksh", "zsh"]
    private static let wrappers: Set<String> = [
        "busybox", "catatonit", "command", "docker-init", "dumb-init", "env", "exec", "nice", "nohup", "stdbuf",
        "su-exec",
        "time", "tini", "tini-static",
    ]

    init(_ word: String) {
        let name = String(word.split(separator: "/").last ?? "")
        // Such as `opm`, or `linux-amd64-opm` as it is released.
        let isOpm = name.split(whereSeparator: { $0 == "-" || $0 == "_" }).contains("opm")
        self =
            if isOpm { .opm } else if Self.shells.contains(name) { .shell } else if Self.wrappers.contains(name) {
                .wrapper
            } else { .other }
    }
}
