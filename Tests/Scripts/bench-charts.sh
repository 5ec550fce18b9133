#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What rendering a chart costs that is as large as the largest public ones: 150 templates, 4 sub-charts, 4,000 lines of values.
#
# usage: bench-charts.sh MIRROR          (the path of the tool as it is installed; `make bench-charts` gives it)
#
# BENCH_TEMPLATES (150) changes the work; BENCH_ROUNDS (9) how often it is measured, next to `mirror --version`, which is what
# any command costs. `helm template` renders the same chart where Helm is there (BENCH_HELM names another command that takes
# a chart). Where Python has Jinja, it renders the same number of like templates for comparison: its language knows
# neither YAML nor sub-charts, so this is the cost of text alone. Prints numbers; never fails for being slow.
set -euo pipefail

source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

binary=$(realpath "${1:?usage: bench-charts.sh MIRROR}")
templates=${BENCH_TEMPLATES:-150}
rounds=${BENCH_ROUNDS:-9}
work=$(mktemp -d "${TMPDIR:-/tmp}/mirror-bench.XXXXXX")
trap clean_up EXIT
source "$(dirname "${BASH_SOURCE[0]}")/bench-lib.sh"

for name in "${!MIRROR_@}" "${!XDG_@}"; do
    [ "$name" = MIRROR_DOCKER_REGISTRY ] || unset "$name"
done
export HOME=$work/home
mkdir -p "$HOME" "$work/results"

