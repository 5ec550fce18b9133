// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Resolution
import Testing

@testable import Compatibility

/// What the real tool was given, and what it did.
@Suite("Command lines that the real v1 was given")
struct RecordedLineTests {
    @Test(
        "and refused are refused by a message that names the part that is wrong",
        arguments: [
            ("oc-mirror", .destination, "file://archive"),
            ("oc-mirror --config=isc.yaml", .destination, "file://archive"),
            ("oc-mirror frobnicate", .word, "docker://"),
            ("oc-mirror --frobnicate file://x", .unknownFlag("--frobnicate"), "--help"),
            ("oc-mirror --config=isc.yaml out", .word, "file://out"),
            ("oc-mirror --config=isc.yaml s3://x", .destination, "docker://"),
            ("oc-mirror --config=isc.yaml --dir=y file://out", .flag(.dir), "leave out `--dir`"),
            ("oc-mirror --config=isc.yaml --dir=y oci://out", .flag(.dir), "leave out `--dir`"),
            ("oc-mirror --config=isc.yaml docker://localhost:6202/x:tag", .destination, "docker://localhost:6202/x"),
            (
                """
                oc-mirror --config=isc.yaml \
                docker://localhost:6202/x@sha256:0000000000000000000000000000000000000000000000000000000000000000
                """, .destination, "docker://localhost:6202/x"
            ),
            ("oc-mirror --config=isc.yaml docker://registry", .destination, "registry.example:5000"),
            ("oc-mirror --config=isc.yaml docker://registry/foo", .destination, "registry.example:5000"),
            ("oc-mirror --config=isc.yaml docker://registry/foo/bar", .destination, "registry.example:5000"),
            ("oc-mirror --config=isc.yaml docker://", .destination, "registry.example:5000"),
            ("oc-mirror --config=isc.yaml docker://localhost:6202/UPPER", .destination, "registry.example:5000"),
            (
                "oc-mirror --config=isc.yaml --max-nested-paths=2 docker://localhost:6202/a/b", .flag(.maxNestedPaths),
                "write 3"
            ),
            (
                "oc-mirror --config=isc.yaml --max-nested-paths=1 docker://localhost:6202/a", .flag(.maxNestedPaths),
                "write 2"
            ),
            ("oc-mirror --from=x.tar file://out", .flag(.from), "docker://"),
            ("oc-mirror file://out2", .flag(.config), "--config"),
            ("oc-mirror docker://localhost:6202", .flag(.config), "--from"),
            ("oc-mirror --config=isc.yaml --manifests-only docker://localhost:6202", .flag(.manifestsOnly), "--from"),
            ("oc-mirror list", .command(.list), "list releases"),
            ("oc-mirror version --output=xml", .flag(.output), "--output=yaml"),
            ("oc-mirror init --output=xml", .flag(.output), "--output=json"),
            ("oc-mirror describe", .argument, "mirror_seq1_000000.tar"),
            ("oc-mirror list updates", .argument, "isc.yaml"),
            ("oc-mirror list releases --channel=stable-4.16 --filter-by-archs=vax", .flag(.filterByArchs), "amd64"),
            ("oc-mirror list releases --channels", .flag(.version), "--channels --version"),
            ("oc-mirror list releases --version=four", .flag(.version), "4.17"),
            ("oc-mirror list operators --catalogs", .flag(.version), "--catalogs --version"),
            ("oc-mirror list operators --package=bar", .flag(.catalog), "--catalog"),
            (
                "oc-mirror list operators --catalog=registry.example/c:v1 --channel=alpha", .flag(.packageName),
                "--package"
            ),
        ] as [(Line, ToolRefusal.Subject, String)]
    )
    func refused(line: Line, subject: ToolRefusal.Subject, remedy: String) throws {
        let refusal = try line.refusal()
        #expect(refusal.subject == subject, "\(refusal)")
        #expect(refusal.explanation.remedy?.contains(remedy) == true, "\(refusal)")
    }

