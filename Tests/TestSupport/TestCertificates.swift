// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A certificate for 127.0.0.1 and localhost, and the private authority that signed it, made by `openssl`.
package struct TestCertificates: Sendable {
    /// The authority's certificate, a PEM file.
    package let authority: String
    package let certificate: String
    package let key: String

    package init(in directory: String) throws {
        authority = "\(directory)/ca.crt"
        certificate = "\(directory)/server.crt"
        key = "\(directory)/server.key"
        let newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        try Self.openssl(
            ["req", "-x509"] + newKey + ["-subj", "/CN=test authority", "-days", "3650"]
                + ["-keyout", "\(directory)/ca.key", "-out", authority]
        )
        try Self.openssl(
            ["req"] + newKey + ["-subj", "/CN=localhost", "-keyout", key, "-out", "\(directory)/server.csr"]
        )
        let names = "subjectAltName=IP:127.0.0.1,DNS:localhost\n"
        try names.write(toFile: "\(directory)/names", atomically: true, encoding: .utf8)
        try Self.openssl(
            ["x509", "-req", "-in", "\(directory)/server.csr", "-CA", authority, "-CAkey", "\(directory)/ca.key"]
                + ["-CAcreateserial", "-days", "3650", "-extfile", "\(directory)/names", "-out", certificate]
        )
    }

    private static func openssl(_ arguments: [String]) throws {
        guard try runTool(["openssl"] + arguments).status == 0 else {
            throw RegistryProcess.StartFailure(description: "openssl \(arguments[0]) failed")
        }
    }
}
