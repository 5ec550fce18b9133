// SPDX-License-Identifier: Apache-2.0

#include "CSimdJSON.h"

#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

const size_t csimdjson_padding = simdjson::SIMDJSON_PADDING;

namespace {

constexpr size_t block_size = 64;
static_assert(simdjson::SIMDJSON_PADDING >= block_size, "the last block may reach behind the text");

// Which bytes of a block are the given one, the first as the lowest bit.
inline uint64_t matches(const uint8_t *block, char wanted) {
    uint64_t result = 0;
#if defined(__SSE2__)
    const __m128i pattern = _mm_set1_epi8(wanted);
    for (unsigned part = 0; part < 4; part++) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(block + 16 * part));
        const auto mask = static_cast<uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, pattern)));
        result |= static_cast<uint64_t>(mask) << (16 * part);
    }
#else
    for (unsigned index = 0; index < block_size; index++) {
        result |= static_cast<uint64_t>(block[index] == static_cast<uint8_t>(wanted)) << index;
    }
#endif
    return result;
}

// Each bit of the result is the parity of the bits up to it.
inline uint64_t parities(uint64_t bits) {
    for (unsigned distance = 1; distance < 64; distance *= 2) bits ^= bits << distance;
    return bits;
}

// Follows the nesting of an object, a block at a time.
class Nesting {
public:
    // Takes the next block; returns how many of its bytes belong to the object that ends in it, or 0.
    size_t take(const uint8_t *block) {
        const uint64_t quotes = matches(block, '"') & ~escaped(matches(block, '\\'));
        const uint64_t strings = parities(quotes) ^ in_string;
        in_string = strings >> 63 ? ~uint64_t(0) : 0;
        const uint64_t opening = (matches(block, '{') | matches(block, '[')) & ~strings;
        const uint64_t closing = (matches(block, '}') | matches(block, ']')) & ~strings;
        const auto closings = static_cast<size_t>(__builtin_popcountll(closing));
        // Mostly the block could not end the object even if all that closes came first.
        if (depth > closings) {
            depth += static_cast<size_t>(__builtin_popcountll(opening)) - closings;
            return 0;
        }
        for (uint64_t bits = opening | closing; bits != 0; bits &= bits - 1) {
            const auto index = static_cast<size_t>(__builtin_ctzll(bits));
            if (opening >> index & 1) {
                depth += 1;
            } else if (--depth == 0) {
                return index + 1;
            }
        }
        return 0;
    }

private:
    // The bytes that a backslash takes their meaning from.
    uint64_t escaped(uint64_t backslashes) {
        uint64_t result = starts_escaped ? 1 : 0;
        backslashes &= ~result;
        starts_escaped = backslashes >> 63;
        while (backslashes != 0) {
            const uint64_t first = backslashes & (~backslashes + 1);
            const uint64_t next = first << 1;
            result |= next;
            starts_escaped = first >> 63;
            backslashes &= ~(first | next);
        }
        return result;
    }

    size_t depth = 0;
    // All bits, where the next block begins inside of a string.
    uint64_t in_string = 0;
    // Whether the last byte was a backslash that takes the meaning from the next one.
    bool starts_escaped = false;
};

bool is_blank(uint8_t byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

} // namespace

struct csimdjson_stream {
    explicit csimdjson_stream(size_t limit) : limit(limit) {}

    void append(const uint8_t *bytes, size_t length) {
        if (start > 0) {
            std::memmove(buffer.data(), buffer.data() + start, end - start);
            offset += static_cast<int64_t>(start);
            end -= start;
            scanned -= start;
            start = 0;
        }
        const size_t needed = end + length + simdjson::SIMDJSON_PADDING;
        if (buffer.size() < needed) buffer.resize(std::max(needed, 2 * buffer.size()));
        if (length > 0) std::memcpy(buffer.data() + end, bytes, length);
        end += length;
    }

    void finish() {
        append(nullptr, 0);
        std::memset(buffer.data() + end, ' ', simdjson::SIMDJSON_PADDING);
        is_finished = true;
    }

    csimdjson_step next(csimdjson_text *object, csimdjson_place *place) {
        if (!is_inside) {
            size_t first = start;
            while (first < end && is_blank(buffer[first])) first++;
            advance(first);
            if (start == end) return is_finished ? csimdjson_step_end : csimdjson_step_needs_more;
            if (buffer[start] != '{') return fail(csimdjson_step_no_object, place);
            is_inside = true;
            nesting = Nesting();
        }
        while (scanned + block_size <= end || (is_finished && scanned < end)) {
            const size_t found = nesting.take(buffer.data() + scanned);
            if (found == 0) {
                scanned = std::min(scanned + block_size, end);
                continue;
            }
            const size_t length = scanned + found - start;
            if (length > limit) return fail(csimdjson_step_too_long, place);
            *object = {reinterpret_cast<const char *>(buffer.data() + start), length};
            *place = here();
            is_inside = false;
            advance(start + length);
            return csimdjson_step_object;
        }
        if (end - start > limit + block_size) return fail(csimdjson_step_too_long, place);
        return is_finished ? fail(csimdjson_step_unfinished, place) : csimdjson_step_needs_more;
    }

private:
    csimdjson_step fail(csimdjson_step step, csimdjson_place *place) {
        *place = here();
        return step;
    }

    csimdjson_place here() const { return {offset + static_cast<int64_t>(start), line, column}; }

    // Goes on to a later position, and counts lines and columns on the way.
    void advance(size_t position) {
        const uint8_t *first = buffer.data() + start;
        const uint8_t *last = buffer.data() + position;
        const auto breaks = std::count(first, last, '\n');
        if (breaks > 0) {
            line += breaks;
            column = 1;
            const uint8_t *begin = last;
            while (begin[-1] != '\n') begin--;
            first = begin;
        }
        column += std::count_if(first, last, [](uint8_t byte) { return (byte & 0xc0) != 0x80; });
        start = position;
        scanned = position;
    }

    const size_t limit;
    // The bytes that are still needed, and room behind them.
    std::vector<uint8_t> buffer = std::vector<uint8_t>(1 << 20);
    // Where the next object begins, if anything but blanks was seen of it.
    size_t start = 0;
    size_t end = 0;
    // Up to where the nesting is known.
    size_t scanned = 0;
    bool is_inside = false;
    bool is_finished = false;
    Nesting nesting;
    // Where the buffer begins in the text.
    int64_t offset = 0;
    int64_t line = 1;
    int64_t column = 1;
};

csimdjson_stream *csimdjson_stream_new(size_t limit) noexcept { return new csimdjson_stream(limit); }

void csimdjson_stream_free(csimdjson_stream *stream) noexcept { delete stream; }

void csimdjson_stream_append(csimdjson_stream *stream, const uint8_t *bytes, size_t length) noexcept {
    stream->append(bytes, length);
}

void csimdjson_stream_finish(csimdjson_stream *stream) noexcept { stream->finish(); }

csimdjson_step csimdjson_stream_next(
    csimdjson_stream *stream, csimdjson_text *object, csimdjson_place *place
) noexcept {
    return stream->next(object, place);
}
