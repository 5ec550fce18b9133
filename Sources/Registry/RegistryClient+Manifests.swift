// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
package import OCI

extension RegistryClient {
    /// Fetches a manifest and verifies its digest if it is requested by digest.
    package func manifest(_ repository: Repository, _ reference: ManifestReference) async throws -> Manifest {
        try await connection.read(repository, for: reference.query, Self.manifestRequest(.get, reference)) { answer in
            try await Self.manifest(in: answer, reference)
        }
    }

    private static let accepted = MediaType.acceptedManifests.map(\.rawValue).joined(separator: ", ")

    static func manifestRequest(_ method: HTTPRequest.Method, _ reference: ManifestReference) -> RegistryRequest {
        var request = RegistryRequest(method, .repository("manifests/\(reference)"))
        request.headers["Accept"] = accepted
        return request
    }

    /// Reads the descriptor from the answer to a HEAD; `nil` if it is incomplete.
    static func descriptor(
        in answer: RegistryAnswer,
        _ reference: ManifestReference
    ) throws -> Descriptor? {
        guard let type = mediaType(of: answer), type.isIndex || type.isManifest,
            let size = answer.headers["Content-Length"].flatMap({ Int64($0) }), size > 0
        else { return nil }
        let named = answer.headers["Docker-Content-Digest"].flatMap { try? Digest($0) }
        switch reference {
        case .tag:
            return named.map { Descriptor(mediaType: type, digest: $0, size: size) }
        case .digest(let digest):
            if let named, named.algorithm == digest.algorithm, named != digest {
                throw RegistryError(
                    kind: .digestMismatch,
                    request: answer.request,
                    details: ["expected \(digest), the registry answers for \(named)"]
                )
            }
            return Descriptor(mediaType: type, digest: digest, size: size)
        }
    }

    /// Reads the manifest from the answer to a GET and checks that it is the requested one.
    static func manifest(in answer: RegistryAnswer, _ reference: ManifestReference) async throws -> Manifest {
        let bytes = try await answer.body(limit: Manifest.sizeLimit)
        let named = answer.headers["Docker-Content-Digest"].flatMap { try? Digest($0) }
        let expected: Digest? =
            switch reference {
            case .digest(let digest): digest
            case .tag: named
            }
        if let expected {
            let found = Digest(of: bytes, algorithm: expected.algorithm)
            guard found == expected else {
                throw RegistryError(
                    kind: .digestMismatch,
                    request: answer.request,
                    details: ["expected \(expected), the \(bytes.count) bytes received are \(found)"],
                    remedy: "the registry, or a proxy in front of it, changes content; nothing was kept"
                )
            }
        }
        do {
            return try Manifest(bytes, mediaType: mediaType(of: answer), algorithm: expected?.algorithm ?? .sha256)
        } catch {
            throw RegistryError.invalid(answer.request, error.message)
        }
    }

    /// The type that the registry states, if it is a useful one.
    private static func mediaType(of answer: RegistryAnswer) -> MediaType? {
        guard let value = answer.headers["Content-Type"] else { return nil }
        let type = value.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
        // A plain web server's type for a file says nothing; the manifest itself has the type.
        let isGeneric = ["", "application/json", "application/octet-stream", "text/plain"].contains(type)
        return isGeneric ? nil : MediaType(rawValue: type)
    }
}

extension ManifestReference {
    /// The kind of request, which decides which mirrors may answer.
    var query: RegistriesConfiguration.Query {
        switch self {
        case .tag(let tag): tag.isCosign ? .attachment : .tag
        case .digest: .digest
        }
    }
}
