// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Scheduling
import YAML

/// Reads a file that the user named, or reports why that is not possible.
enum ConfigurationFile {
    /// The name of a configuration from standard input, in messages, plans and the ledger.
    static let standardInputName = "standard-input.yaml"

    /// Reads standard input, at most `limit` bytes.
    static func readStandardInput(limit: Int) throws(FindingsError) -> [UInt8] {
        let bytes: [UInt8]?
        do {
            bytes = try Scheduling.readStandardInput(upTo: limit)
        } catch {
            let summary = "the configuration cannot be read from standard input: \(error)"
            throw FindingsError([Finding(.error, .unreadableFile, summary)])
        }
        guard let bytes else { throw FindingsError([.tooLarge(path: standardInputName, bytes: nil, limit: limit)]) }
        return bytes
    }

    /// Reads a regular file of at most `limit` bytes; messages call the file `name`.
    static func read(
        _ path: String,
        limit: Int,
        named name: String = "configuration"
    ) throws(FindingsError) -> [UInt8] {
        func fail(_ code: FindingCode, _ summary: String, remedy: String? = nil) -> FindingsError {
            FindingsError([Finding(.error, code, summary, remedy: remedy)])
        }
        guard !path.isEmpty else { throw fail(.noSuchFile, "the path of the \(name) is empty") }
        // Links are followed, because Kubernetes mounts configurations through them.
        let resolved = URL(filePath: path).resolvingSymlinksInPath().path
        let attributes: [FileAttributeKey: Any]
        do {
            attributes = try FileManager.default.attributesOfItem(atPath: resolved)
        } catch CocoaError.fileReadNoSuchFile {
            throw fail(.noSuchFile, "there is no file \(path)", remedy: "check the path of the \(name)")
        } catch {
            throw fail(.unreadableFile, "\(path) cannot be read: \(error.fileProblem)")
        }
        // A pipe or a device might never end or never answer.
        guard attributes[.type] as? FileAttributeType == .typeRegular else {
            let kind =
                switch attributes[.type] as? FileAttributeType {
                case .typeDirectory: "a directory"
                case .typeSymbolicLink: "a link that leads nowhere"
                default: "not a regular file"
                }
            throw fail(.notAFile, "\(path) is \(kind)", remedy: "name the \(name) file itself")
        }
        guard let size = (attributes[.size] as? NSNumber)?.intValue, size <= limit else {
            throw FindingsError([
                .tooLarge(path: path, bytes: (attributes[.size] as? NSNumber)?.intValue, limit: limit)
            ])
        }
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: resolved))
            defer { try? file.close() }
            // The file may have grown since its size was read.
            let data = try file.read(upToCount: limit + 1) ?? Data()
            guard data.count <= limit else {
                throw FindingsError([.tooLarge(path: path, bytes: nil, limit: limit)])
            }
            return Array(data)
        } catch let error as FindingsError {
            throw error
        } catch {
            throw fail(.unreadableFile, "\(path) cannot be read: \(error.fileProblem)")
        }
    }
}
