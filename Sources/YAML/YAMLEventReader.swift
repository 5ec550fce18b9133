// SPDX-License-Identifier: Apache-2.0

import CLibYAML

/// Reads a YAML text step by step with libyaml.
// Safe: parser and input live as long as this value; what an event points to is copied before the event is deleted.
@safe
package struct YAMLEventReader: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>
    /// The number of bytes before the input, for a byte order mark.
    private let skipped: Int

    /// Prepares to read UTF-8 text; libyaml would accept UTF-16 too, but no tool in a cluster does.
    package init(_ bytes: [UInt8]) {
        let mark: [UInt8] = [0xef, 0xbb, 0xbf]
        skipped = bytes.starts(with: mark) ? mark.count : 0
        // The parser keeps a pointer to its input, and the storage of an array has no stable address.
        unsafe input = .allocate(capacity: bytes.count - skipped)
        _ = unsafe input.initialize(from: bytes.dropFirst(skipped))
        unsafe parser = .allocate(capacity: 1)
        unsafe parser.initialize(to: yaml_parser_t())
        // libyaml fails here only without memory, and nothing can be done then.
        guard unsafe yaml_parser_initialize(parser) == 1 else { fatalError("out of memory") }
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        unsafe yaml_parser_set_input_string(parser, input.baseAddress, input.count)
    }

    deinit {
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
        unsafe input.deallocate()
    }

    /// Reads the next event; nothing follows the end of the stream or an error.
    package mutating func next() throws(YAMLSyntaxError) -> YAMLEvent {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw error() }
        defer { unsafe yaml_event_delete(&event) }
        return unsafe YAMLEvent(kind: Self.kind(of: event), position: YAMLPosition(event.start_mark))
    }

    private static func kind(of event: yaml_event_t) -> YAMLEvent.Kind {
        switch unsafe event.type {
        case YAML_DOCUMENT_START_EVENT: return .documentStart
        case YAML_STREAM_END_EVENT: return .streamEnd
        case YAML_ALIAS_EVENT: return unsafe .alias(text(event.data.alias.anchor) ?? "")
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            let value = unsafe YAMLScalar(
                text: String(decoding: bytes, as: UTF8.self),
                tag: text(scalar.tag),
                isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE
            )
            return unsafe .scalar(value, anchor: text(scalar.anchor))
        case YAML_SEQUENCE_START_EVENT:
            let start = unsafe event.data.sequence_start
            return unsafe .sequenceStart(anchor: text(start.anchor), tag: text(start.tag))
        case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
        case YAML_MAPPING_START_EVENT:
            let start = unsafe event.data.mapping_start
            return unsafe .mappingStart(anchor: text(start.anchor), tag: text(start.tag))
        case YAML_MAPPING_END_EVENT: return .mappingEnd
        default: return .other
        }
    }

    private static func text(_ bytes: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        guard let bytes = unsafe bytes else { return nil }
        return unsafe String(cString: bytes)
    }

    private func error() -> YAMLSyntaxError {
        let state = unsafe parser.pointee
        let problem = unsafe state.problem.map { unsafe String(cString: $0) } ?? "the text cannot be read"
        switch unsafe state.error {
        case YAML_READER_ERROR:
            let offset = unsafe skipped + state.problem_offset
            return YAMLSyntaxError(stage: .reader, problem: problem, context: nil, place: .byte(offset))
        case YAML_MEMORY_ERROR:
            return YAMLSyntaxError(stage: .reader, problem: "out of memory", context: nil, place: .byte(0))
        default:
            let context = unsafe state.context.map { unsafe String(cString: $0) }
            let start = unsafe YAMLPosition(state.context_mark)
            return unsafe YAMLSyntaxError(
                stage: state.error == YAML_SCANNER_ERROR ? .scanner : .parser,
                problem: problem,
                context: context.map { ($0, start) },
                place: .position(YAMLPosition(state.problem_mark))
            )
        }
    }
}

extension YAMLPosition {
    fileprivate init(_ mark: yaml_mark_t) {
        self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }
}
