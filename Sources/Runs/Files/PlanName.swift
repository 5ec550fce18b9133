// SPDX-License-Identifier: Apache-2.0

package import Audit
import Foundation

/// A plan as a command line names it.
package enum PlanName: Sendable, Equatable {
    case standardInput
    /// The path of a file, whether it exists or not.
    case file(String)
    /// A plan in the record, by the beginning of its id.
    case recorded(PlanPrefix)

    /// The thing that a path names.
    enum Kind {
        case file, folder
    }

    /// Reads a name: an existing file is meant as such, also if its name looks like an id.
    package init(_ text: String) {
        self.init(text) { path in
            // A link may lead to a plan.
            let file = URL(filePath: path).resolvingSymlinksInPath()
            let type = try? FileManager.default.attributesOfItem(atPath: file.path)[.type] as? FileAttributeType
            return type.map { $0 == .typeDirectory ? .folder : .file }
        }
    }

    init(_ text: String, kind: (String) -> Kind?) {
        guard text != StandardStream.name else {
            self = .standardInput
            return
        }
        switch kind(text) {
        case .file: self = .file(text)
        // Shells complete the folder of a recorded plan.
        case .folder:
            let isPlan = text.split(separator: "/").last.map { PlanPrefix(String($0)) != nil } == true
            let file = text.hasSuffix("/") ? "\(text)plan.json" : "\(text)/plan.json"
            self = .file(isPlan && kind(file) == .file ? file : text)
        case nil: self = PlanPrefix(text).map { .recorded($0) } ?? .file(text)
        }
    }
}
