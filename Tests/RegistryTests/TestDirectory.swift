// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI

/// A directory that goes away with the test.
final class TestDirectory: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "registry-tests-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, with the directories above it.
    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        let file = URL(filePath: path).appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file.path
    }

    /// Writes an auth file with one login.
    func authFile(_ key: some CustomStringConvertible, _ user: String, _ password: String) throws -> String {
        try write("auth-\(UUID().uuidString).json", Self.auths(["\(key)": (user, password)]))
    }

    /// The JSON of an auth file.
    static func auths(_ logins: [String: (user: String, password: String)]) throws -> String {
        let entries = logins.mapValues { ["auth": Data("\($0.user):\($0.password)".utf8).base64EncodedString()] }
        let data = try JSONSerialization.data(withJSONObject: ["auths": entries], options: .sortedKeys)
        return String(decoding: data, as: UTF8.self)
    }

    /// The least that passes for a certificate: a sequence that begins with a sequence, which holds a text.
    static func certificate(_ name: String) -> String {
        let text = Array(name.utf8)
        let inner = [0x30, UInt8(text.count + 2), 0x0c, UInt8(text.count)] + text
        let bytes = [0x30, UInt8(inner.count)] + inner
        return "-----BEGIN CERTIFICATE-----\n\(Data(bytes).base64EncodedString())\n-----END CERTIFICATE-----"
    }
}
