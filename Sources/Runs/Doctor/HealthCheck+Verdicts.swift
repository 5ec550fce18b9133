// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Foundation
package import Registry

extension HealthCheck {
    /// Compares the clock of a server with ours: certificates and tokens depend on it.
    package static func clock(of host: String, there: Date?, here: Date) -> HealthCheck {
        let subject = "clock"
        guard let there else { return HealthCheck(subject, .skipped, "`\(host)` does not tell its time") }
        let skew = Int(here.timeIntervalSince(there).rounded())
        let words = "this machine is \(abs(skew)) s \(skew < 0 ? "behind" : "ahead of") `\(host)`"
        let remedy = "Set the clock here or there; compare with: date -u; curl -sI https://\(host)/v2/ | grep -i ^date"
        switch abs(skew) {
        case ...30: return HealthCheck(subject, .ok, "agrees with `\(host)`")
        case ...300: return HealthCheck(subject, .note, words, remedy: remedy)
        default:
            return HealthCheck(subject, .problem, "\(words): certificates and tokens may be refused", remedy: remedy)
        }
    }

    /// What a registry says of the right to push.
    package static func push(to repository: String, _ right: RegistryStanding.PushRight) -> HealthCheck {
        let subject = "rights at the target"
        let login = "Log in as somebody who may push: podman login \(repository.prefix { $0 != "/" })"
        return switch right {
        case .granted: HealthCheck(subject, .ok, "its token allows to push to `\(repository)`")
        case .refused:
            HealthCheck(subject, .problem, "its token does not allow to push to `\(repository)`", remedy: login)
        case .open:
            HealthCheck(subject, .note, "it asks for no credential; whether it takes pushes shows at the first one")
        case .untold:
            HealthCheck(
                subject,
                .note,
                "it accepts the credential, and tells only at the first push whether it may push"
            )
        }
    }

    /// Compares the free space of a disk with what a run is known to need at least.
    package static func room(_ subject: String, in folder: String, free: Int64?, least: Int64, ample: Int64)
        -> HealthCheck
    {
        guard let free else { return HealthCheck(subject, .skipped, "\(folder): the free space is not known") }
        let words = "\(folder): \(ByteCount.text(free)) free"
        guard free < ample else { return HealthCheck(subject, .ok, words) }
        return HealthCheck(
            subject,
            free < least ? .problem : .note,
            free < least ? "\(words), \(ByteCount.text(least)) are needed" : "\(words), which large images may fill",
            remedy: "Free some space, or name a folder on another disk."
        )
    }
}
