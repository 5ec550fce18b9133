// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
import Registry
import TestSupport
import Testing

@Suite("certs.d")
struct CertificateStoreTests {
    private static let pem = "-----BEGIN CERTIFICATE-----\n"

    private let directory: TestDirectory

    init() throws { directory = try TestDirectory() }

    private func store(_ more: [String: String] = [:]) throws -> CertificateStore {
        let environment = ["HOME": "\(directory.path)/home"].merging(more) { $1 }
        return try CertificateStore(environment: environment, systemDirectory: "\(directory.path)/etc")
    }

    @Test("without a directory for a registry changes nothing")
    func none() throws {
        #expect(try store().security(host: "a.example") == .standard)
        #expect(try store().security(host: "a.example", verifiesPeer: false).verifiesPeer == false)
    }

    @Test("is looked up at the user's place first, then containers', then docker's")
    func order() throws {
        for (number, place) in ["etc/docker", "etc/containers", "home/.config/containers"].enumerated() {
            try directory.write("\(place)/certs.d/a.example:5000/ca.crt", Self.pem + "\(number)")
            let roots = try store().security(host: "a.example:5000").trustedRoots
            #expect(roots?.hasPrefix(Self.pem + "\(number)") == true)
        }
        #expect(try store().security(host: "a.example") == .standard)
    }

    @Test("adds its authorities to the roots and brings client certificates")
    func contents() throws {
        let folder = "etc/containers/certs.d/a.example"
        try directory.write("\(folder)/one.crt", Self.pem + "one")
        try directory.write("\(folder)/two.crt", Self.pem + "two")
        let certificate = try directory.write("\(folder)/client.cert", "certificate")
        let key = try directory.write("\(folder)/client.key", "key")
        try directory.write("\(folder)/README", "text")
        let bundle = try directory.write("bundle.pem", Self.pem + "bundle")
        let store = try store(["SSL_CERT_FILE": bundle])
        let security = try store.security(host: "a.example")
        #expect(
            security.trustedRoots == [Self.pem + "one", Self.pem + "two", Self.pem + "bundle"].joined(separator: "\n")
        )
        #expect(security.clientCertificate == .init(certificatePath: certificate, keyPath: key))
        #expect(try store.security(host: "b.example").trustedRoots == Self.pem + "bundle")
    }

    @Test(
        "with half a client certificate, or a file that is none, is refused",
        arguments: [("x.cert", "c", "has no key"), ("x.key", "k", "has no certificate"), ("x.crt", "?", "no PEM")]
    )
    func halves(name: String, text: String, reason: String) throws {
        try directory.write("etc/docker/certs.d/a.example/\(name)", text)
        let error = #expect(throws: SettingsError.self) { try store().security(host: "a.example") }
        #expect(error?.description.contains(reason) == true)
        #expect(error?.path.hasSuffix(name) == true)
    }

    @Test("gives way to a missing SSL_CERT_FILE with an error, and takes SSL_CERT_DIR")
    func variables() throws {
        #expect(throws: SettingsError.self) { try store(["SSL_CERT_FILE": "/no/such/file"]) }
        try directory.write("roots/a.pem", Self.pem + "a")
        try directory.write("roots/b.crt", Self.pem + "b")
        #expect(
            try store(["SSL_CERT_DIR": "\(directory.path)/roots"]).trustedRoots == "\(Self.pem)a\n\(Self.pem)b"
        )
    }
}
