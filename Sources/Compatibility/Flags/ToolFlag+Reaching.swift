// SPDX-License-Identifier: Apache-2.0

import Diagnostics

extension ToolFlag {
    /// The flags for registries, the cache and the log.
    static let reaching: [ToolFlag] = [
        ToolFlag(
            .sourceSkipTLS,
            .boolean(default: false),
            [.one: .mirror],
            "accepts any certificate of a source",
            .option(.sourceTLSVerify, "=false")
        ),
        ToolFlag(
            .sourceUseHTTP,
            .boolean(default: false),
            [.one: .mirror],
            "reads sources over plain HTTP",
            .option(.sourceTLSVerify, "=false")
        ),
        ToolFlag(
            .destSkipTLS,
            .boolean(default: false),
            [.one: .mirror],
            "accepts any certificate of the target",
            .option(.destinationTLSVerify, "=false")
        ),
        ToolFlag(
            .destUseHTTP,
            .boolean(default: false),
            [.one: .mirror],
            "writes to the target over plain HTTP",
            .option(.destinationTLSVerify, "=false")
        ),
        ToolFlag(
            .srcTLSVerify,
            .boolean(default: true),
            [.two: .all],
            "verifies the certificates of sources",
            .option(.sourceTLSVerify)
        ),
        ToolFlag(
            .destTLSVerify,
            .boolean(default: true),
            [.two: .all],
            "verifies the certificate of the target",
            .option(.destinationTLSVerify)
        ),
        ToolFlag(
            .tlsVerify,
            .boolean(default: true),
            [.two: .all],
            "verifies all certificates",
            .same("`\(OptionName.sourceTLSVerify)` and `\(OptionName.destinationTLSVerify)`"),
            isHidden: true
        ),
        ToolFlag(
            .authfile,
            .text(placeholder: "FILE"),
            [.two: .all],
            "names the file with credentials",
            .option(.authfile)
        ),
        ToolFlag(
            .cacheDir,
            .text(placeholder: "FOLDER"),
            [.two: .all],
            "names the folder of the cache",
            .option(.cacheDir)
        ),
        ToolFlag(
            .port,
            .number(1...65_535),
            [.two: .all],
            "is the port of the cache's registry",
            .noEffect("no local registry runs and no port is opened")
        ),
        ToolFlag(
            .logLevel,
            .text(placeholder: "LEVEL"),
            [.one: .mirror, .two: .all],
            "is the verbosity: error, info, debug or trace",
            .option(.logLevel)
        ),
        ToolFlag(
            .loglevel,
            .text(placeholder: "LEVEL"),
            [.two: .all],
            "is the verbosity (4.17)",
            .option(.logLevel)
        ),
        ToolFlag(
            .verbose,
            .number(0...1_000_000),
            [.one: .all],
            "is the verbosity, from 0 to 9",
            .option(.logLevel)
        ),
    ]
}
