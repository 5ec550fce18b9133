// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import SystemPackage
import TestSupport
import Testing

@Suite("What the system says is told in our words:")
struct SystemProblemTests {
    private static let raw = [
        "NSCocoaErrorDomain", "Error Domain", "could not be completed", "UserInfo", "error 5", "error 2",
    ]

    private static let problems: [(any Error, String)] = [
        (POSIXError(.EACCES), "permission denied"),
        (Errno.noSpace, "no space is left on the device"),
        (Errno.brokenPipe, "the program that reads it has ended"),
        (SystemFailure(EROFS), "the file system is read-only"),
        (CocoaError(.fileWriteNoPermission), "permission denied"),
        (CocoaError(.fileReadInapplicableStringEncoding), "it is not UTF-8 text"),
        (CocoaError(.fileWriteUnsupportedScheme), "its path cannot be used: it is too long, or not UTF-8"),
        (CocoaError(.fileWriteUnknown), "the system gives no reason"),
        (CocoaError(.fileWriteUnknown, userInfo: [NSUnderlyingErrorKey: POSIXError(.ENOTDIR)]), folder),
        (
            CocoaError(
                .fileReadUnknown,
                userInfo: [NSUnderlyingErrorKey: NSError(domain: NSPOSIXErrorDomain, code: 20)]
            ), folder
        ),
        (NSError(domain: "NSURLErrorDomain", code: -1), "the system gives no reason"),
        (CancellationError(), "it was interrupted"),
        (Own(), "our own words"),
    ]

    private static let folder = "a part of its path is a file, not a folder"

    private struct Own: Error, CustomStringConvertible {
        let description = "our own words"
    }

    @Test("an error of every kind", arguments: problems.indices)
    func tells(index: Int) {
        let (error, words) = Self.problems[index]
        #expect(error.fileProblem == words)
    }

    @Test("every number of the system, none of them raw")
    func everyNumber() {
        for number in Int32(1)...133 {
            let words = systemProblem(number)
            #expect(!words.isEmpty && words.first?.isUppercase == false, "\(number): \(words)")
            #expect(!Self.raw.contains { words.contains($0) }, "\(words)")
        }
        #expect(systemProblem(99_999) == "the system gives no reason")
    }

    @Test("every code of Foundation, none of them raw")
    func everyCode() {
        for code in Array(1...700) + [3840] {
            let words = CocoaError(CocoaError.Code(rawValue: code)).inWords
            #expect(!Self.raw.contains { words.contains($0) }, "\(code): \(words)")
        }
    }

    @Test("what was tried, and with which file")
    func namesTheFile() throws {
        let folder = try TemporaryDirectory()
        try folder.write("x", to: "file")
        func words(_ body: () throws -> Void) -> String {
            do {
                try body()
                return "nothing failed"
            } catch {
                return error.inWords
            }
        }
        let below = folder["file/below"]
        #expect(
            words { try FileManager.default.createDirectory(atPath: below, withIntermediateDirectories: true) }
                == "cannot write \(below): \(Self.folder)"
        )
        #expect(
            words { _ = try Data(contentsOf: URL(filePath: folder["absent"])) }
                == "cannot read \(folder["absent"]): there is no such file or folder"
        )
        #expect(
            words { _ = try String(contentsOfFile: folder.path, encoding: .utf8) }
                == "cannot read \(folder.path): it is a folder, not a file"
        )
    }
}
