// SPDX-License-Identifier: Apache-2.0

import OCI
import TestSupport

/// A machine behind the gap: it has a home and a folder of its own, and reaches nobody but some hosts on loopback.
struct FarMachine {
    private let shop: Workshop
    private let name: String
    private let variables: [String: String]

    /// Makes a machine; its registries.conf sends the names of the real world to `mirror`, as the v2 document prints it.
    init(
        _ name: String,
        of shop: Workshop,
        target: RegistryProcess,
        behind mirror: String? = nil,
        variables: [String: String] = [:]
    ) throws {
        self.shop = shop
        self.name = name
        let redirects = ["registry.redhat.io", "quay.io"].map { name in
            mirror.map {
                "[[registry]]\nlocation=\"\(name)\"\n[[registry.mirror]]\nlocation=\"\($0)\"\ninsecure=true\n"
            } ?? ""
        }
        let hosts = Set([mirror.map { String($0.prefix { $0 != "/" }) }, "\(target.host)"].compactMap(\.self))
        let reached = hosts.sorted().map { "[[registry]]\nlocation=\"\($0)\"\ninsecure=true\n" }
        try shop.folder.write(try shop.folder.read("home/.gitconfig"), to: "\(name)/.gitconfig")
        try shop.folder.write((redirects + reached).joined(), to: "\(name)/registries.conf")
        try shop.folder.makeDirectory("\(name)/work")
        self.variables = [
            "HOME": shop.folder[name], "XDG_RUNTIME_DIR": shop.folder["\(name)/run"],
            "XDG_STATE_HOME": shop.folder["\(name)/state"],
            "CONTAINERS_REGISTRIES_CONF": shop.folder["\(name)/registries.conf"],
            "MIRROR_TO": "docker://\(target.host)/\(name)",
            "https_proxy": "http://127.0.0.1:1", "http_proxy": "http://127.0.0.1:1", "no_proxy": "127.0.0.1,localhost",
            "UPDATE_URL_OVERRIDE": "http://127.0.0.1:1/graph", "OCP_SIGNATURE_URL": "http://127.0.0.1:1/",
        ].merging(variables) { $1 }
    }

    /// Writes a file into the machine's folder.
    func write(_ text: String, to file: String) throws { try shop.folder.write(text, to: "\(name)/work/\(file)") }

    /// Takes a file of the user's folder along.
    func copy(_ file: String) throws {
        try shop.folder.write(try shop.folder.read("work/\(file)"), to: "\(name)/work/\(file)")
    }

    /// Runs `mirror` in the machine's folder.
    func mirror(_ arguments: String..., variables: [String: String] = [:]) throws -> ToolRun {
        try shop.run(
            arguments,
            variables: self.variables.merging(variables) { $1 },
            in: shop.folder["\(name)/work"]
        )
    }

    /// Plans and applies; both must succeed.
    func mirrorAll(_ options: [String]) throws -> ToolRun {
        let made = try shop.run(
            ["plan", "-c", "isc.yaml"] + options,
            variables: variables,
            in: shop.folder["\(name)/work"]
        )
        guard made.status == 0 else { return made }
        let target = options.firstIndex(of: "--to").map { ["--to", options[$0 + 1]] } ?? []
        return try shop.run(
            ["apply", "plan.json"] + target,
            variables: variables,
            in: shop.folder["\(name)/work"]
        )
    }
}
