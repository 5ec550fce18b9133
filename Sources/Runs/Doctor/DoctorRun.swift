// SPDX-License-Identifier: Apache-2.0

import Audit
import Diagnostics
import Foundation
import MirrorConfiguration
import OCI
import OpenPGP
import Registry
import Releases
import Resolution

/// Checks what a plan and an apply need, and changes nothing: no folder is made, nothing is committed or pushed.
package struct DoctorRun: Sendable {
    private let request: DoctorRequest
    private let environment: [String: String]
    private let connect: @Sendable () throws -> RegistryClients
    private let progress: @Sendable (String) -> Void

    /// A server that has not answered in this time is a finding.
    static let patience = Duration.seconds(20)

    /// `progress` hears what is waited for.
    package init(
        of request: DoctorRequest,
        environment: [String: String],
        connect: @escaping @Sendable () throws -> RegistryClients,
        progress: @escaping @Sendable (String) -> Void
    ) {
        self.request = request
        self.environment = environment
        self.connect = connect
        self.progress = progress
    }

    /// Runs every check, whatever the others find.
    package func run() async -> [HealthCheck] {
        let (configuration, places) = readConfiguration()
        var checks = configuration
        let target: MirrorTarget?
        do {
            target =
                try request.to == nil && TargetChoice.named(in: environment) == nil
                ? nil : TargetChoice(option: request.to, environment: environment).target()
            if target == nil {
                checks.append(
                    HealthCheck(
                        "target",
                        .skipped,
                        "none is named",
                        remedy: "mirror doctor \(OptionName.to) docker://host"
                    )
                )
            }
        } catch {
            target = nil
            checks.append(HealthCheck("target", failed: error))
        }
        do {
            let clients = try connect()
            if let target { checks += await self.checks(of: target, clients.target) }
            for image in places?.images ?? [] { checks.append(await check(image, clients.source)) }
        } catch {
            checks.append(HealthCheck("settings of registries", failed: error))
        }
        checks += localChecks(places)
        if let places, places.wantsReleases { checks.append(await keys()) }
        return checks
    }

    private func readConfiguration() -> ([HealthCheck], WantedPlaces?) {
        guard let path = request.configuration else { return ([], nil) }
        let subject = "configuration \(path)"
        do {
            let configuration = try ImageSetConfiguration.load(path: path)
            let count = configuration.warnings.count
            let words = count == 0 ? "can be planned" : "can be planned, with \(counted(count, "warning"))"
            let check = HealthCheck(
                subject,
                count == 0 ? .ok : .note,
                words,
                remedy: count == 0 ? nil : "Read them: mirror plan -c \(shellArgument(path))"
            )
            return ([check], WantedPlaces(configuration))
        } catch {
            return ([HealthCheck(subject, .problem, "\(error)")], nil)
        }
    }

    private func checks(of target: MirrorTarget, _ client: RegistryClient) async -> [HealthCheck] {
        if let folder = target.folder { return [DoctorFiles.folder("archive", folder)] }
        let subject = "target \(target)"
        do {
            let name = [target.namespace?.description, "mirror-doctor"].compactMap(\.self).joined(separator: "/")
            let repository = Repository(host: target.host, name: try RepositoryName(name))
            progress("asking \(target.host)")
            let standing = try await Self.limited {
                try await client.requireRegistry(at: repository)
                return try await client.standing(at: repository)
            }
            return [
                HealthCheck(subject, .ok, "answers, and is a registry"),
                .push(to: "\(repository)", standing.push),
                .clock(of: "\(target.host)", there: standing.date, here: Date()),
            ]
        } catch {
            return [HealthCheck(subject, failed: error)]
        }
    }

    private func check(_ image: ImageReference, _ client: RegistryClient) async -> HealthCheck {
        let subject = "source \(image.repository.host)"
        guard let reference = image.manifestReference else {
            return HealthCheck(subject, .skipped, "\(image) has no tag")
        }
        do {
            progress("asking \(image.repository.host)")
            let found = try await Self.limited { try await client.head(image.repository, reference) }
            guard found != nil else { return HealthCheck(subject, .problem, "it has no image \(image)") }
            return HealthCheck(subject, .ok, "\(image) can be pulled")
        } catch {
            return HealthCheck(subject, failed: error)
        }
    }

    private func keys() async -> HealthCheck {
        let subject = "keys of releases"
        do {
            let keys = try TrustedKeys(releaseKeys: request.releaseKeys, environment: environment)
            _ = try await Keyring(paths: keys.paths, environment: environment)
            return HealthCheck(subject, .ok, keys.paths.joined(separator: ", "))
        } catch {
            return HealthCheck(subject, failed: error)
        }
    }

    private func localChecks(_ places: WantedPlaces?) -> [HealthCheck] {
        var checks = (places?.layouts ?? []).map { DoctorFiles.layout($0) }
        do {
            let place = try CachePlace(folder: request.cacheFolder, environment: environment) { _ in }
            checks.append(DoctorFiles.folder("cache", place.root))
        } catch {
            checks.append(HealthCheck("cache", failed: error))
        }
        checks.append(DoctorFiles.identity(around: request.configuration, environment))
        return checks
    }

    /// Runs a body, for as long as we are patient.
    static func limited<Result: Sendable>(
        to limit: Duration = patience,
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await Task.sleep(for: limit)
                throw NoAnswer(limit: limit)
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }
}

/// What `mirror doctor` is to look at.
package struct DoctorRequest: Sendable {
    /// The configuration; `nil` if only the machine is looked at.
    package var configuration: String?
    package var to: String?
    package var releaseKeys: [String]
    package var cacheFolder: String?

    package init(configuration: String?, to: String?, releaseKeys: [String], cacheFolder: String?) {
        self.configuration = configuration
        self.to = to
        self.releaseKeys = releaseKeys
        self.cacheFolder = cacheFolder
    }
}

/// An error that a server did not answer in time.
struct NoAnswer: ExplainedError {
    let limit: Duration

    var explanation: Explanation {
        Explanation(
            "there is no answer after \(limit.components.seconds) s",
            remedy: "Check the host, the port and the proxy (HTTPS_PROXY, NO_PROXY)."
        )
    }
}
