// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Runs
import Views

/// `mirror cache verify`: compares cached files with their digests.
struct CacheVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Compare the files of the cache with their digests, and list the damaged ones.",
        discussion: Examples.discussion("Exits with 1 if a damaged file remains.", "mirror cache verify --repair")
    )

    @Flag(help: "Remove the damaged files.")
    var repair = false

    @OptionGroup var patience: PatienceOptions
    @OptionGroup(title: "Cache") var cache: CacheOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        try await reporting { try await interruptible { try await verify() } }
    }

    private func verify() async throws {
        let place = try cache.place(ProcessInfo.processInfo.environment)
        let verification = CacheVerification(of: place) { number, all in
            Console.standard.tell(.progress(Activity("reading the cache", count: number, of: all, "files")))
        }
        let verified = try await verification.run(repairing: repair ? patience.duration : nil)
        try output.show(CacheFaultView(verified))
        if !verified.isWhole { throw ExitStatus.failure }
    }
}
