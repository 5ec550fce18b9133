// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing

@testable import Compatibility

@Suite("Refusals of command lines")
struct RefusalTableTests {
    /// Command lines that are refused, each for a reason of its own.
    static let lines: [Line] = [
        "oc-mirror", "oc-mirror frobnicate", "oc-mirror --nope", "oc-mirror -x", "oc-mirror -config=a",
        "oc-mirror --config", "oc-mirror --version", "oc-mirror -c a.yaml", "oc-mirror -c a.yaml out",
        "oc-mirror -c a.yaml s3://x", "oc-mirror -c a.yaml docker://", "oc-mirror -c a.yaml docker://registry",
        "oc-mirror -c a.yaml docker://r.e/x:1", "oc-mirror -c a.yaml file:///", "oc-mirror -c a.yaml file://a file://b",
        "oc-mirror -c a.yaml file://a 1", "oc-mirror -c a.yaml --dry-run file://a false", "oc-mirror file://a",
        "oc-mirror docker://r.e", "oc-mirror --from=x file://a", "oc-mirror -c a.yaml --dir=x file://a",
        "oc-mirror -c a.yaml --manifests-only docker://r.e", "oc-mirror -c a.yaml --max-nested-paths=1 docker://r.e/x",
        "oc-mirror --v1 --v2 -c a.yaml file://a", "oc-mirror --v2 describe x", "oc-mirror --v1 delete --generate",
        "oc-mirror --v2 -c a.yaml --dest-use-http docker://r.e", "oc-mirror --v2 -c a.yaml docker://r.e",
        "oc-mirror --v2 -c a.yaml --workspace=x docker://r.e", "oc-mirror --v2 -c a.yaml --secure-policy file://a",
        "oc-mirror delete docker://r.e", "oc-mirror delete --generate docker://r.e",
        "oc-mirror delete --delete-yaml-file=x file://a", "oc-mirror list", "oc-mirror list everything",
        "oc-mirror list releases --channels", "oc-mirror list operators --package=x", "oc-mirror list updates",
        "oc-mirror describe", "oc-mirror describe a b", "oc-mirror version --output=xml", "oc-mirror help nothing",
        "oc-mirror completion", "oc-mirror init --registry=registry.example/UPPER",
    ]

    @Test("are one sentence without a full stop, and say what to write", arguments: lines)
    func form(line: Line) throws {
        let explanation = try line.refusal().explanation
        #expect(!explanation.summary.isEmpty && explanation.summary.last != "." && explanation.summary.last != "\n")
        let remedy = try #require(explanation.remedy)
        #expect(!remedy.isEmpty && remedy.last != ".", "\(remedy)")
        #expect(!(explanation.summary + remedy).contains("\n"))
    }

    @Test("name no flag that oc-mirror does not have", arguments: lines)
    func flags(line: Line) throws {
        let refusal = try line.refusal()
        guard case .unknownFlag = refusal.subject else {
            let text = "\(refusal.explanation.summary) \(refusal.explanation.remedy ?? "")"
            for match in text.matches(of: /(?:^|[ `])--([a-z][a-z0-9.-]*)/) {
                let name = String(match.1)
                #expect(FlagName(rawValue: name) != nil, "\(name)")
            }
            return
        }
    }

    @Test("are the same whatever the program is called, but for its name", arguments: lines)
    func names(line: Line) throws {
        let usual = try line.refusal()
        let other = try #require(throws: ToolRefusal.self) {
            try ToolCommandLine(line.words, tool: "mirror oc-mirror").invocation()
        }
        #expect(other.subject == usual.subject && other.explanation.summary == usual.explanation.summary)
        let remedy = other.explanation.remedy?.replacing("mirror oc-mirror ", with: "oc-mirror ")
        #expect(remedy == usual.explanation.remedy)
    }

    @Test("come for the commands that oc-mirror has with a flag that belongs elsewhere", arguments: ToolFlag.all)
    func foreignFlags(flag: ToolFlag) throws {
        let value = flag.kind == .boolean(default: false) ? "" : "=\(flag.sample)"
        for command in [ToolCommand.describe, .completion, .listUpdates] where flag.versions(in: command).isEmpty {
            let words = command.words + ["x", flag.name.spelling + value]
            let refusal = try #require(throws: ToolRefusal.self) { try ToolCommandLine(words).invocation() }
            #expect(refusal.subject == .flag(flag.name), "\(words): \(refusal)")
        }
    }
}

extension ToolFlag {
    /// A value that the flag takes.
    fileprivate var sample: String {
        switch kind {
        case .boolean(let usual): "\(usual)"
        case .number(let range): "\(range.lowerBound)"
        case .duration: "1m"
        case .text, .list: "x"
        }
    }
}
