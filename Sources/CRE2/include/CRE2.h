// SPDX-License-Identifier: Apache-2.0

// The part of RE2 that is needed, as C: Swift imports C++ only in its interoperability mode, which every target that
// depends on the importing one would have to turn on too.

#ifndef CRE2_H
#define CRE2_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
// RE2 itself throws nothing. What is left is a lack of memory, which ends a Swift program as well; so it ends here,
// and never unwinds through Swift.
#define CRE2_NOEXCEPT noexcept
extern "C" {
#else
#define CRE2_NOEXCEPT
#endif

typedef struct cre2_expression cre2_expression;

// Compiles a pattern of `length` bytes of UTF-8; to be freed with `cre2_free`, even if there is an error.
cre2_expression *_Nonnull cre2_new(const char *_Nullable pattern, size_t length) CRE2_NOEXCEPT;

// What is wrong with the pattern, which lives as long as the expression, or null if nothing is.
const char *_Nullable cre2_error(const cre2_expression *_Nonnull expression) CRE2_NOEXCEPT;

// Whether the pattern is found anywhere in a text of `length` bytes of UTF-8; never, if there is an error.
bool cre2_matches(const cre2_expression *_Nonnull expression, const char *_Nullable text, size_t length) CRE2_NOEXCEPT;

// What kind of error the pattern has, as RE2 numbers them; 0 for none.
int cre2_error_code(const cre2_expression *_Nonnull expression) CRE2_NOEXCEPT;

// The part of the pattern that the error is about, of `*length` bytes, which lives as long as the expression.
const char *_Nullable cre2_error_part(const cre2_expression *_Nonnull expression, size_t *_Nonnull length) CRE2_NOEXCEPT;

// How many groups the pattern has; none, if there is an error.
int cre2_group_count(const cre2_expression *_Nonnull expression) CRE2_NOEXCEPT;

// The name of a group, counted from 1, or null; it lives as long as the expression.
const char *_Nullable cre2_group_name(const cre2_expression *_Nonnull expression, int group) CRE2_NOEXCEPT;

// Where a match begins and ends; both -1 for a group that is not part of it.
typedef struct cre2_span {
    ptrdiff_t begin;
    ptrdiff_t end;
} cre2_span;

// Finds the first match from `start` on, and writes where it and its groups are to the first `count` of `spans`.
bool cre2_find(
    const cre2_expression *_Nonnull expression,
    const char *_Nullable text,
    size_t length,
    size_t start,
    cre2_span *_Nonnull spans,
    size_t count
) CRE2_NOEXCEPT;

void cre2_free(cre2_expression *_Nonnull expression) CRE2_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif
