// SPDX-License-Identifier: Apache-2.0

import OCI
import Testing
@testable import Registry

/// A place for metadata may be in a registry without TLS; nothing else is reached so for that reason.
@Suite("A repository that may have any certificate")
struct PermittedRepositoryTests {
    private func repository(_ name: String) throws -> Repository { try Repository(name) }

    @Test("is the only one that may")
    func only() throws {
        var settings = RegistriesConfiguration()
        settings.permitAnyCertificate(of: try repository("a.example:5000/state/meta"))
        #expect(try settings.destination(repository("a.example:5000/state/meta")).isInsecure)
        for other in [
            "a.example:5000/state/other", "a.example:5000/state/metadata", "a.example:5000/state",
            "a.example/state/meta", "b.example/x",
        ] {
            #expect(try !settings.destination(repository(other)).isInsecure, "\(other)")
        }
        #expect(try !settings.endpoint(of: RegistryHost("a.example:5000")).isInsecure)
    }

    @Test("stays blocked where registries.conf blocks it, and is never a mirror")
    func known() throws {
        var entry = RegistriesConfiguration.Entry(prefix: "a.example", location: "b.example", file: "registries.conf")
        var settings = RegistriesConfiguration(entries: [entry])
        settings.permitAnyCertificate(of: try repository("a.example/state/meta"))
        let place = try settings.destination(repository("a.example/state/meta"))
        #expect("\(place)" == "a.example/state/meta" && place.isInsecure)
        entry.isBlocked = true
        settings = RegistriesConfiguration(entries: [entry])
        settings.permitAnyCertificate(of: try repository("a.example/state/meta"))
        #expect(throws: RegistryError.self) { try settings.destination(repository("a.example/state/meta")) }
    }
}
