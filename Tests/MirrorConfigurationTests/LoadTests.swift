// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration
import Testing

@Suite final class LoadTests {
    private let directory = FileManager.default.temporaryDirectory.appending(path: "load-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: directory) }

    @Test func readsAFile() throws {
        let path = directory.appending(path: "isc.yaml").path
        try Data(everything.utf8).write(to: URL(filePath: path))
        let configuration = try ImageSetConfiguration.load(path: path, sections: ImageSetConfiguration.allSections)
        #expect(configuration.path == path)
        #expect(configuration.bytes == Array(everything.utf8))
    }

    @Test func followsALink() throws {
        let file = directory.appending(path: "isc.yaml")
        try Data(everything.utf8).write(to: file)
        let link = directory.appending(path: "link.yaml")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
        let configuration = try ImageSetConfiguration.load(path: link.path, sections: ImageSetConfiguration.allSections)
        #expect(configuration.path == link.path)
    }

    @Test func refusesASectionThatIsNotSupportedWithTheOtherMistakes() throws {
        let path = directory.appending(path: "isc.yaml").path
        let text = header + "mirror:\n  helm: {local: [{path: a.tgz}]}\n  operators: [1]\n"
        try Data(text.utf8).write(to: URL(filePath: path))
        let error = #expect(throws: FindingsError.self) {
            try ImageSetConfiguration.load(path: path, sections: SectionName.supported.subtracting([.helm]))
        }
        #expect(
            error?.errors.map { "\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.code)" } == [
                "4:3 unsupported-section", "5:15 wrong-type",
            ]
        )
    }

    @Test func saysThatThereIsNoFile() {
        #expect(
            problem("nowhere.yaml") == "error: there is no file nowhere.yaml | check the path of the configuration"
        )
        #expect(problem("") == "error: the path of the configuration is empty")
    }

    @Test func refusesWhatIsNoFile() {
        #expect(problem("/tmp") == "error: /tmp is a directory | name the configuration file itself")
        // It never ends, and must not be read at all.
        #expect(problem("/dev/zero") == "error: /dev/zero is not a regular file | name the configuration file itself")
    }

    @Test func saysThatADanglingLinkLeadsNowhere() throws {
        let link = directory.appending(path: "link.yaml")
        try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "/nowhere/at/all")
        #expect(problem(link.path)?.hasPrefix("error: \(link.path) is a link that leads nowhere") == true)
    }

    @Test func refusesAFileOf100MegabytesByItsSize() throws {
        let file = directory.appending(path: "large.yaml")
        try Data().write(to: file)
        let handle = try FileHandle(forWritingTo: file)
        try handle.truncate(atOffset: 100_000_000)
        try handle.close()
        #expect(
            problem(file.path)
                == "error: \(file.path) is 100000000 bytes long, at most 16777216 bytes (16 MiB) are read"
                + " | check that this is the file you meant"
        )
    }

    @Test func readsAFileWhoseSizeIsNotKnownBeforehand() {
        // Files of the kernel claim to be empty.
        #expect(problem("/proc/version")?.contains("ImageSetConfiguration") == true)
    }

    private func problem(_ path: String) -> String? {
        do throws(FindingsError) {
            _ = try ImageSetConfiguration.load(path: path)
            return nil
        } catch {
            return error.findings.first.map(oneLine)
        }
    }
}
