// SPDX-License-Identifier: Apache-2.0

import Foundation

@testable import Usage

/// The commands of a small tool, as its parser would dump them.
enum ToolTree {
    private static func argument(
        _ kind: String,
        _ names: [(kind: String, name: String)] = [],
        value: String? = nil,
        isOptional: Bool = true,
        isRepeating: Bool = false,
        completing completion: [String: Any]? = nil
    ) -> [String: Any] {
        var argument: [String: Any] = ["kind": kind, "isOptional": isOptional, "isRepeating": isRepeating]
        if !names.isEmpty { argument["names"] = names.map { ["kind": $0.kind, "name": $0.name] } }
        argument["valueName"] = value
        argument["completionKind"] = completion
        return argument
    }

    private static func command(
        _ name: String,
        _ arguments: [[String: Any]] = [],
        _ subcommands: [[String: Any]] = [],
        default defaultName: String? = nil
    ) -> [String: Any] {
        var command: [String: Any] = ["commandName": name, "arguments": arguments, "subcommands": subcommands]
        command["defaultSubcommand"] = defaultName
        return command
    }

    /// `plan -c FILE [--to PLACE] [--keep FILE…] [--json]`, `apply PLAN`, `delete [plan|undo]`, `view FOLDER…`.
    static func load() throws -> CommandTree {
        let config = argument("option", [("short", "c"), ("long", "config")], value: "config", isOptional: false)
        let to = argument("option", [("long", "to")], value: "to")
        let keep = argument("option", [("long", "keep")], value: "keep", isRepeating: true)
        let json = argument("flag", [("long", "json"), ("longWithSingleDash", "json")])
        let file = argument("positional", value: "plan", isOptional: false)
        let folders = argument("positional", value: "folder", isOptional: false, isRepeating: true)
        let tree = command(
            "tool",
            [],
            [
                command("plan", [config, to, keep, json]), command("apply", [file, json]),
                command("delete", [], [command("plan", [config]), command("undo", [file])], default: "plan"),
                command("view", [folders]),
            ]
        )
        return try CommandTree(dump: JSONSerialization.data(withJSONObject: ["command": tree]))
    }
}
