// SPDX-License-Identifier: Apache-2.0

import Foundation
package import OCI
package import Plans

extension AuditTrail {
    /// A recorded plan as a whole; `nil` if it is not recorded here, or cannot be read.
    package func plan(_ id: Digest) throws -> Plan? {
        guard let bytes = try folder.read(Self.file(of: id)), let file = try? PlanFile(reading: Data(bytes)),
            file.id == id
        else { return nil }
        return file.plan
    }

    /// The file that a recorded plan was made from, as it was then; `nil` if the record does not have it.
    package func configuration(of id: Digest, _ record: ConfigurationRecord) throws -> (name: String, bytes: [UInt8])? {
        for name in try folder.list(Self.folder(of: id)) {
            guard let bytes = try folder.read("\(Self.folder(of: id))/\(name)"), Digest(of: bytes) == record.digest
            else {
                continue
            }
            return (record.path.split(separator: "/").last.map(String.init) ?? name, bytes)
        }
        return nil
    }
}
