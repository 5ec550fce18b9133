// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import GoTemplate

/// The errors of templates as Helm words them.
enum HelmMessages {
    private static let remedy =
        "give the chart other values: `values:` or `valuesFiles:` beside it, or \(OptionName.values)"

    /// The error of a text that is no template: Helm keeps only the place and what follows the last colon.
    static func error(_ error: ParseError) -> ChartError {
        let message = error.text.string
        let parts = message.components(separatedBy: ": ")
        return ChartError(
            .parsing,
            "parse error at (\(parts.count > 1 ? parts[1] : error.template)): \(parts.last ?? message)",
            at: ChartError.Place(file: error.template, line: error.line),
            remedy: "correct the template, or use a version of the chart that this version of Helm's language can read"
        )
    }

    /// The error of an execution; the chart's own message replaces everything around it.
    static func error(_ error: ExecutionError) -> ChartError {
        let isOwn = ownMessage(of: error.text) != nil
        let place = error.place.map { ChartError.Place(file: $0.file, line: $0.line, column: $0.column) }
        return ChartError(
            isOwn ? .refusal : .execution,
            text(error).string,
            at: place ?? ChartError.Place(file: error.template),
            remedy: remedy
        )
    }

    /// The text of an error of an execution.
    static func text(_ error: ExecutionError) -> Text {
        let text = error.text
        guard let message = ownMessage(of: text) else { return text }
        let location = text.string.components(separatedBy: ": ").dropFirst().first ?? error.template
        return Text("execution error at (\(location)): ") + message
    }

    /// What a chart itself says by `fail` or `required`: what stands between the first and the last mark.
    private static func ownMessage(of text: Text) -> Text? {
        let (start, end) = (HelmFunctions.messageStart.bytes, HelmFunctions.messageEnd.bytes)
        let bytes = text.bytes
        guard bytes.count >= start.count + end.count,
            let first = (0...bytes.count - start.count).first(where: {
                bytes[$0] == start[0] && bytes[$0...].starts(with: start)
            }),
            let last = (0...bytes.count - end.count).last(where: {
                bytes[$0] == end[0] && bytes[$0...].starts(with: end)
            }),
            first + start.count <= last
        else { return nil }
        return Text(bytes[first + start.count..<last])
    }
}

extension String {
    /// The parts between occurrences of a text.
    fileprivate func components(separatedBy separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