# A chart in folder $1 named $2, with $3 templates and values for $4 components.
make_chart() {
    local folder=$1 name=$2 count=$3 components=$4 i
    mkdir -p "$folder/templates"
    printf 'apiVersion: v2\nname: %s\nversion: 1.2.3\nappVersion: 4.5.6\n' "$name" > "$folder/Chart.yaml"
    cat > "$folder/templates/_helpers.tpl" << 'END'
{{- define "bench.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- define "bench.labels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}
{{- define "bench.image" -}}
{{- $registry := .global.imageRegistry | default .image.registry -}}
{{- printf "%s/%s:%s" $registry .image.repository (.image.tag | default "latest" | toString) -}}
{{- end -}}
END
    for i in $(seq "$count"); do
        sed "s/INDEX/$((i % components))/g" > "$folder/templates/component-$i.yaml" << 'END'
{{- $component := index .Values.components INDEX }}
{{- if and $component.enabled (semverCompare ">=1.19-0" .Capabilities.KubeVersion.Version) }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "bench.fullname" . }}-{{ $component.name }}
  namespace: {{ .Release.Namespace }}
  labels:
    {{- include "bench.labels" . | nindent 4 }}
    component: {{ $component.name | quote }}
  {{- with $component.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  replicas: {{ $component.replicas | int }}
  selector:
    matchLabels:
      {{- include "bench.labels" . | nindent 6 }}
  template:
    metadata:
      annotations:
        checksum/config: {{ toYaml $component.config | sha256sum }}
      labels:
        {{- include "bench.labels" . | nindent 8 }}
    spec:
      {{- range $pull := .Values.global.imagePullSecrets }}
      imagePullSecrets:
        - name: {{ $pull }}
      {{- end }}
      containers:
        - name: {{ $component.name }}
          image: {{ include "bench.image" (dict "image" $component.image "global" .Values.global) }}
          args:
            {{- range $key, $value := $component.args }}
            - --{{ $key }}={{ tpl (toString $value) $ }}
            {{- end }}
          env:
            {{- range $key, $value := $component.env }}
            - name: {{ $key | upper | replace "-" "_" }}
              value: {{ $value | quote }}
            {{- end }}
          ports:
            {{- range $port := $component.ports }}
            - containerPort: {{ $port | int }}
              name: {{ printf "port-%d" (int $port) | trunc 15 }}
            {{- end }}
          resources:
            {{- toYaml $component.resources | nindent 12 }}
      {{- if or $component.nodeSelector (gt (len $component.tolerations) 0) }}
      nodeSelector:
        {{- toYaml $component.nodeSelector | nindent 8 }}
      tolerations:
        {{- toYaml $component.tolerations | nindent 8 }}
      {{- end }}
{{- end }}
END
    done
    {
        printf 'commonLabels:\n  team: core\n  tier: "1"\nglobal:\n  imageRegistry: ""\n  imagePullSecrets:\n    - pull\ncomponents:\n'
        for i in $(seq "$components"); do
            cat << END
  - name: component-$i
    enabled: true
    replicas: $((i % 5 + 1))
    image:
      registry: quay.example
      repository: bench/component-$i
      tag: v1.$i.0
    annotations:
      prometheus.io/scrape: "true"
      prometheus.io/port: "9$((100 + i))"
      description: A component with a text that is long enough to be folded by whoever writes YAML as Helm does, number $i
    config:
      log.level: info
      interval: 30s
      rules:
        - alert: Down$i
          expr: up{job="component-$i"} == 0
          for: 5m
        - alert: Slow$i
          expr: histogram_quantile(0.99, sum(rate(request_seconds_bucket{job="component-$i"}[5m])) by (le)) > 0.5
          for: 10m
    args:
      config-file: /etc/component/$i.yaml
      log-level: '{{ .Values.logLevel | default "info" }}'
      shard: $i
    env:
      go-max-procs: "2"
      pod-name: '{{ .Release.Name }}-$i'
    ports: [8080, 9090]
    resources:
      requests: {cpu: 100m, memory: 128Mi}
      limits: {cpu: 1, memory: 1Gi}
    nodeSelector:
      kubernetes.io/os: linux
    tolerations:
      - key: node-role.kubernetes.io/infra
        operator: Exists
        effect: NoSchedule
END
        done
    } > "$folder/values.yaml"
}

chart=$work/bench
make_chart "$chart" bench $((templates * 3 / 5)) 60
printf 'dependencies:\n' >> "$chart/Chart.yaml"
for i in 1 2 3 4; do
    make_chart "$chart/charts/part$i" "part$i" $((templates / 10)) 12
    printf '  - name: part%s\n    version: 1.2.3\n    condition: part%s.enabled\n' "$i" "$i" >> "$chart/Chart.yaml"
done
say "the chart has $(find "$chart" -name 'component-*.yaml' | wc -l) templates and $(cat "$chart"/values.yaml "$chart"/charts/*/values.yaml | wc -l) lines of values"

cat > "$work/jinja.py" << 'END'
import sys
from jinja2 import Environment

template = """apiVersion: apps/v1
metadata:
  name: {{ release }}-{{ c.name }}
  labels:
{% for k, v in labels.items() %}    {{ k }}: {{ v }}
{% endfor %}spec:
  replicas: {{ c.replicas|int }}
  containers:
    - name: {{ c.name }}
      image: {{ c.registry }}/{{ c.repository }}:{{ c.tag|default("latest") }}
      args:
{% for k, v in c.args.items() %}        - --{{ k }}={{ v }}
{% endfor %}      env:
{% for k, v in c.env.items() %}        - name: {{ k|upper|replace("-", "_") }}
          value: "{{ v }}"
{% endfor %}"""
environment = Environment()
for i in range(int(sys.argv[1])):
    component = {"name": "component-%d" % i, "replicas": 2, "registry": "quay.example", "repository": "bench/c", "tag": "v1",
                 "args": {"a": 1, "b": 2, "c": 3}, "env": {"go-max-procs": "2", "pod-name": "x"}}
    # Each file is a text of its own, as in a chart.
    text = environment.from_string(template + " " * i)
    text.render(release="release-name", c=component, labels={"a": "b", "c": "d", "e": "f", "g": "h"})
END

# Helm itself, where it is on this machine.
read -ra helm <<< "${BENCH_HELM:-$(command -v helm > /dev/null && echo helm template release-name --include-crds)}"
has_jinja=false
/usr/bin/env python3 -c 'import jinja2' 2> "$work/no-jinja" && has_jinja=true
for _ in $(seq "$rounds"); do
    measure "mirror --version" "$binary" --version
    echo "$wall $cpu $memory" >> "$work/results/version"
    measure "mirror render" "$binary" render "$chart"
    echo "$wall $cpu $memory" >> "$work/results/render"
    if [ ${#helm[@]} -gt 0 ]; then
        measure helm "${helm[@]}" "$chart"
        echo "$wall $cpu $memory" >> "$work/results/helm"
    fi
    if $has_jinja; then
        measure "jinja" python3 "$work/jinja.py" 0
        echo "$wall $cpu $memory" >> "$work/results/jinja-start"
        measure "jinja" python3 "$work/jinja.py" "$templates"
        echo "$wall $cpu $memory" >> "$work/results/jinja"
    fi
done

row() {
    printf '| %s | %.0f | %.0f | %.0f | %s |\n' "$2" "$(calculate "1000 * $(median "$work/results/$1" 1)")" \
        "$(calculate "1000 * $(median "$work/results/$1" 2)")" "$(median "$work/results/$1" 3)" "$3"
}
# The microseconds of CPU for each template, above what the start of $2 costs.
each() {
    printf '%.0f' "$(calculate "1000000 * ($(median "$work/results/$1" 2) - $(median "$work/results/$2" 2)) / $templates")"
}
printf '| | wall ms | CPU ms | peak memory MiB | CPU µs for each template |\n|---|---|---|---|---|\n'
row version "\`mirror --version\`" –
row render "\`mirror render\`, $templates templates" "$(each render version)"
if [ ${#helm[@]} -gt 0 ]; then row helm "Helm, the same chart" –; fi
if $has_jinja; then
    row jinja-start "Python with Jinja, nothing rendered" –
    row jinja "Python with Jinja, $templates templates of text" "$(each jinja jinja-start)"
fi
