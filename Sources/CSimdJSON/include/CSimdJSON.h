// SPDX-License-Identifier: Apache-2.0

// The part of simdjson that is needed, as C: see CRE2.h for why.

#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
// simdjson tells errors by codes. What is left is a lack of memory, which ends a Swift program as well; so it ends
// here, and never unwinds through Swift.
#define CSIMDJSON_NOEXCEPT noexcept
extern "C" {
#else
#define CSIMDJSON_NOEXCEPT
#endif

// Finds the JSON objects that follow each other in bytes that arrive in pieces. Its memory grows with the longest
// object, and every byte is looked at once.
typedef struct csimdjson_stream csimdjson_stream;

typedef enum csimdjson_step {
    // The next object is not complete yet.
    csimdjson_step_needs_more,
    csimdjson_step_object,
    // Nothing follows.
    csimdjson_step_end,
    // Something stands where an object was expected.
    csimdjson_step_no_object,
    // The text ends inside of the object.
    csimdjson_step_unfinished,
    // The object is longer than the limit.
    csimdjson_step_too_long
} csimdjson_step;

// A place in a text: bytes from its beginning; lines and columns from 1, columns in characters of UTF-8.
typedef struct csimdjson_place {
    int64_t offset;
    int64_t line;
    int64_t column;
} csimdjson_place;

typedef struct csimdjson_text {
    const char *_Nullable bytes;
    size_t length;
} csimdjson_text;

csimdjson_stream *_Nonnull csimdjson_stream_new(size_t limit) CSIMDJSON_NOEXCEPT;
void csimdjson_stream_free(csimdjson_stream *_Nonnull stream) CSIMDJSON_NOEXCEPT;

// Adds bytes; the object that was found last is gone then.
void csimdjson_stream_append(
    csimdjson_stream *_Nonnull stream, const uint8_t *_Nullable bytes, size_t length
) CSIMDJSON_NOEXCEPT;

// Says that all bytes were added.
void csimdjson_stream_finish(csimdjson_stream *_Nonnull stream) CSIMDJSON_NOEXCEPT;

// Looks for the next object, or for the fault in its place; a fault ends the stream.
csimdjson_step csimdjson_stream_next(
    csimdjson_stream *_Nonnull stream, csimdjson_text *_Nonnull object, csimdjson_place *_Nonnull place
) CSIMDJSON_NOEXCEPT;

// Reads single objects; one thread at a time uses a parser.
typedef struct csimdjson_parser csimdjson_parser;

csimdjson_parser *_Nonnull csimdjson_parser_new(void) CSIMDJSON_NOEXCEPT;
void csimdjson_parser_free(csimdjson_parser *_Nonnull parser) CSIMDJSON_NOEXCEPT;

// The bytes that must be readable behind an object, whatever they are; a stream's objects have them.
extern const size_t csimdjson_padding;

// What a document of a catalog says of itself. The texts live until the parser is used again, or the document goes.
typedef struct csimdjson_summary {
    csimdjson_text schema;
    csimdjson_text package;
    csimdjson_text name;
    // The document without what only clusters read: JSON.
    csimdjson_text reduced;
} csimdjson_summary;

// What is wrong with an object.
typedef struct csimdjson_fault {
    // Where in the object.
    size_t offset;
    csimdjson_text message;
} csimdjson_fault;

// Reads what a document says of itself; `false` where something is wrong with it.
bool csimdjson_summarize(
    csimdjson_parser *_Nonnull parser,
    csimdjson_text document,
    csimdjson_summary *_Nonnull summary,
    csimdjson_fault *_Nonnull fault
) CSIMDJSON_NOEXCEPT;

// Whether all of a document is JSON, what nobody interprets included.
bool csimdjson_validate(
    csimdjson_parser *_Nonnull parser, csimdjson_text document, csimdjson_fault *_Nonnull fault
) CSIMDJSON_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif
