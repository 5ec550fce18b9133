// SPDX-License-Identifier: Apache-2.0

/// The kind of a program in a start command.
enum StartedProgram {
    case opm
    case shell
    /// A program that runs the program in its arguments.
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
        // Such as `opm`, or `linux-amd64-opm`, the name of released binaries.
        let isOpm = name.split(whereSeparator: { $0 == "-" || $0 == "_" }).contains("opm")
        self =
            if isOpm { .opm } else if Self.shells.contains(name) { .shell } else if Self.wrappers.contains(name) {
                .wrapper
            } else { .other }
    }
}
