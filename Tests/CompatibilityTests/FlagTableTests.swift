// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing

@testable import Compatibility

@Suite("The table of flags")
struct FlagTableTests {
    /// The flags that the help and the history of v1 name for mirroring, and those of its other commands.
    private static let first: [ToolCommand: String] = [
        .mirror: """
        config from manifests-only dry-run skip-image-pin source-skip-tls dest-skip-tls source-use-http dest-use-http \
        skip-verification skip-cleanup ignore-history skip-metadata-check continue-on-error skip-missing \
        max-per-registry skip-pruning max-nested-paths oci-registries-config oci-insecure-signature-policy \
        enable-operator-secure-policy rebuild-catalogs build-catalog-cache v1 v2 dir verbose help filter-by-os log-level \
        use-oci-feature oci-feature-action include-local-oci-catalogs
        """,
        .listReleases: "channel channels filter-by-archs version verbose help",
        .listOperators: "catalog catalogs channel package version verbose help",
        .listUpdates: "verbose help",
        .initialize: "output registry verbose help",
        .describe: "verbose help",
        .version: "output short help",
        .completion: "no-descriptions verbose help",
    ]

    /// The flags of v2 by command, the hidden ones, too.
    private static let second: [ToolCommand: String] = [
        .mirror: persistent + """
             from dry-run dry-run-manifest-lists since image-timeout secure-policy max-nested-paths strict-archive \
            remove-signatures rootless-storage-path force quiet ignore-release-signature
            """,
        .delete: persistent
            + " generate delete-id delete-yaml-file force-cache-delete delete-signatures delete-v1-images",
        .listReleases: persistent + " version channel channels filter-by-archs",
        .listOperators: persistent + " catalogs version catalog package channel",
        .version: persistent + " output short",
    ]

    private static let persistent: String = {
        let sides = "authfile creds username password registry-token no-creds cert-dir shared-blob-dir daemon-host"
        let both = sides.split(separator: " ").flatMap { ["src-\($0)", "dest-\($0)"] }
        let compression =
            "compress decompress compress-format compress-level precompute-digests oci-accept-uncompressed-layers"
        let texts = """
            config cache-dir log-level loglevel workspace port parallel-images parallel-layers policy registries.d authfile \
            src-tls-verify dest-tls-verify retry-times retry-delay tls-verify screds dcreds cpu-prof mem-prof v2 help \
            max-parallel-downloads parallel-batch-images
            """
        return ([texts] + both + compression.split(separator: " ").map { "dest-\($0)" }).joined(separator: " ")
    }()

    @Test("has every flag of both programs, for the commands that take it", arguments: ToolVersion.allCases)
    func complete(version: ToolVersion) {
        for (command, names) in version == .one ? Self.first : Self.second {
            for name in names.split(separator: " ") {
                let flag = FlagName(rawValue: String(name)).map(ToolFlag.named)
                #expect(flag?.belongs(to: command, of: version) == true, "\(version) \(command): \(name)")
            }
        }
    }

    @Test("has no flag that neither program has")
    func known() {
        let names = (Array(Self.first.values) + Array(Self.second.values)).flatMap { $0.split(separator: " ") }
        #expect(Set(FlagName.allCases.map(\.rawValue)) == Set(names.map(String.init)))
    }

    @Test("has each flag once, and short forms that differ")
    func distinct() {
        #expect(
            Set(ToolFlag.all.map(\.name)) == Set(FlagName.allCases) && ToolFlag.all.count == FlagName.allCases.count
        )
        let letters = FlagName.allCases.compactMap(\.letter)
        #expect(Set(letters).count == letters.count)
    }

    @Test("says of each flag what it does and what it is here, in half a sentence", arguments: ToolFlag.all)
    func described(flag: ToolFlag) {
        for text in [flag.summary, flag.meaning.text] {
            #expect(!text.isEmpty && text.last?.isPunctuation != true || text.hasSuffix("`") || text.hasSuffix(")"))
            #expect(text.first?.isUppercase == false, "\(text)")
        }
    }

    @Test("gives habits that name the option to use, the reason, or what is offered instead")
    func habits() {
        #expect(ToolFlag.habits["dest-use-http"] == "use `--dest-tls-verify=false`")
        #expect(ToolFlag.habits["config"] == nil && ToolFlag.habits["c"] == nil && ToolFlag.habits["help"] == nil)
        #expect(ToolFlag.habits["p"]?.hasPrefix("it is not needed here: ") == true)
        #expect(ToolFlag.habits["secure-policy"]?.hasPrefix("it is not offered: ") == true)
    }

    @Test("has no effect silently: a flag that does nothing, or is refused, is named", arguments: ToolFlag.all)
    func heard(flag: ToolFlag) throws {
        guard let version = flag.versions.min(),
            let command = flag.commands[version]?.first(where: { $0 == .mirror || $0 == .delete })
        else { return }
        let base = [
            "--\(version)", "-c", "isc.yaml", "docker://registry.example:5000",
            "--\(flag.name.rawValue)=\(flag.example)",
        ]
        let more =
            command == .delete
            ? ["delete", "--generate", "--workspace=file://w"] : version == .two ? ["--workspace=file://w"] : []
        let line = ToolCommandLine(more + base)
        switch flag.meaning {
        case .refused(let advice):
            let refusal = try #require(throws: ToolRefusal.self) { try line.invocation() }
            #expect(refusal.subject == .flag(flag.name) && refusal.explanation.remedy == advice)
        case .noEffect:
            #expect(try line.invocation().notes.contains { $0.flag == flag.name })
        case .same, .unneeded: break
        }
    }
}

extension ToolFlag {
    /// A value that has an effect.
    fileprivate var example: String {
        switch kind {
        case .boolean(let usual): "\(!usual)"
        case .number(let range): "\(range.lowerBound)"
        case .duration: "1m"
        case .text, .list: "x"
        }
    }
}
