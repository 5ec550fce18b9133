// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import Registry
import TestSupport
import Testing

@Suite("At the door of docker-registry, the client", .waitsForPrograms)
struct RealRegistryAccessTests {
    @Test("refuses to write where the registry is read-only, with the registry's words")
    func readOnly() async throws {
        let registry = try RegistryProcess(.init(isReadOnly: true))
        let error = await #expect(throws: RegistryError.self) {
            try await RegistryProcess.client().beginUpload(registry.repository("a"))
        }
        #expect(error?.kind == .unsupported)
        #expect(error?.status == 405)
    }

    @Test("logs in with the password of an auth file, and says what was consulted when it cannot")
    func basic() async throws {
        let registry = try RegistryProcess(.init(wantsPassword: true))
        let directory = try TestDirectory()
        let image = try TestImage(layers: [[1]])
        let good = try directory.authFile(registry.host, RegistryProcess.user, RegistryProcess.password)
        let store = try CredentialStore(environment: [:], authFile: good)
        try await image.push(
            to: registry.repository("a"),
            tag: "x",
            with: RegistryProcess.client(RegistrySettings(credentials: store, destinationVerifiesTLS: false))
        )

        let bad = try directory.authFile(registry.host, "ali", "not the password")
        let wrong = try CredentialStore(environment: [:], authFile: bad)
        let settings = RegistrySettings(credentials: wrong, destinationVerifiesTLS: false)
        let refused = await #expect(throws: RegistryError.self) {
            try await RegistryProcess.client(settings).ping(registry.host)
        }
        #expect(refused?.kind == .unauthorized)
        #expect(refused?.description.contains(bad) == true)
        #expect(refused?.description.contains("not the password") == false)
        let unknown = await #expect(throws: RegistryError.self) {
            try await RegistryProcess.client().ping(registry.host)
        }
        #expect(unknown?.description.contains("no credential for `\(registry.host)`") == true)
        #expect(unknown?.description.contains("podman login \(registry.host)") == true)
    }

    @Test("trusts a private authority through certs.d, and says how where it does not")
    func privateAuthority() async throws {
        let registry = try RegistryProcess(.init(speaksTLS: true))
        let certificates = try #require(registry.certificates)
        let directory = try TestDirectory()
        let folder = "\(directory.path)/certs.d/\(registry.host)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: certificates.authority, toPath: "\(folder)/ca.crt")
        let trusting = RegistrySettings(certificates: CertificateStore(directories: ["\(directory.path)/certs.d"]))
        try await RegistryProcess.client(trusting).ping(registry.host)
        let image = try TestImage(layers: [[1]])
        try await image.push(to: registry.repository("a"), tag: "x", with: RegistryProcess.client(trusting))

        let roots = try String(contentsOfFile: certificates.authority, encoding: .utf8)
        let rooted = RegistrySettings(certificates: CertificateStore(trustedRoots: roots))
        try await RegistryProcess.client(rooted).ping(registry.host)
        try await RegistryProcess.client(RegistrySettings(destinationVerifiesTLS: false)).ping(registry.host)
        let error = await #expect(throws: RegistryError.self) {
            try await RegistryProcess.client(RegistrySettings()).ping(registry.host)
        }
        #expect(error?.kind == .unreachable(.untrustedCertificate))
        #expect(error?.description.contains("certs.d/\(registry.host)") == true)
    }

    @Test("falls back on plain HTTP only where the endpoint is declared insecure")
    func insecure() async throws {
        let registry = try RegistryProcess()
        let other = try RegistryProcess()
        var settings = RegistrySettings()
        var entry = RegistriesConfiguration.Entry(prefix: "\(registry.host)", file: "registries.conf")
        entry.isInsecure = true
        settings.registries = RegistriesConfiguration(entries: [entry])
        let client = RegistryProcess.client(settings)
        try await client.ping(registry.host)
        let error = await #expect(throws: RegistryError.self) { try await client.ping(other.host) }
        #expect(error?.kind == .unreachable(.tlsFailed))
        #expect(error?.description.contains("insecure = true") == true)
    }
}
