// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import HTTPTransport
import Registry
import TestSupport
import Testing

@Suite("certs.d")
struct CertificateStoreTests {
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
            try directory.write("\(place)/certs.d/a.example:5000/ca.crt", TestDirectory.certificate("\(number)"))
            let roots = try store().security(host: "a.example:5000").trustedRoots
            #expect(roots?.hasPrefix(TestDirectory.certificate("\(number)")) == true)
        }
        #expect(try store().security(host: "a.example") == .standard)
    }

    @Test("adds its authorities to the roots and brings client certificates")
    func contents() throws {
        let folder = "etc/containers/certs.d/a.example"
        try directory.write("\(folder)/one.crt", TestDirectory.certificate("one"))
        try directory.write("\(folder)/two.crt", TestDirectory.certificate("two"))
        let certificate = try directory.write("\(folder)/client.cert", "certificate")
        let key = try directory.write("\(folder)/client.key", "key")
        try directory.write("\(folder)/README", "text")
        let bundle = try directory.write("bundle.pem", TestDirectory.certificate("bundle"))
        let store = try store(["SSL_CERT_FILE": bundle])
        let security = try store.security(host: "a.example")
        #expect(
            security.trustedRoots
                == [
                    TestDirectory.certificate("one"), TestDirectory.certificate("two"),
                    TestDirectory.certificate("bundle"),
                ].joined(separator: "\n")
        )
        #expect(security.clientCertificate == .init(certificatePath: certificate, keyPath: key))
        #expect(try store.security(host: "b.example").trustedRoots == TestDirectory.certificate("bundle"))
    }

    @Test(
        "with half a client certificate is refused",
        arguments: [("x.cert", "c", "has no key"), ("x.key", "k", "has no certificate")]
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
        try directory.write("roots/a.pem", TestDirectory.certificate("a"))
        try directory.write("roots/b.crt", TestDirectory.certificate("b"))
        #expect(
            try store(["SSL_CERT_DIR": "\(directory.path)/roots"]).trustedRoots
                == "\(TestDirectory.certificate("a"))\n\(TestDirectory.certificate("b"))"
        )
    }

    @Test(
        "with a file of authorities that is of no use goes on without it and says so",
        arguments: [
            ("", "no PEM"), ("see the wiki\n", "no PEM"), ("-----BEGIN CERTIFICATE-----\nMII\n", "no PEM"),
            ("-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----\n", "no PEM"),
            ("-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n", "no PEM"), (nil, "does not exist"),
        ] as [(String?, String)]
    )
    func useless(text: String?, reason: String) throws {
        let folder = "etc/containers/certs.d/a.example"
        try directory.write("\(folder)/good.crt", "About this file\r\n" + TestDirectory.certificate("good"))
        let path = "\(directory.path)/\(folder)/bad.crt"
        if let text {
            try directory.write("\(folder)/bad.crt", text)
        } else {
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/no/such/file")
        }
        var notes: [String] = []
        let security = try store().security(host: "a.example") { notes.append($0) }
        #expect(security.trustedRoots?.hasPrefix(TestDirectory.certificate("good")) == true)
        #expect(notes.count == 1)
        #expect(notes.first?.hasPrefix("\(path) is skipped: ") == true && notes.first?.contains(reason) == true)
    }

    @Test("keeps the whole certificates of a file in which one is damaged")
    func damaged() throws {
        let damaged = TestDirectory.certificate("damaged").replacing("\n-----END", with: "AAAA?\n-----END")
        let bundle = try directory.write(
            "bundle.pem",
            [TestDirectory.certificate("a"), damaged, TestDirectory.certificate("b")].joined(separator: "\n")
        )
        #expect(
            try store(["SSL_CERT_FILE": bundle]).trustedRoots
                == "\(TestDirectory.certificate("a"))\n\(TestDirectory.certificate("b"))"
        )
    }

    @Test("passes over what is of no use in SSL_CERT_DIR")
    func uselessInVariable() throws {
        try directory.write("roots/a.pem", TestDirectory.certificate("a"))
        try directory.write("roots/note.pem", "see the wiki\n")
        let link = "\(directory.path)/roots/removed.pem"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/no/such/file")
        let store = try store(["SSL_CERT_DIR": "\(directory.path)/roots"])
        #expect(store.trustedRoots == TestDirectory.certificate("a"))
        #expect(store.notes.count == 2)
    }
}
