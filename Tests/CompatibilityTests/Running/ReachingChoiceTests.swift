// SPDX-License-Identifier: Apache-2.0

import Logging
import Runs
import Testing

@testable import Compatibility

@Suite("How a command line reaches registries")
struct ReachingChoiceTests {
    private static func choices(_ flags: String) throws -> ReachingChoices {
        try Line(stringLiteral: "oc-mirror \(flags)").invocation().reaching.choices
    }

    private static let one = "-c a file://x"
    private static let two = "--v2 -c a file://x"

    @Test("is as usual without flags")
    func usual() throws {
        let choices = try Self.choices(Self.one)
        #expect(choices == ReachingChoices() && choices.sourceVerifiesTLS && choices.destinationVerifiesTLS)
        #expect(choices.logLevel == .warning)
    }

    @Test(
        "believes any certificate only on the side that a flag names",
        arguments: [
            ("\(one) --source-skip-tls", false, true), ("\(one) --source-use-http", false, true),
            ("\(one) --dest-skip-tls", true, false), ("\(one) --dest-use-http", true, false),
            ("\(one) --source-use-http --dest-skip-tls", false, false), ("\(two) --src-tls-verify=false", false, true),
            ("\(two) --dest-tls-verify=false", true, false), ("\(two) --tls-verify=false", false, false),
            ("\(two) --src-tls-verify --dest-tls-verify=true", true, true),
            ("\(one) --source-skip-tls=false", true, true),
        ]
    )
    func certificates(flags: String, source: Bool, destination: Bool) throws {
        let choices = try Self.choices(flags)
        #expect(choices.sourceVerifiesTLS == source && choices.destinationVerifiesTLS == destination)
    }

    @Test(
        "logs as much as is asked for",
        arguments: [
            ("\(two) --log-level=error", .error), ("\(two) --log-level=warn", .warning),
            ("\(two) --log-level=info", .info), ("\(two) --log-level=debug", .debug),
            ("\(two) --log-level=trace", .trace), ("\(one) -v 0", .warning), ("\(one) -v 2", .info),
            ("\(one) --verbose=5", .debug), ("\(one) -v9", .trace), ("\(two) --quiet", .error),
            ("\(two) --quiet --log-level=debug", .debug), ("\(two) --log-level=error --loglevel=debug", .error),
        ] as [(String, Logger.Level)]
    )
    func levels(flags: String, level: Logger.Level) throws {
        #expect(try Self.choices(flags).logLevel == level)
    }

    @Test("takes files from flags")
    func files() throws {
        #expect(try Self.choices("\(Self.two) --authfile=auth.json").authFile == "auth.json")
        let registries = try Self.choices("\(Self.one) --oci-registries-config=/etc/r.conf").registriesConfiguration
        #expect(registries == "/etc/r.conf")
    }
}
