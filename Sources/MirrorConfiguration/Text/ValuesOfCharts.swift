// SPDX-License-Identifier: Apache-2.0

/// The parts of a text that are values of charts: what is indented below a `values:`, or follows it on its line.
///
/// Values may contain anything, such as `{{ .Release.Name }}` for the chart's templates and `changeme`. So they are left as
/// they are.
struct ValuesOfCharts {
    /// The column of the key `values` that was last seen, while lines below it are read.
    private var margin: Int?

    private static let keys = ["values:", "\"values\":", "'values':"].map { Array($0.unicodeScalars) }

    /// The index at which values begin on the next line; `nil` if there are none.
    mutating func start(in line: [Unicode.Scalar]) -> Int? {
        let indent = line.prefix { $0 == " " }.count
        if let margin {
            if indent > margin || indent == line.count { return 0 }
            self.margin = nil
        }
        for index in line.indices where Self.mayBegin(line, at: index) {
            for key in Self.keys where line[index...].starts(with: key) {
                let end = index + key.count
                guard end == line.count || line[end] == " " || line[end] == "\r" else { continue }
                let isFirst = line[..<index].allSatisfy { $0 == " " || $0 == "-" }
                margin = isFirst ? index : indent
                return end
            }
        }
        return nil
    }

    private static func mayBegin(_ line: [Unicode.Scalar], at index: Int) -> Bool {
        guard line[index] == "v" || line[index] == "\"" || line[index] == "'" else { return false }
        guard index > 0 else { return true }
        return " {,".unicodeScalars.contains(line[index - 1])
    }
}
