// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Resolution

/// Makes an invocation of the flags and operands of a command.
struct InvocationMaker {
    let tool: String
    let command: ToolCommand
    let choice: VersionChoice
    let flags: GivenFlags
    let operands: [String]
    /// The notes beside those of the flags.
    var notes: [ToolNote] = []

    init(tool: String, command: ToolCommand, choice: VersionChoice, flags: GivenFlags, operands: [String]) {
        self.tool = tool
        self.command = command
        self.choice = choice
        self.flags = flags
        self.operands = operands
    }

    var version: ToolVersion { choice.version }

    /// Makes the invocation; throws for a value or a combination that does not fit.
    mutating func invocation() throws(ToolRefusal) -> ToolInvocation {
        let work = try work()
        let reaching = try reaching()
        return ToolInvocation(
            work,
            of: tool,
            by: choice,
            reaching: reaching,
            notes: flags.notes + withoutEffect + notes
        )
    }

    private mutating func work() throws(ToolRefusal) -> ToolWork {
        switch command {
        case .mirror: .mirror(try mirroring())
        case .delete: try deletion()
        case .initialize: .initialize(try template())
        case .listReleases: .listReleases(try releases())
        case .listOperators: .listOperators(try operators())
        case .listUpdates: .listUpdates(configuration: try onlyArgument("the configuration", "isc.yaml"))
        case .describe: .describe(archive: try onlyArgument("the archive", "mirror_seq1_000000.tar"))
        case .version: .version(try format(or: .text))
        case .help, .list: .help(of: try helped())
        case .completion: .completion(try shell())
        }
    }

    /// A note for each flag that is accepted and does nothing.
    private var withoutEffect: [ToolNote] {
        flags.names.filter(flags.isEffective).compactMap { name in
            guard case .noEffect(let reason) = ToolFlag.named(name).meaning else { return nil }
            return ToolNote(name, "`\(name.spelling)` has no effect: \(reason)")
        }
    }

    /// Notes that a flag has no effect in this combination.
    mutating func note(_ name: FlagName, _ reason: String) {
        guard flags.isEffective(name) else { return }
        notes.append(ToolNote(name, "`\(name.spelling)` has no effect: \(reason)"))
    }

    /// The maximum number of transfers at a time that an apply takes.
    private static let mostTransfers = 64

    private func reaching() throws(ToolRefusal) -> ReachingOptions {
        var options = ReachingOptions()
        options.authFile = flags.text(.authfile)
        options.registriesConfiguration = flags.text(.ociRegistriesConfig)
        let verifies = flags.isOn(.tlsVerify)
        options.sourceVerifiesTLS =
            verifies && flags.isOn(.srcTLSVerify) && !flags.isOn(.sourceSkipTLS) && !flags.isOn(.sourceUseHTTP)
        options.destinationVerifiesTLS =
            verifies && flags.isOn(.destTLSVerify) && !flags.isOn(.destSkipTLS) && !flags.isOn(.destUseHTTP)
        options.cacheFolder = flags.text(.cacheDir)
        options.logLevel = try logLevel()
        options.parallelism = parallelism.map { min($0, Self.mostTransfers) }
        return options
    }

    private func logLevel() throws(ToolRefusal) -> ReachingOptions.LogLevel? {
        for name in [FlagName.logLevel, .loglevel] {
            guard let text = flags.text(name) else { continue }
            if text == "warn" { return .warning }
            guard let level = ReachingOptions.LogLevel(rawValue: text) else {
                throw .invalid(name, text, expected: "`error`, `warning`, `info`, `debug` or `trace`")
            }
            return level
        }
        if flags.isOn(.quiet) { return .error }
        return flags.number(.verbose).map { number in
            switch number {
            case 0: .warning
            case 1...3: .info
            case 4...6: .debug
            default: .trace
            }
        }
    }

    /// The number of transfers at a time: in v2 so many images of so many layers each.
    private var parallelism: Int? {
        if let number = flags.number(.maxPerRegistry) { return number }
        let images = flags.number(.parallelImages) ?? flags.number(.parallelBatchImages)
        let layers = flags.number(.parallelLayers) ?? flags.number(.maxParallelDownloads)
        guard images != nil || layers != nil else { return nil }
        return min(images ?? 4, Self.mostTransfers) * min(layers ?? 5, Self.mostTransfers)
    }
}
