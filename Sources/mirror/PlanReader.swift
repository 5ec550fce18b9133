// SPDX-License-Identifier: Apache-2.0

import Foundation
import Plans

/// Reads a plan from a file that a user named.
struct PlanReader {
    let path: String

    func read() throws -> PlanFile {
        let data: Data
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            guard attributes[.type] as? FileAttributeType == .typeRegular else {
                throw CommandError("\(path): expected the file of a plan, found something else")
            }
            guard attributes[.size] as? Int ?? 0 <= PlanFile.sizeLimit else {
                throw CommandError("\(path): larger than the \(PlanFile.sizeLimit) bytes that a plan may have")
            }
            data = try Data(contentsOf: URL(filePath: path))
        } catch let error as CommandError {
            throw error
        } catch {
            throw CommandError("\(path): there is no such plan that can be read\nMake one with `mirror plan`.")
        }
        return try PlanFile(reading: data)
    }
}
