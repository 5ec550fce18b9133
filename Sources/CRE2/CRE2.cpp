// SPDX-License-Identifier: Apache-2.0

#include "CRE2.h"

#include <re2/re2.h>

#include <map>
#include <string>
#include <vector>

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

int cre2_error_code(const cre2_expression *expression) noexcept { return expression->re2.error_code(); }

const char *cre2_error_part(const cre2_expression *expression, size_t *length) noexcept {
    *length = expression->re2.error_arg().size();
    return expression->re2.error_arg().data();
}

int cre2_group_count(const cre2_expression *expression) noexcept {
    const int count = expression->re2.NumberOfCapturingGroups();
    return count < 0 ? 0 : count;
}

const char *cre2_group_name(const cre2_expression *expression, int group) noexcept {
    const auto &names = expression->re2.CapturingGroupNames();
    const auto found = names.find(group);
    return found == names.end() ? nullptr : found->second.c_str();
}

bool cre2_find(
    const cre2_expression *expression, const char *text, size_t length, size_t start, cre2_span *spans, size_t count
) noexcept {
    // Without a text the match would be no text either, and look like none.
    if (text == nullptr) text = "";
    const re2::StringPiece whole(text, length);
    std::vector<re2::StringPiece> found(count);
    if (!expression->re2.Match(whole, start, length, RE2::UNANCHORED, found.data(), static_cast<int>(count))) {
        return false;
    }
    for (size_t index = 0; index < count; index++) {
        const bool is_part = found[index].data() != nullptr;
        spans[index].begin = is_part ? found[index].data() - text : -1;
        spans[index].end = is_part ? spans[index].begin + static_cast<ptrdiff_t>(found[index].size()) : -1;
    }
    return true;
}

void cre2_free(cre2_expression *expression) noexcept { delete expression; }