    @Test(
        "and carried out are understood",
        arguments: [
            ("oc-mirror --help", .help(of: .mirror)),
            ("oc-mirror help", .help(of: .mirror)),
            ("oc-mirror help list", .help(of: .list)),
            ("oc-mirror list --help", .help(of: .list)),
            ("oc-mirror describe --help", .help(of: .describe)),
            ("oc-mirror init --help", .help(of: .initialize)),
            ("oc-mirror version --help", .help(of: .version)),
            ("oc-mirror completion --help", .help(of: .completion)),
            ("oc-mirror list releases --help", .help(of: .listReleases)),
            ("oc-mirror list operators --help", .help(of: .listOperators)),
            ("oc-mirror list updates --help", .help(of: .listUpdates)),
            ("oc-mirror version", .version(.text)),
            ("oc-mirror version --short", .version(.text)),
            ("oc-mirror version --output=json", .version(.json)),
            ("oc-mirror version --output=yaml", .version(.yaml)),
            ("oc-mirror init", .initialize(ConfigurationTemplate(format: .yaml, metadataImage: nil))),
            ("oc-mirror init --output=json", .initialize(ConfigurationTemplate(format: .json, metadataImage: nil))),
            ("oc-mirror init somewhere", .initialize(ConfigurationTemplate(format: .yaml, metadataImage: nil))),
            ("oc-mirror describe out/mirror_seq1_000000.tar", .describe(archive: "out/mirror_seq1_000000.tar")),
            ("oc-mirror describe out", .describe(archive: "out")),
            ("oc-mirror list updates isc.yaml", .listUpdates(configuration: "isc.yaml")),
            ("oc-mirror completion zsh", .completion(.zsh)),
        ] as [(Line, ToolWork)]
    )
    func understood(line: Line, work: ToolWork) throws {
        #expect(try line.invocation().work == work)
    }

    @Test("and that it took for an image are read as a host and its port")
    func hostAndPort() throws {
        let line: Line = "oc-mirror --config=isc.yaml docker://registry:5000"
        #expect(try line.mirroring().target == .made("docker://registry:5000"))
    }

    @Test("with a second destination, which it ignored, are refused")
    func twoDestinations() throws {
        let refusal = try Line("oc-mirror --config=isc.yaml file://out4 file://out5").refusal()
        #expect(refusal.subject == .word && refusal.explanation.summary.contains("file://out5"))
    }

    @Test("with an invalid image for the metadata, which it printed, are refused")
    func invalidTemplate() throws {
        #expect(
            try Line("oc-mirror init --registry registry.example.com/UPPER/x:y").refusal().subject == .flag(.registry)
        )
        let line: Line = "oc-mirror init --registry registry.example.com/mirror/metadata:latest"
        guard case .initialize(let template) = try line.invocation().work else {
            Issue.record("not a template")
            return
        }
        #expect(template.metadataImage?.description == "registry.example.com/mirror/metadata:latest")
    }

    @Test("with an archive and a configuration leave the configuration out, and say so")
    func configurationBesideArchive() throws {
        let invocation = try Line("oc-mirror --config=isc.yaml --from=nope.tar docker://localhost:6202 --dest-use-http")
            .invocation()
        guard case .mirror(let mirroring) = invocation.work else {
            Issue.record("not a mirroring run")
            return
        }
        #expect(mirroring.configuration == nil)
        #expect(invocation.notes.map(\.flag) == [.config])
        #expect(!invocation.reaching.destinationVerifiesTLS && invocation.reaching.sourceVerifiesTLS)
    }

    @Test(
        "give a number to the verbosity, with the program in mind or not",
        arguments: [
            ("oc-mirror --config=isc.yaml file://out6 -v 10", .trace, 0),
            ("oc-mirror -c isc.yaml file://out7 -v2", .info, 1),
            ("oc-mirror -c isc.yaml file://out7 -v5", .debug, 0),
            ("oc-mirror -c isc.yaml file://out7 -v=0", .warning, 0),
        ] as [(Line, ReachingOptions.LogLevel, Int)]
    )
    func verbosity(line: Line, level: ReachingOptions.LogLevel, notes: Int) throws {
        let invocation = try line.invocation()
        #expect(invocation.version == .one)
        #expect(invocation.reaching.logLevel == level)
        #expect(invocation.notes.count == notes)
    }

    @Test(
        "write archives to a folder, by whatever scheme and flags",
        arguments: [
            ("oc-mirror --v1 --config=isc.yaml file://out8 --source-use-http --dry-run", "out8"),
            ("oc-mirror --config=isc.yaml oci://out9 --source-use-http --dry-run", "out9"),
            ("oc-mirror --config=isc.yaml file:// --source-use-http --dry-run", "."),
            ("oc-mirror -c isc.yaml file://out10 --source-use-http --dry-run", "out10"),
        ] as [(Line, String)]
    )
    func folders(line: Line, folder: String) throws {
        let mirroring = try line.mirroring()
        #expect(mirroring.target.folder == folder)
        #expect(mirroring.options.dryRun == .images)
        let workspace = folder == "." ? "oc-mirror-workspace" : "\(folder)/oc-mirror-workspace"
        #expect(mirroring.workspace == .versionOne(VersionOneWorkspace(folder: workspace)))
        #expect(try !line.invocation().reaching.sourceVerifiesTLS)
    }
}
