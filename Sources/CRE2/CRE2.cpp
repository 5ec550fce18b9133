// SPDX-License-Identifier: Apache-2.0

#include "CRE2.h"

#include <re2/re2.h>

struct cre2_expression {
    const RE2 re2;

    explicit cre2_expression(re2::StringPiece pattern) : re2(pattern, options()) {}

private:
    static RE2::Options options() {
        RE2::Options options;
        options.set_encoding(RE2::Options::EncodingUTF8);
        // Errors are the caller's to tell.
        options.set_log_errors(false);
        return options;
    }
};

cre2_expression *cre2_new(const char *pattern, size_t length) noexcept {
    return new cre2_expression(re2::StringPiece(pattern, length));
}

const char *cre2_error(const cre2_expression *expression) noexcept {
    return expression->re2.ok() ? nullptr : expression->re2.error().c_str();
}

bool cre2_matches(const cre2_expression *expression, const char *text, size_t length) noexcept {
    return RE2::PartialMatch(re2::StringPiece(text, length), expression->re2);
}

void cre2_free(cre2_expression *expression) noexcept { delete expression; }
