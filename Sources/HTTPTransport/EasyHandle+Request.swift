// SPDX-License-Identifier: Apache-2.0

import CLibCurl

extension EasyHandle {
    /// Sets the options for `request`.
    func configure(_ request: HTTPRequest, url: RequestURL, bodyLength: Int64, options: CurlTransportOptions) throws {
        configurePolicy(options)
        configureProxy(url, options.proxies)
        if request.mayShareConnection, url.isSecure {
            set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
            // The first request finds out whether the server shares connections; the others wait for it.
            set(CURLOPT_PIPEWAIT, true)
        }
        // The roots are hundreds of kilobytes; requests over plain HTTP do not need them.
        if url.isSecure { configure(request.security) }
        set(CURLOPT_URL, url.text)
        configureMethod(request.method, bodyLength: bodyLength)
        set(headers: try headerLines(request))
        if let refusal { throw HTTPTransportError(request, .other, Self.summary(of: refusal)) }
    }

    /// Sets the options that are the same for all requests: libcurl moves bytes and decides nothing.
    private func configurePolicy(_ options: CurlTransportOptions) {
        set(CURLOPT_NOSIGNAL, true)
        set(CURLOPT_NOPROGRESS, true)
        set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        set(CURLOPT_FOLLOWLOCATION, false)
        set(CURLOPT_FAILONERROR, false)
        // User information in a URL must not become a header without the caller knowing.
        set(CURLOPT_HTTPAUTH, 0)
        set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
        // Dots and parameters in a location of a registry belong to the registry.
        set(CURLOPT_PATH_AS_IS, true)
        set(CURLOPT_USERAGENT, "mirror/\(options.version)")
        set(CURLOPT_TCP_KEEPALIVE, true)
        set(CURLOPT_CONNECTTIMEOUT_MS, options.connectTimeout.milliseconds)
        // Without this, a request for a name that does not resolve would hold the thread, and with it every other
        // transfer, until the system's resolver gives up too.
        setIfKnown(CURLOPT_QUICK_EXIT, 1)
        set(CURLOPT_BUFFERSIZE, options.receiveBufferSize)
        set(CURLOPT_UPLOAD_BUFFERSIZE, options.uploadBufferSize)
    }

    private func configureProxy(_ url: RequestURL, _ proxies: ProxySettings) {
        // Both are always set: an empty text keeps libcurl from reading the environment itself.
        set(CURLOPT_PROXY, proxies.proxy(for: url) ?? "")
        set(CURLOPT_NOPROXY, "")
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, true)
    }

    private func configure(_ security: TransportSecurity) {
        set(CURLOPT_SSL_VERIFYPEER, security.verifiesPeer)
        set(CURLOPT_SSL_VERIFYHOST, security.verifiesPeer ? 2 : 0)
        if let roots = security.trustedRoots {
            set(CURLOPT_CAINFO_BLOB, copying: roots)
            // The directory would add the system's roots to the given ones.
            set(CURLOPT_CAPATH, String?.none)
        } else if text(CURLINFO_CAINFO) != nil {
            // libcurl keeps the parsed bundle for later connections only if there is no directory.
            set(CURLOPT_CAPATH, String?.none)
        }
        if let certificate = security.clientCertificate {
            set(CURLOPT_SSLCERT, certificate.certificatePath)
            set(CURLOPT_SSLKEY, certificate.keyPath)
        }
    }

    private func configureMethod(_ method: HTTPRequest.Method, bodyLength: Int64) {
        guard method != .head else { return set(CURLOPT_NOBODY, true) }
        if bodyLength > 0 || [.post, .put, .patch].contains(method) {
            // libcurl's own POST would add a content type. Its upload is the same otherwise.
            set(CURLOPT_UPLOAD, true)
            set(CURLOPT_INFILESIZE_LARGE, offset: bodyLength)
        }
        set(CURLOPT_CUSTOMREQUEST, method.rawValue)
    }

    private func headerLines(_ request: HTTPRequest) throws -> [String] {
        // A server that answers 100 Continue late would cost a second; an early 4xx is read anyway.
        var lines = ["Expect:"]
        for field in request.headers.fields {
            // libcurl passes line breaks on, and the text after one would be a separate header.
            guard !(field.name + field.value).utf8.contains(where: { $0 < 0x20 && $0 != 0x09 }) else {
                throw HTTPTransportError(request, .other, "a control character in the header \(field.name)")
            }
            lines.append(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
        }
        return lines
    }
}

extension Duration {
    /// The duration as libcurl takes it; never 0, which would mean "the default".
    fileprivate var milliseconds: Int {
        max(1, Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000))
    }
}
