// SPDX-License-Identifier: Apache-2.0

/// A chart as people write them: a web shop with helpers, optional parts and a database beside it.
enum ShopChart {
    static let chart = TestChart(
        "shop",
        metadata: """
            appVersion: "2.5.1"
            type: application
            dependencies:
              - name: store
                version: ">=0.1.0"
                condition: database.enabled
                alias: database
              - name: metrics
                version: "*"
                tags: [monitoring]
                import-values: [endpoint]
            """,
        [
            "values.yaml": values,
            "templates/_helpers.tpl": helpers,
            "templates/deployment.yaml": deployment,
            "templates/service.yaml": service,
            "templates/ingress.yaml": ingress,
            "templates/config.yaml": config,
            "templates/NOTES.txt": "Visit {{ include \"shop.host\" . }}",
            "config/app.ini": "[shop]\nname = {{ .Release.Name }}\n",
            "config/motd.txt": "Welcome\n",
        ]
    ).adding("store", store).adding("metrics", metrics)

    private static let values = """
        replicas: 2
        image:
          registry: registry.example
          repository: shop/web
          tag: ""
        global:
          registry: ""
        service:
          type: ClusterIP
          ports:
            - {name: http, port: 80, target: 8080}
            - {name: admin, port: 8081, target: 8081}
        ingress:
          enabled: false
          host: shop.example
          annotations: {}
        env:
          LOG_LEVEL: info
          CACHE_MB: 512
          DEBUG: false
        resources:
          limits: {cpu: 500m, memory: 256Mi}
        database:
          enabled: true
          size: 10Gi
        tags:
          monitoring: false
        """

    private static let helpers = """
        {{- define "shop.fullname" -}}
        {{- $name := default .Chart.Name .Values.nameOverride -}}
        {{- if contains $name .Release.Name -}}
        {{- .Release.Name | trunc 63 | trimSuffix "-" -}}
        {{- else -}}
        {{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" -}}
        {{- end -}}
        {{- end -}}

        {{- define "shop.labels" -}}
        app.kubernetes.io/name: {{ .Chart.Name }}
        app.kubernetes.io/instance: {{ .Release.Name }}
        app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
        {{- end -}}

        {{- define "shop.image" -}}
        {{- $registry := .Values.global.registry | default .Values.image.registry -}}
        {{- printf "%s/%s:%s" $registry .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) -}}
        {{- end -}}

        {{- define "shop.host" -}}
        {{- required "ingress.host is needed" .Values.ingress.host -}}
        {{- end -}}
        """

    private static let deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{ include "shop.fullname" . }}
          labels:
            {{- include "shop.labels" . | nindent 4 }}
        spec:
          replicas: {{ .Values.replicas }}
          template:
            metadata:
              annotations:
                checksum/config: {{ include (print $.Template.BasePath "/config.yaml") . | sha256sum | trunc 8 }}
            spec:
              containers:
                - name: {{ .Chart.Name }}
                  image: {{ include "shop.image" . | quote }}
                  env:
                    {{- range $name, $value := .Values.env }}
                    - name: {{ $name }}
                      value: {{ $value | quote }}
                    {{- end }}
                  ports:
                    {{- range .Values.service.ports }}
                    - {name: {{ .name }}, containerPort: {{ .target }}}
                    {{- end }}
                  {{- with .Values.resources }}
                  resources:
                    {{- toYaml . | nindent 12 }}
                  {{- end }}

        """

    private static let service = """
        apiVersion: v1
        kind: Service
        metadata:
          name: {{ include "shop.fullname" . }}
        spec:
          type: {{ .Values.service.type }}
          ports:
            {{- range $index, $port := .Values.service.ports }}
            - name: {{ $port.name }}
              port: {{ $port.port }}
              {{- if and (eq $.Values.service.type "NodePort") $.Values.service.firstNodePort }}
              nodePort: {{ add $index $.Values.service.firstNodePort }}
              {{- end }}
            {{- end }}

        """

    private static let ingress = """
        {{- if .Values.ingress.enabled }}
        {{- $new := .Capabilities.APIVersions.Has "networking.k8s.io/v1" }}
        apiVersion: {{ ternary "networking.k8s.io/v1" "extensions/v1beta1" $new }}
        kind: Ingress
        metadata:
          name: {{ include "shop.fullname" . }}
          {{- with .Values.ingress.annotations }}
          annotations:
            {{- toYaml . | nindent 4 }}
          {{- end }}
        spec:
          rules:
            - host: {{ tpl (include "shop.host" .) . }}
        {{- end }}

        """

    private static let config = """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: {{ include "shop.fullname" . }}-config
        data:
          {{- (.Files.Glob "config/*.txt").AsConfig | nindent 2 }}
          app.ini: |
            {{- tpl (.Files.Get "config/app.ini") . | nindent 4 }}

        """

    private static let store = TestChart(
        "store",
        version: "0.3.0",
        [
            "values.yaml": "size: 1Gi\nimage: store:7\n",
            "templates/volume.yaml":
                "store: {{ .Chart.Name }} {{ .Values.size }} {{ .Values.image }} {{ .Values.global.registry | quote }}\n",
        ]
    )

    private static let metrics = TestChart(
        "metrics",
        [
            "values.yaml": "exports:\n  endpoint:\n    metricsPath: /metrics\n",
            "templates/monitor.yaml": "path: {{ .Values.exports.endpoint.metricsPath }}\n",
        ]
    )
}
