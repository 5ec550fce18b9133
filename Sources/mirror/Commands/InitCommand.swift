// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import MirrorConfiguration
import Runs
import Views

/// `mirror init`: writes a first configuration.
struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a first configuration: from nothing, or from what a cluster runs.",
        discussion: Examples.discussion(
            """
            What a cluster runs is read from what `oc get clusterversion,subscriptions,catalogsources -A -o yaml` printed. What \
            cannot be known from it is a comment in the file. A file that exists is never overwritten.
            """,
            "mirror init",
            "mirror init --from-cluster cluster.yaml -o isc.yaml",
            "oc get clusterversion,subs,catsrc -A -o yaml | mirror init --from-cluster -"
        )
    )

    @Option(
        help: ArgumentHelp(
            "What a cluster said of itself, as YAML or JSON; - reads standard input; may be repeated.",
            valueName: "file"
        ),
        completion: .file(extensions: ["yaml", "yml", "json"])
    )
    var fromCluster: [String] = []

    @Option(
        help: ArgumentHelp("The processors of the cluster, with commas between them.", valueName: "processors"),
        completion: .list(ReleaseArchitecture.allCases.map(\.rawValue))
    )
    var arch: String?

    @Option(
        name: [.long, .customShort("o")],
        help: ArgumentHelp("The file to write; - is standard output.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var out = "isc.yaml"

    @OptionGroup(title: "Output") var output: OutputOptions

    private var architectures: [String] { arch?.split(separator: ",").map(String.init) ?? [] }

    func validate() throws {
        guard arch == nil || !fromCluster.isEmpty else {
            throw ValidationError("--arch is about a cluster: use it with --from-cluster.")
        }
        for name in architectures where ReleaseArchitecture(rawValue: name) == nil {
            let names = ReleaseArchitecture.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--arch \(name): there are no releases for it, only for \(names).")
        }
    }

    func run() async throws {
        try await reporting {
            let run = InitRun(fromCluster: fromCluster, architectures: architectures, out: out)
            let view = InitView(try run.run())
            Console.standard.note(view.remarks)
            try output.show(view)
        }
    }
}
