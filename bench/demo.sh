#!/usr/bin/env bash
# Ask three questions about the sample filings: a contract, a cell of a flattened table, and one they do not answer.
set -uo pipefail
pilu="$1"
store="$2"

ask() {
  echo
  echo "? $1"
  "$pilu" ask "$1" --store "$store"
  local code=$?
  # 4 says that the filings do not tell: an answer, too.
  if [ "$code" -ne 0 ] && [ "$code" -ne 4 ]; then exit "$code"; fi
}

ask "A公司的算力合同金额是多少？"
ask "2023年青岛泊远信息技术有限公司的销售占比是多少？"
ask "沈知屿质押了多少股？"
